import Findings
import RulePacks

/// Which HTTP status the specifications' tables of failures want for what is found.
struct RecommendedStatus: Sendable {
  /// What a server looks at first comes first: the token, the form of the body, the state of the resource, its content.
  private static let order = [403, 400, 409, 422]

  /// The status for what breaks a profile or a rule of a specification.
  private static let unprocessable = 422

  /// The statuses that rows name themselves, by their codes.
  private let answers: [String: Int]

  init(_ packs: [RulePack]) {
    let rules = packs.flatMap(\.tables).flatMap(\.rules)
    answers = Dictionary(
      rules.compactMap { rule in rule.answer.map { (rule.code, $0) } }, uniquingKeysWith: { first, _ in first })
  }

  /// The status for the findings about a request or its body; nil where none of them is an error.
  func status(for findings: [Finding]) -> Int? {
    if !findings.contains(where: { $0.severity >= .error }) { return nil }
    // What a row covers is answered as the row wants.
    let statuses = Set(findings.flatMap(\.separated).filter { $0.severity >= .error && $0.coveredBy == nil }.map(status))
    return Self.order.first(where: statuses.contains) ?? statuses.min()
  }

  /// The status that a row of a pack names for a finding; nil where it names none.
  func named(for finding: Finding) -> Int? { answers[finding.code] }

  private func status(for finding: Finding) -> Int {
    if let answer = answers[finding.code] { return answer }
    // What lacks an element can be read all the same: that it lacks it is for the profile to say.
    return finding.type == .required ? Self.unprocessable : finding.family?.status ?? Self.unprocessable
  }

  /// The status to be answered for two reasons.
  static func first(of statuses: [Int?]) -> Int? {
    let statuses = statuses.compactMap { $0 }
    return order.first(where: statuses.contains) ?? statuses.min()
  }
}
