import ApptLint
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// HL7's FHIRPath tests for STU3 and R4 pass, except those that docs/fhirpath.md lists as different.
@Suite struct SuiteTests {
  struct Case: Sendable {
    var expression = ""
    var input = "empty.json"
    var isInvalid = false
    var isStrict = false
    var isPredicate = false
    var outputs: [String] = []
  }

  static let suites: URL? = {
    let shared =
      ProcessInfo.processInfo.environment["APPTLINT_SHARED"].map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared")
    let folder = shared.appending(path: "suites/fhirpath")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  static let linter = Result { try Linter() }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test(
    .enabled(if: suites != nil, "no suites: set APPTLINT_SHARED to the folder that holds suites/"),
    arguments: [("3.0", "tests-fhir-r3"), ("4.0", "tests-fhir-r4")])
  func onlyListedExpressionsDiffer(release: String, name: String) throws {
    let folder = try #require(Self.suites).appending(path: name)
    let cases = try SuiteReader.cases(in: try Data(contentsOf: folder.appending(path: name + ".xml")))
    #expect(cases.count > 300)
    var failing: Set<String> = []
    for test in cases where try !isValid(test, FHIRRelease(rawValue: release) ?? .r4, folder.appending(path: "input")) {
      failing.insert(test.expression.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
    #expect(failing == (try Self.listed(release)), "docs/fhirpath.md must list exactly the expressions that differ")
  }

  private func isValid(_ test: Case, _ release: FHIRRelease, _ inputs: URL) throws -> Bool {
    let source = SourceText(name: test.input, bytes: try Data(contentsOf: inputs.appending(path: test.input)))
    let answer: FHIRPathResult
    do {
      answer = try Self.linter.get().evaluate(test.expression, on: source, release: release, isStrict: test.isStrict)
    } catch is FHIRPathEvaluationError {
      return test.isInvalid
    }
    if test.isInvalid { return false }
    let values = try answer.results.map { result in
      let json = try #require(try JSONSerialization.jsonObject(with: Data(result.json.utf8)) as? [String: Any])
      if let number = json["value"] as? NSNumber, ["Boolean", "boolean"].contains(result.type) {
        return number.boolValue ? "true" : "false"
      }
      return String(describing: json["value"] ?? "")
    }
    if test.isPredicate {
      let isTrue = !values.isEmpty && values != ["false"]
      return test.outputs == [isTrue ? "true" : "false"]
    }
    return values.count == test.outputs.count
      && zip(values, test.outputs).allSatisfy { value, output in
        value.lowercased() == output.lowercased().drop { $0 == "@" } || value == output.drop { $0 == "@" }.drop { $0 == "T" }
      }
  }

  /// The expressions of a release in the table of docs/fhirpath.md.
  private static func listed(_ release: String) throws -> Set<String> {
    let text = try String(contentsOf: root.appending(path: "docs/fhirpath.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| \(release) | `") }
    return Set(
      rows.compactMap { row in
        let rest = row.dropFirst("| \(release) | `".count)
        return rest.range(of: "` | ").map { String(rest[..<$0.lowerBound]).replacing("\\|", with: "|") }
      })
  }
}

/// Reads a file of tests.
private final class SuiteReader: NSObject, XMLParserDelegate {
  private var cases: [SuiteTests.Case] = []
  private var current: SuiteTests.Case?
  private var text = ""
  private var hasExpression = false

  static func cases(in data: Data) throws -> [SuiteTests.Case] {
    let reader = SuiteReader()
    let parser = XMLParser(data: data)
    parser.delegate = reader
    #expect(parser.parse())
    return reader.cases
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    text = ""
    if name == "test" {
      current = SuiteTests.Case()
      hasExpression = false
      if let input = attributes["inputfile"], !input.isEmpty { current?.input = input }
      current?.isPredicate = attributes["predicate"] == "true"
      current?.isStrict = attributes["mode"] == "strict"
    } else if name == "expression" {
      hasExpression = true
      if attributes["invalid"] != nil { current?.isInvalid = true }
      if attributes["mode"] == "strict" { current?.isStrict = true }
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    switch name {
    case "expression": current?.expression = text
    case "output": current?.outputs.append(text.trimmingCharacters(in: .whitespacesAndNewlines))
    case "test": if hasExpression, let test = current { cases.append(test) }
    default: break
    }
  }
}
