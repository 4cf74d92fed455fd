import Findings
import RulePacks

/// Which findings are reported, and with which severity: the `select`, `ignore` and `severities` of a configuration.
struct FindingFilter: Sendable {
  private let select: Set<String>
  private let ignore: Set<String>
  /// The severities by normalized selector. The first element that has a severity for a rule takes precedence.
  private let severities: [[String: Severity]]

  init(_ configuration: Configuration) {
    select = Set(configuration.select.map(Self.normalized))
    ignore = Set(configuration.ignore.map(Self.normalized))
    severities = configuration.severityLayers.filter { !$0.isEmpty }.map { layer in
      layer.reduce(into: [:]) { $0[Self.normalized($1.key)] = $1.value }
    }
  }

  /// The findings to report, with their severities.
  func apply(to findings: [Finding]) -> [Finding] {
    if findings.isEmpty || select.isEmpty && ignore.isEmpty && severities.isEmpty { return findings }
    // There may be many findings and selectors: each rule is looked up once.
    var known: [String: (isWanted: Bool, severity: Severity?)] = [:]
    return findings.compactMap { finding in
      let key = finding.code + " " + finding.name
      let rule = known[key] ?? (wants(finding.code, finding.name), severity(finding.code, finding.name))
      known[key] = rule
      guard rule.isWanted else { return nil }
      guard let severity = rule.severity else { return finding }
      var finding = finding
      finding.severity = severity
      return finding
    }
  }

  /// The severity that the configuration sets for a rule; nil if it sets none.
  private func severity(_ code: String, _ name: String) -> Severity? {
    if severities.isEmpty { return nil }
    let family = String(decoding: code.utf8.prefix { $0 >= UInt8(ascii: "A") }, as: UTF8.self)
    // Constraints share a code, so their names are more specific.
    return severities.lazy.compactMap { $0[name] ?? $0[code] ?? $0[family] }.first
  }

  /// Whether the findings that a rule reports only on request are enabled: if its code or name is selected or given a severity.
  /// A family does not enable them.
  func requests(_ rule: Rule) -> Bool {
    select.contains { $0 == rule.code || $0 == rule.name }
      || severities.contains { $0[rule.code] != nil || $0[rule.name] != nil }
  }

  /// Whether a rule is selected, and not ignored by a selector that is at least as specific.
  func wants(_ code: String, _ name: String) -> Bool {
    if select.isEmpty && ignore.isEmpty { return true }
    func highest(_ selectors: Set<String>) -> Int? {
      selectors.compactMap { $0 == Configuration.everyRule ? 0 : Self.specificity($0, code, name) }.max()
    }
    let (selected, ignored) = (highest(select), highest(ignore))
    if !select.isEmpty && selected == nil { return false }
    return ignored.map { $0 < selected ?? 0 } ?? true
  }

  /// A selector with a code or family in capital letters, because case does not matter in them.
  static func normalized(_ selector: String) -> String {
    isCode(selector) ? selector.uppercased() : selector
  }

  /// Whether a text has the form of a code or family, in letters of either case.
  static func isCode(_ text: String) -> Bool {
    let letters = text.utf8.prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }.count
    return letters == 3 && text.utf8.dropFirst(letters).allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  /// How specifically a normalized selector matches a rule: exactly by code or name, or by the letters of its code, the family;
  /// nil if it does not match.
  static func specificity(_ selector: String, _ code: String, _ name: String) -> Int? {
    if selector == code || selector == name { return .max }
    guard code.hasPrefix(selector), selector.utf8.allSatisfy({ $0 >= UInt8(ascii: "A") }) else { return nil }
    let isFamily = code.utf8.dropFirst(selector.utf8.count).first.map { $0 < UInt8(ascii: "A") } ?? true
    return isFamily ? selector.utf8.count : nil
  }
}
