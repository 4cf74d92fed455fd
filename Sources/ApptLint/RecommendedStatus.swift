import Findings
import RulePacks

/// The HTTP status for findings, from the specifications' tables of failures.
struct RecommendedStatus: Sendable {
  /// The statuses in the order of a server's checks: the token, the form of the body, the precondition, the state of the
  /// resource, its content.
  private static let order = [403, 400, 412, 409, 422]

  /// The status for violations of a profile or a rule of a specification.
  private static let unprocessable = 422

  /// The statuses that rows specify, by code.
  private let answers: [String: Int]

  init(_ packs: [RulePack]) {
    let rules = packs.flatMap(\.tables).flatMap(\.rules)
    answers = Dictionary(
      rules.compactMap { rule in rule.answer.map { (rule.code, $0) } }, uniquingKeysWith: { first, _ in first })
  }

  /// The status for the findings about a request or its body; nil if none of them is an error.
  func status(for findings: [Finding]) -> Int? {
    if !findings.contains(where: { $0.severity >= .error }) { return nil }
    // A covered finding gets the status of the row that covers it.
    let statuses = Set(findings.flatMap(\.separated).filter { $0.severity >= .error && $0.coveredBy == nil }.map(status))
    return Self.order.first(where: statuses.contains) ?? statuses.min()
  }

  /// The status that a row of a pack specifies for a finding; nil if there is none.
  func specified(for finding: Finding) -> Int? { answers[finding.code] }

  private func status(for finding: Finding) -> Int {
    if let answer = answers[finding.code] { return answer }
    // A payload without a required element can still be read: that is a matter for the profile.
    return finding.type == .required ? Self.unprocessable : finding.family?.status ?? Self.unprocessable
  }

  /// The first of the given statuses in the order of a server's checks; nil if there are none.
  static func first(of statuses: [Int?]) -> Int? {
    let statuses = statuses.compactMap { $0 }
    return order.first(where: statuses.contains) ?? statuses.min()
  }
}
