import FHIRSyntax
import Findings

/// The host of a URL is not a placeholder.
struct NotPlaceholderCheck: ValueCheck {
  static let kind = "notPlaceholder"
  static let options = ["hosts"]

  private let hosts: [String]

  init(_ options: inout CheckOptions) throws(RuleFileError) { hosts = try options.strings("hosts") }

  var planned: PlannedCheck { .test(.notPlaceholder(hosts: hosts)) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let host = Self.host(of: text), let match = hosts.first(where: { host == $0 || host.hasSuffix("." + $0) }) else {
      return nil
    }
    return "expected a real host, found the placeholder \(code: match)"
  }

  /// The host of an absolute URL, in lower case.
  static func host(of url: String) -> String? {
    let bytes = Array(url.utf8)
    let scheme = bytes.prefix(while: \.isLetter)
    let colon = scheme.endIndex
    guard !scheme.isEmpty, bytes[colon...].starts(with: Array("://".utf8)) else { return nil }
    let host = bytes[(colon + 3)...].prefix { !"/?#:".utf8.contains($0) }
    return String(decoding: host, as: UTF8.self).lowercased()
  }
}
