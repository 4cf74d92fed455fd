// The example of the README stands between the marks: a test compares the two, so what is shown there compiles and runs.

// README begins
import ApptLint

/// Says what is wrong with the body of a request; nothing where it may be sent.
func objections(to body: [UInt8], _ linter: Linter) -> [String] {
  let report = linter.lint(SourceText(name: "request body", bytes: body))
  return report.placedFindings.filter { $0.finding.severity >= .error }.map { finding, position in
    let place = finding.element ?? "the payload"
    return "\(position.line):\(position.column): \(finding.code) at \(place): \(finding.message.text(showingValues: false))"
  }
}

/// A linter for bookings. Make one, and use it for any number of payloads on any number of threads.
func bookingLinter() throws -> Linter {
  var configuration = Configuration()
  configuration.packs = .chosen(["nhs-booking"])
  configuration.interaction = "book"
  return try Linter(configuration)
}
// README ends
