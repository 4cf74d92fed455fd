/// A rule about the syntax that payloads are written in: what a reader reports, and what `explain` says of it.
public struct SyntaxRule: Sendable, Hashable {
  /// The code, for example `JSN001`.
  public let code: String
  /// The name in kebab-case, for example `missing-comma`.
  public let name: String
  public let severity: Severity
  public let type: IssueType
  /// What the language demands, one sentence.
  public let requirement: String
  /// The clause it comes from.
  public let clause: String
  /// What to do about it, one sentence.
  public let help: String
  /// A small text that breaks the rule, and the same text mended.
  public let fails: String
  public let passes: String

  /// Every rule about syntax, by rising code.
  public static let all: [SyntaxRule] = JSONRules.all + XMLRules.all

  /// A finding of this rule. `help` replaces the rule's own where the place calls for other advice.
  func finding(_ range: Range<Int>, _ message: Message, help: String? = nil, node: Node? = nil) -> Finding {
    Finding(
      code: code, name: name, severity: severity, type: type, range: range, node: node, message: message,
      help: help ?? self.help, clause: clause)
  }
}
