import Findings
import Foundation
import Testing

@testable import Reporting

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct JUnitTests {
  /// An element of a report in the schemas of Ant and Jenkins.
  struct Rule {
    var must: Set<String>
    var may: Set<String> = []
    /// The children in order, each with its minimum and maximum number.
    var children: [(name: String, count: ClosedRange<Int>)] = []
  }

  /// Ant's schema. Jenkins's schema allows everything that Ant's schema allows.
  static let rules: [String: Rule] = [
    "testsuites": Rule(must: [], children: [("testsuite", 0...Int.max)]),
    "testsuite": Rule(
      must: ["id", "package", "name", "timestamp", "hostname", "tests", "failures", "errors", "time"], may: ["skipped"],
      children: [("properties", 1...1), ("testcase", 0...Int.max), ("system-out", 1...1), ("system-err", 1...1)]),
    "properties": Rule(must: [], children: [("property", 0...Int.max)]),
    "property": Rule(must: ["name", "value"]),
    "testcase": Rule(
      must: ["name", "classname", "time"], children: [("skipped", 0...1), ("error", 0...1), ("failure", 0...1)]),
    "failure": Rule(must: ["type"], may: ["message"]),
    "error": Rule(must: ["type"], may: ["message"]),
    "skipped": Rule(must: [], may: ["message"]),
    "system-out": Rule(must: []), "system-err": Rule(must: []),
  ]

  static func errors(_ element: XMLElement) -> [String] {
    let name = element.name ?? ""
    guard let rule = rules[name] else { return ["unknown element \(name)"] }
    let attributes = Set((element.attributes ?? []).compactMap(\.name))
    let children = (element.children ?? []).compactMap { $0 as? XMLElement }
    let names = children.compactMap(\.name)
    var errors = rule.must.subtracting(attributes).map { "\(name) has no \($0)" }
    errors += attributes.subtracting(rule.must).subtracting(rule.may).map { "\(name) has \($0)" }
    let order = rule.children.map(\.name)
    let positions = names.map { order.firstIndex(of: $0) ?? -1 }
    if positions != positions.sorted() || positions.contains(-1) { errors.append("\(name) has \(names)") }
    for child in rule.children where !child.count.contains(names.count { $0 == child.name }) {
      errors.append("\(name) has \(names.count { $0 == child.name }) \(child.name) elements")
    }
    if name == "testcase" && names.count > 1 { errors.append("a test case has more than one outcome") }
    return errors + children.flatMap(Self.errors)
  }

  static func root(_ reports: [Report]) throws -> XMLElement {
    try #require(try XMLDocument(xmlString: written(reports, as: .junit)).rootElement())
  }

  @Test func reportsConformToTheSchema() throws {
    for reports in [[], ProgramFormatTests.reports, [Sample.clean()]] {
      #expect(Self.errors(try Self.root(reports)) == [])
    }
  }

  @Test func theCountsMatchTheTestCases() throws {
    let suites = try Self.root(ProgramFormatTests.reports).elements(forName: "testsuite")
    #expect(suites.count == ProgramFormatTests.reports.count)
    for suite in suites {
      let cases = suite.elements(forName: "testcase")
      func number(_ name: String) -> Int? { suite.attribute(forName: name)?.stringValue.flatMap { Int($0) } }
      #expect(number("tests") == cases.count && !cases.isEmpty)
      for (attribute, element) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
        #expect(number(attribute) == cases.count { !$0.elements(forName: element).isEmpty })
      }
      let names = cases.compactMap { $0.attribute(forName: "name")?.stringValue }
      #expect(Set(names).count == names.count)
    }
    #expect(suites.compactMap { $0.attribute(forName: "id")?.stringValue } == suites.indices.map(String.init))
  }

  @Test func findingsThatDoNotFailTheRunAreSkipped() throws {
    var report = ProgramFormatTests.reports[0]
    func kinds() throws -> [String] {
      try Self.root([report]).elements(forName: "testsuite")[0].elements(forName: "testcase").map { element in
        (element.children ?? []).compactMap { $0 as? XMLElement }.first?.name ?? "passed"
      }
    }
    #expect(try kinds() == ["failure", "error", "skipped", "skipped", "skipped", "failure"])
    report.failThreshold = .warning
    #expect(try kinds() == ["failure", "error", "failure", "skipped", "skipped", "failure"])
    report.failThreshold = nil
    #expect(try kinds() == Array(repeating: "skipped", count: 6))
  }

  @Test func namesHaveTheFormOfJavaTests() throws {
    let suite = try Self.root([Sample.oneFinding(name: "./bookings/v1.2/a.json")]).elements(forName: "testsuite")[0]
    let test = suite.elements(forName: "testcase")[0]
    #expect(test.attribute(forName: "classname")?.stringValue == "bookings.v1_2.a_json")
    #expect(test.attribute(forName: "name")?.stringValue == "BKD003 status-booked [Appointment.status]")
    #expect(
      test.elements(forName: "failure")[0].stringValue == """
        ./bookings/v1.2/a.json:2:13
        element: Appointment.status
        error: expected 'booked', found a value of 8 characters
        clause: NHS Booking API: Request
        help: Write 'booked'.
        """)
  }
}
