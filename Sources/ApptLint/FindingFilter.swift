import Findings
import RulePacks

/// Which findings are reported, and how gravely: the `select`, `ignore` and `severities` of a configuration.
struct FindingFilter: Sendable {
  private let select: Set<String>
  private let ignore: Set<String>
  private let severities: [String: Severity]

  init(_ configuration: Configuration) {
    select = Set(configuration.select)
    ignore = Set(configuration.ignore)
    severities = configuration.severities
  }

  /// The findings that are wanted, at the severities that are wanted.
  func apply(to findings: [Finding]) -> [Finding] {
    if findings.isEmpty || select.isEmpty && ignore.isEmpty && severities.isEmpty { return findings }
    // Findings may be many, and selectors too: what is wanted of a rule is found once.
    var wanted: [String: Bool] = [:]
    return findings.compactMap { finding in
      let rule = finding.code + " " + finding.name
      let isWanted = wanted[rule] ?? wants(finding.code, finding.name)
      wanted[rule] = isWanted
      guard isWanted else { return nil }
      var finding = finding
      finding.severity = severities[finding.code] ?? severities[finding.name] ?? finding.severity
      return finding
    }
  }

  /// Whether what a rule reports only on request is asked for: where the code or the name itself is selected or is given a
  /// severity. A family does not ask for it.
  func requests(_ rule: Rule) -> Bool {
    select.contains { $0 == rule.code || $0 == rule.name } || severities[rule.code] != nil || severities[rule.name] != nil
  }

  /// Whether a rule is selected, and not ignored by a selector as exact as the one that selects it.
  func wants(_ code: String, _ name: String) -> Bool {
    if select.isEmpty && ignore.isEmpty { return true }
    func most(_ selectors: Set<String>) -> Int? {
      selectors.compactMap { $0 == Self.everyRule ? 0 : Self.exactness($0, code, name) }.max()
    }
    let (selected, ignored) = (most(select), most(ignore))
    if !select.isEmpty && selected == nil { return false }
    return ignored.map { $0 < selected ?? 0 } ?? true
  }

  /// The selector that means every rule.
  static let everyRule = "ALL"

  /// How exactly a selector means a rule, by the length of what it says; nil where it does not mean it.
  static func exactness(_ selector: String, _ code: String, _ name: String) -> Int? {
    if selector == code || selector == name { return .max }
    return code.hasPrefix(selector) ? selector.utf8.count : nil
  }
}
