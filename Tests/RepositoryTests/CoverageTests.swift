import ApptLint
import Foundation
import Testing

/// The command and the committed pages agree on the extent to which rules are checked.
@Suite struct CoverageTests {
  /// The states of the requirements that fixtures cover, by code.
  private func states(_ folder: String) -> [String: String] {
    ReadmeTests.run(["coverage", folder]).output.split(separator: "\n").reduce(into: [:]) { states, line in
      states[String(line.prefix(6))] = line.dropFirst(8).prefix(19).trimmingCharacters(in: .whitespaces)
    }
  }

  /// Recordings cover the rows about exchanges and the rows about their bodies.
  @Test func recordingsCoverExchangesAndBodies() {
    let states = states("TestVectors/nhs-registry/exchange.txtar")
    #expect(states["REG020"] == "passed and violated" && states["REG012"] == "passed")
    #expect(states["REG043"] == "violated" && states["NHS005"] == "passed")
  }

  @Test func coveredRowsHaveTheStateOfTheirEnforcingRow() {
    let states = states("TestVectors/bars/message-booking-cancel.txtar")
    #expect(states["BRS003"] != nil && states["BRS003"] != "not exercised")
    for code in ["BRS304", "BRS343"] { #expect(states[code] == states["BRS003"], "\(code)") }
  }

  @Test(arguments: try Linter().packs.map(\.id)) func commandAndPagesAgree(pack: String) throws {
    let listed = ReadmeTests.run(["rules", "--pack", pack]).output.split(separator: "\n")
    let page = try Repository.text("docs/coverage/\(pack).md").split(separator: "\n")
    let rules = try Linter().rules.filter { $0.pack == pack }
    #expect(listed.count == rules.count)
    for (rule, line) in zip(rules, listed) {
      let row = try #require(page.first { $0.hasPrefix("| [\(rule.code)]") }, "\(rule.code) has no row")
      let cell = row.split(separator: "|").last?.trimmingPrefix(" ") ?? ""
      switch rule.checked {
      case .full:
        #expect(cell.hasPrefix("enforced"))
        #expect(line.contains(" \(rule.severity.rawValue) "))
      case .partly:
        #expect(cell.hasPrefix("partly: "))
        #expect(line.contains(" \(rule.severity.rawValue), partly "))
      case .not:
        #expect(cell.hasPrefix("not checked: "))
        #expect(line.contains(" not checked "))
      }
    }
  }
}
