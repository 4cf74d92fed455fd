// The example of docs/library.md is between the marks: a test compares the two, so the example compiles and runs.

// Page begins
import ApptLint

/// The errors in the body of a request; empty if it may be sent.
func errors(in body: [UInt8], _ linter: Linter) -> [String] {
  let report = linter.lint(SourceText(name: "request body", bytes: body))
  return report.placedFindings.filter { $0.finding.severity >= .error }.map { finding, position in
    let place = finding.element ?? "the payload"
    return "\(position.line):\(position.column): \(finding.code) at \(place): \(finding.message.text(showingValues: false))"
  }
}

/// A linter for bookings. Create it once: it can check any number of payloads on any number of threads.
func bookingLinter() throws -> Linter {
  var configuration = Configuration()
  configuration.packs = .chosen(["nhs-booking"])
  configuration.interaction = "book"
  return try Linter(configuration)
}
// Page ends
