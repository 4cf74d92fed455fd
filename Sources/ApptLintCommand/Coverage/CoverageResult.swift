import ApptLint

/// What a fixture shows, and what it is for.
struct CoverageResult: Sendable {
  let payload: PayloadCoverage
  /// The SHA-256 of the fixture.
  let digest: String
  let intended: IntendedViolations
}

/// The violations that a fixture exists to show.
enum IntendedViolations: Sendable, Hashable {
  case none
  /// Those of rules with these codes, which its `.expected` file lists.
  case codes(Set<String>)
  /// All: it is named invalid.
  case all

  func covers(_ code: String) -> Bool {
    switch self {
    case .none: false
    case .codes(let codes): codes.contains(code)
    case .all: true
    }
  }
}
