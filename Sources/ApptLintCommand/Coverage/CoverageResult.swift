import ApptLint

/// The coverage of a fixture, and the violations that it is meant to have.
struct CoverageResult: Sendable {
  let payload: PayloadCoverage
  /// The SHA-256 of the fixture.
  let digest: String
  let intended: IntendedViolations
}

/// The violations that a fixture is meant to have.
enum IntendedViolations: Sendable, Hashable {
  case none
  /// Violations of the rules with these codes, which the `.expected` file of the fixture lists.
  case codes(Set<String>)
  /// Any violation: the fixture is named invalid.
  case all

  func covers(_ code: String) -> Bool {
    switch self {
    case .none: false
    case .codes(let codes): codes.contains(code)
    case .all: true
    }
  }
}
