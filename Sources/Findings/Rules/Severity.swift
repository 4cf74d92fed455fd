/// The severity of a finding, as in OperationOutcome.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
  case information
  case warning
  case error
  case fatal

  public static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .information: 0
    case .warning: 1
    case .error: 2
    case .fatal: 3
    }
  }
}

/// The kind of a finding, from FHIR's value set issue-type (the codes that STU3 and R4 share).
public enum IssueType: String, Sendable, Hashable {
  case invalid
  case structure
  case required
  case value
  case invariant
  case businessRule = "business-rule"
  case codeInvalid = "code-invalid"
  case `extension`
  case notFound = "not-found"
  case tooCostly = "too-costly"
  case informational
}
