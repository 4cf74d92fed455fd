/// The severity of a finding, as in OperationOutcome: value set issue-severity. Greater is more severe.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
  /// A remark: nothing is wrong.
  case information
  /// A violation of a SHOULD, or what is almost certainly a mistake.
  case warning
  /// A violation of FHIR, of a profile or of a SHALL or MUST.
  case error
  /// No rule has this severity unless a configuration sets it.
  case fatal

  /// Whether the first is less severe.
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
  /// Content that cannot be read as JSON or XML, or is not what FHIR allows at its position.
  case invalid
  /// An element that is unknown, repeated or of the wrong form.
  case structure
  /// A required element that is missing.
  case required
  /// A value that is not allowed.
  case value
  /// A violated constraint of FHIR or a profile.
  case invariant
  /// A violated rule of an API specification.
  case businessRule = "business-rule"
  /// A code that is unknown or not in the value set.
  case codeInvalid = "code-invalid"
  /// An extension that is unknown or misplaced.
  case `extension`
  /// A reference without a target.
  case notFound = "not-found"
  /// Content that exceeds a limit, and was not read.
  case tooCostly = "too-costly"
  /// A remark.
  case informational
}
