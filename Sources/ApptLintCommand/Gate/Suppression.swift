import FHIRSyntax

/// An item of `suppress` in a settings file: findings that are known and accepted.
///
///     { "rule": "LNT007", "files": "old/**/*.json", "element": "Appointment.participant", "reason": "...",
///       "expires": "2026-12-31" }
struct Suppression: Sendable, Hashable {
  private static let keys = SettingsShape.suppression().map(\.name)

  /// A rule code, rule name or family.
  let rule: String
  /// A pattern of paths relative to the folder of the settings file; nil for all files.
  let files: String?
  /// The element that contains the findings; nil for all.
  let element: String?
  let reason: String
  /// The last day on which it applies.
  let expires: FHIRDateTime?
  /// The path of the settings file, as displayed.
  let path: String
  /// The byte range of the rule in the settings file.
  let range: Range<Int>

  init(_ node: Node, in file: SettingsFile) throws(CommandError) {
    guard file.document.record(node).form == .object else { throw file.failure(node, "expected an object") }
    var texts: [String: (text: String, node: Node)] = [:]
    for (key, value) in try file.members(node, keys: Self.keys) { texts[key] = (try file.string(value, key), value) }
    guard let rule = texts["rule"] else { throw file.failure(node, "a suppression requires a 'rule'") }
    guard let reason = texts["reason"], reason.text.contains(where: { !$0.isWhitespace }) else {
      throw file.failure(texts["reason"]?.node ?? node, "a suppression requires a 'reason'")
    }
    self.rule = rule.text
    self.reason = reason.text
    files = texts["files"]?.text
    if let files = texts["files"], Braces.expanded(files.text) == nil {
      throw file.failure(files.node, "the braces in 'files' expand to more than \(Braces.limit) patterns")
    }
    element = texts["element"]?.text
    if let element = texts["element"], ElementPattern(element.text) == nil {
      throw file.failure(
        element.node, "'element' must be a path such as Appointment.contained[0].name or Appointment.contained[*].name")
    }
    expires = texts["expires"].flatMap { FHIRDateTime($0.text) }
    if let day = texts["expires"], expires?.precision != .day {
      throw file.failure(day.node, "'expires' must be a date such as 2026-12-31")
    }
    path = file.path
    range = file.document.valueRange(of: rule.node)
  }

  /// Whether the suppression has expired at `now`, in seconds since 1970.
  func isExpired(at now: Int64) -> Bool { expires.map { $0.seconds + 86_400 <= now } ?? false }
}
