import ApptLint

extension Report {
  /// A line for each error, without values from the payload, which may be patient data.
  var logLines: [String] {
    placedFindings.filter { $0.finding.severity >= .error }.map { finding, position in
      let element = finding.element ?? "the payload"
      return "\(position.line):\(position.column): \(finding.code) at \(element): \(finding.message.text(showingValues: false))"
    }
  }
}
