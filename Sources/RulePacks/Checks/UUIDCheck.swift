import FHIRSyntax
import Findings

/// The value is a UUID in the text form of RFC 4122, in upper or lower case.
struct UUIDCheck: ValueCheck {
  static let kind = "uuid"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.uuid) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    if Self.isUUID(text) { return nil }
    return "expected a UUID such as \(code: "6b9c59dd-675b-4026-98db-f608ef501e6e"), found \(selection.found(text, at: node))"
  }

  /// Whether a text consists of groups of 8, 4, 4, 4 and 12 hexadecimal digits separated by hyphens.
  static func isUUID(_ text: String) -> Bool {
    let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(\.isHexadecimal) }
  }
}
