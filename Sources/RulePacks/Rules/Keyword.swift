package import Findings

/// The keywords of RFC 2119 (and WILL, which NHS specifications use for SHALL), which determine a rule's severity.
package enum Keyword: String, Sendable, Hashable, CaseIterable {
  case shall = "SHALL"
  case shallNot = "SHALL NOT"
  case must = "MUST"
  case mustNot = "MUST NOT"
  case will = "WILL"
  case should = "SHOULD"
  case shouldNot = "SHOULD NOT"
  case may = "MAY"

  var isProhibition: Bool { self == .shallNot || self == .mustNot || self == .shouldNot }

  /// The severity of violations of rules with this keyword.
  package var severity: Severity {
    switch self {
    case .shall, .shallNot, .must, .mustNot, .will: .error
    case .should, .shouldNot: .warning
    case .may: .information
    }
  }
}
