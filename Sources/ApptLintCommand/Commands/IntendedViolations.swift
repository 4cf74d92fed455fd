import Findings

extension FixtureFile {
  /// The violations that the fixture's name or `.expected` file declares. Throws if the file has a code that is not in `known`.
  func intendedViolations(among known: Set<String>) throws(CommandError) -> IntendedViolations {
    guard let expectation = try expectation() else { return isNamedValid == false ? .all : .none }
    let codes = try expectation.codes(of: path + ExpectedFile.suffix)
    if let unknown = codes.subtracting(known).min() {
      throw CommandError("cannot read \(path + ExpectedFile.suffix): no rule has the code '\(unknown)'")
    }
    return isNamedValid == false ? .all : .codes(codes)
  }
}

extension ExpectedFile {
  /// The codes of the expected findings. Throws if a line does not have the form `3:13: error: BKD003: Appointment.status`.
  fileprivate func codes(of path: String) throws(CommandError) -> Set<String> {
    var codes: Set<String> = []
    for line in lines where !line.hasPrefix("and ") {
      // The code ends with a colon only if an element follows.
      let words = line.split(separator: " ")
      let parts = words.map { $0.last == ":" ? $0.dropLast() : $0 }
      guard parts.count > 2, words.prefix(2).allSatisfy({ $0.last == ":" }),
        parts[0].allSatisfy({ $0.isASCII && $0.isNumber || $0 == ":" }), Severity(rawValue: String(parts[1])) != nil
      else {
        throw CommandError(
          "cannot read \(path): expected lines such as '3:13: error: BKD003: Appointment.status', found '\(line)'")
      }
      codes.insert(String(parts[2]))
    }
    return codes
  }
}
