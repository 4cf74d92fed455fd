extension FixtureFile {
  /// The violations that its name or its `.expected` file states.
  func intendedViolations() throws(CommandError) -> IntendedViolations {
    if isNamedValid == false { return .all }
    return try expectation().map { .codes($0.codes) } ?? .none
  }
}

extension ExpectedFile {
  /// The codes of the expected findings.
  fileprivate var codes: Set<String> {
    // A line is `3:13: error: BKD003: Appointment.status`.
    Set(
      lines.compactMap { line in
        let parts = line.split(separator: " ")
        guard parts.count > 2 else { return nil }
        return String(parts[2].last == ":" ? parts[2].dropLast() : parts[2])
      })
  }
}
