import ApptLint
import CEmbeddedData
import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import FHIRValidation
import Findings
import Foundation
import Testing
import VectorSupport

/// Native checks and compiled predicates agree with the evaluation of the constraints' expressions, on every available payload.
@Suite struct InvariantTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every payload of TestVectors and, if present, of the corpora, with its release.
  static let payloads: [(SourceText, FHIRRelease)] = {
    let shared =
      ProcessInfo.processInfo.environment["APPTLINT_SHARED"].map { URL(filePath: $0) }
      ?? root.deletingLastPathComponent().appending(path: "shared")
    let corpus = shared.appending(path: "corpus")
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: corpus.path).sorted()) ?? []
    let examples = paths.filter { $0.hasSuffix(".json") || $0.hasSuffix(".xml") }.compactMap { path in
      (try? Data(contentsOf: corpus.appending(path: path))).map { SourceText(name: path, bytes: $0) }
    }
    return (((try? TestVectors.payloads()) ?? []) + examples).map { source in
      let r4 = ["r4-", "-r4", "bars", "ukcore", "uk-core", "nhs-england", "profiles/own", "profiles/r4"]
      return (source, r4.contains { source.name.contains($0) } ? .r4 : .stu3)
    }
  }()

  static func definitions() throws -> Definitions {
    // Safe: static data of the program.
    try #require(
      unsafe Definitions(
        immortal: UnsafeRawBufferPointer(start: apptlint_definitions_start(), count: apptlint_definitions_count())))
  }

  /// Calls `body` for each payload that has no syntax errors and is small enough to evaluate all expressions on.
  private func eachDocument(_ body: (Document, TypedDocument, ReferenceIndex, String) throws -> Void) throws {
    let definitions = try Self.definitions()
    var count = 0
    for (source, release) in Self.payloads {
      guard source.count < 200_000 else { continue }
      let document = Document.read(source, symbols: definitions.symbols, limits: Limits())
      guard document.findings.isEmpty, document.resources.first?.node.index == 0 else { continue }
      count += 1
      try body(document, TypedDocument(document, definitions.release(release)), ReferenceIndex(document), source.name)
    }
    #expect(count > 600)
  }

  /// The constraints of a type as expressions.
  private static func expressions(of type: String, _ release: ReleaseDefinitions, _ symbols: SymbolTable) throws -> [(
    key: String, expression: FHIRPath.Expression
  )] {
    let shape = try #require(symbols.symbol(type).flatMap { release.type($0) })
    return try release.invariants(ofTypeAt: shape.index).map { row in
      let schema = release.invariant(at: row)
      // R4's dom-3 applies `as` to several items; FHIRPath N1 allows only one.
      let text = schema.expression.replacing("descendants().as(", with: "descendants().ofType(")
      return (schema.key, try FHIRPath.Expression(text, symbols, release.release))
    }
  }

  @Test func universalConstraintsAgreeWithTheirExpressions() throws {
    let definitions = try Self.definitions()
    let library = ProfileLibrary(definitions)
    let invariants = InvariantLibrary(definitions)
    var broken: [String: Int] = [:]
    try eachDocument { document, typed, references, path in
      let symbols = document.symbols
      let validation = Validator.validate(
        typed, references, definitions: definitions, library: library,
        invariants: invariants, now: 1_780_000_000, limit: 10_000, checks: [.structure, .references, .profiles, .invariants])
      var evaluator = Evaluator(typed, references, now: 1_780_000_000)
      for type in ["Element", "DomainResource", "Extension"] {
        let wanted = try #require(symbols.symbol(type))
        for (key, expression) in try Self.expressions(of: type, typed.release, symbols) {
          var violating: Set<Node> = []
          for index in document.nodes.indices {
            let node = Node(index: UInt32(index))
            let record = document.record(node)
            guard record.form != .array, !record.flags.contains(.paired), !record.flags.contains(.xhtml), record.name != .div,
              let shape = typed.type(of: node), typed.release.isType(shape, wanted), shape.kind != .resource || type != "Element",
              key != "dom-6" || record.name != .contained
            else { continue }
            if try !evaluator.satisfies(expression, node) { violating.insert(node) }
          }
          broken[key, default: 0] += violating.count
          let reported = validation.findings.filter {
            $0.constraint == key && $0.node.map { document.record($0).form != .array } ?? true
          }
          let comment =
            "\(key) in \(path): evaluated \(violating.map(\.index).sorted()), reported \(reported.map { $0.node?.index ?? 0 })"
          if key == "ele-1" || key == "ext-1" {
            // A different error at the same position, or at the array around it, is reported instead.
            let others = Set(validation.findings.filter { $0.severity >= .error }.compactMap(\.node))
            #expect(reported.allSatisfy { violating.contains($0.node ?? Node(index: 0)) }, "\(comment)")
            #expect(
              violating.allSatisfy { node in
                others.contains(node) || others.contains(Node(index: document.record(node).parent))
                  || others.contains { document.parent(of: $0) == node }
              },
              "\(comment)")
          } else {
            // A contained resource without a type or an id, or nested in another, is reported by another rule, and so is a
            // malformed reference.
            let codes = ["STR001", "STR003", "STR009", "STR022", "REF009", "REF011"]
            let isReportedElsewhere = validation.findings.contains { codes.contains($0.code) }
            #expect(isReportedElsewhere && key == "dom-3" || violating.isEmpty == reported.isEmpty, "\(comment)")
          }
        }
      }
    }
    for key in ["ele-1", "ext-1", "dom-1", "dom-2", "dom-3", "dom-4", "dom-5", "dom-6"] {
      #expect(broken[key, default: 0] > 0, "no payload violates \(key)")
    }
  }

  @Test func predicatesAgreeWithTheirExpressions() throws {
    let definitions = try Self.definitions()
    var compiled: [FHIRRelease: [(expression: FHIRPath.Expression, predicate: FHIRPath.Predicate?)]] = [:]
    for release in FHIRRelease.allCases {
      let definitions = definitions.release(release)
      let choices = try definitions.choiceNames(among: Self.definitions().symbols)
      compiled[release] = try (0..<definitions.invariantCount).map { row in
        let expression = try FHIRPath.Expression(definitions.invariant(at: row).expression, Self.definitions().symbols, release)
        return (expression, FHIRPath.Predicate(expression, isChoice: choices.contains))
      }
    }
    var count = 0
    try eachDocument { document, typed, references, path in
      let rows = try #require(compiled[typed.release.release])
      var evaluator = Evaluator(typed, references, now: 1_780_000_000)
      for index in document.nodes.indices {
        let node = Node(index: UInt32(index))
        guard document.record(node).form != .array, let type = typed.typeRow(of: node) else { continue }
        for row in typed.release.invariants(ofTypeAt: type) {
          guard let verdict = rows[row].predicate?.holds(on: node, in: typed) else { continue }
          count += 1
          // An expression that cannot be evaluated has no result to compare.
          guard let slow = try? evaluator.satisfies(rows[row].expression, node) else { continue }
          #expect(slow == verdict, "\(rows[row].expression.text) at node \(index) of \(path)")
        }
      }
    }
    #expect(count > 10_000)
  }

  /// Constraints that read the whole bundle for each entry take linear time.
  @Test(arguments: [true, false]) func largeBundlesTakeLinearTime(isJSON: Bool) throws {
    var configuration = Configuration()
    configuration.packs = .chosen([])
    configuration.release = .r4
    let linter = try Linter(configuration)
    func seconds(_ count: Int) -> Double {
      let entries = (0..<count).map { number in
        isJSON
          ? #"{"fullUrl": "http://a.example/Patient/\#(number)", "resource": {"resourceType": "Patient", "id": "\#(number)"}}"#
          : #"<entry><fullUrl value="http://a.example/Patient/\#(number)"/><resource><Patient><id value="\#(number)"/></Patient></resource></entry>"#
      }
      let text =
        isJSON
        ? #"{"resourceType": "Bundle", "type": "collection", "entry": [\#(entries.joined(separator: ","))]}"#
        : #"<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>\#(entries.joined())</Bundle>"#
      let source = SourceText(name: "bundle", text: text)
      return ContinuousClock().measure { _ = linter.lint(source) } / .nanoseconds(1) / 1e9
    }
    _ = seconds(100)
    // 16 times the entries: 16 times the time if linear, 256 times if quadratic. The machine may be busy.
    #expect(seconds(8_000) < 80 * max(seconds(500), 0.000_2))
  }
}
