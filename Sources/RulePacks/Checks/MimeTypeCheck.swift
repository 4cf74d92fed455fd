import FHIRSyntax
import Findings

/// The value is a MIME type by the grammars of RFC 6838 (names) and RFC 2045 (parameters).
struct MimeTypeCheck: ValueCheck {
  static let kind = "mimeType"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.mimeType) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    if Self.isMimeType(text) { return nil }
    return "expected a MIME type such as \(code: "application/pdf"), found \(selection.found(text, at: node))"
  }

  static func isMimeType(_ text: String) -> Bool {
    let parts = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    let names = parts[0].split(separator: "/", omittingEmptySubsequences: false)
    guard names.count == 2, isName(names[0]), isName(trimmingEnd(names[1])) else { return false }
    return parts.count == 1 || areParameters(parts[1])
  }

  /// RFC 6838, section 4.2: at most 127 characters, the first a letter or digit.
  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 127, isAlphanumeric(first) else { return false }
    return text.utf8.allSatisfy { isAlphanumeric($0) || "!#$&-^_.+".utf8.contains($0) }
  }

  /// RFC 2045, section 5.1: `name=token` or `name="text"`, separated by semicolons.
  private static func areParameters(_ text: Substring) -> Bool {
    var rest = Array(text.utf8)[...]
    while true {
      rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
      let name = rest.prefix(while: isToken)
      rest = rest.dropFirst(name.count)
      guard !name.isEmpty, rest.popFirst() == UInt8(ascii: "=") else { return false }
      if rest.first == UInt8(ascii: "\"") {
        guard let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "\"")) else { return false }
        rest = rest[(end + 1)...]
      } else {
        let value = rest.prefix(while: isToken)
        guard !value.isEmpty else { return false }
        rest = rest.dropFirst(value.count)
      }
      rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
      guard let next = rest.popFirst() else { return true }
      guard next == UInt8(ascii: ";") else { return false }
    }
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !"()<>@,;:\\\"/[]?=".utf8.contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  private static func trimmingEnd(_ text: Substring) -> Substring {
    var text = text
    while text.utf8.last == 0x20 { text.removeLast() }
    return text
  }
}
