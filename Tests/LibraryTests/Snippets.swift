// The code in the documentation of the library. A test in RepositoryTests checks that the documentation contains only this code, so
// that it compiles. As in a program that uses the library, only public declarations are visible here.

import ApptLint
import Testing

enum Snippets {
  static func lint(_ booking: String) throws -> Report {
    let linter = try Linter()
    let report = linter.lint(SourceText(name: "booking.json", text: booking))
    for (finding, position) in report.placedFindings {
      print("\(position.line):\(position.column): \(finding.code): \(finding.message.text(showingValues: false))")
    }
    return report
  }

  static func bookings() -> Configuration {
    var configuration = Configuration()
    configuration.packs = .chosen(["nhs-booking"])
    configuration.release = .stu3
    configuration.interaction = "book"
    return configuration
  }

  static func severities(_ configuration: inout Configuration) {
    configuration.ignore = ["NAR"]
    configuration.severities = ["BKL112": .error]
  }

  static func definitions(_ configuration: inout Configuration, _ archive: [UInt8]) throws {
    configuration.packages = [try DefinitionsPackage(name: "our-profiles.tgz", archive: archive)]
    configuration.profiles = ["https://example.org/fhir/StructureDefinition/OurBooking"]
  }

  static func notChecked(_ report: Report) {
    for check in report.notChecked {
      print("\(check.code) was not checked: \(check.reason)")
    }
  }

  static func expectNoFindings(_ booking: String, _ linter: Linter) {
    let report = linter.lint(SourceText(name: "booking.json", text: booking))
    #expect(report.findings.isEmpty, "\(linter.text(of: [report], as: .concise))")
  }
}
