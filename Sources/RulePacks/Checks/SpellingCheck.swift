import FHIRSyntax
import Findings

/// The value is not a misspelling of a well-known URL: in a different case, with `http`, with a trailing slash or with a former
/// host.
struct SpellingCheck: ValueCheck {
  static let kind = "spelling"
  static let options = ["of", "formerHosts"]

  private let values: [String]
  private let folded: [String]
  private let formerHosts: [String]

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    values = try options.strings("of")
    formerHosts = try options.object.strings("formerHosts")
    folded = values.map(Self.fold)
  }

  var spellings: [String] { values }

  var planned: PlannedCheck { .test(.spelling(of: values, formerHosts: formerHosts)) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    let text = (whole: text, folded: Self.fold(text))
    if let index = folded.firstIndex(of: text.folded) {
      return values[index] == text.whole ? nil : "expected \(code: values[index]), found \(code: text.whole)"
    }
    guard let host = formerHosts.first(where: { text.folded.hasPrefix(Self.scheme + $0 + "/") }) else { return nil }
    let path = Self.path(text.folded)
    guard let index = folded.firstIndex(where: { Self.path($0) == path }) else { return nil }
    return "expected \(code: values[index]), found the former host \(code: host)"
  }

  private static let scheme = "https://"

  private static func fold(_ text: String) -> String {
    var text = text.lowercased()[...]
    if text.hasPrefix("http://") { text = Substring(scheme + text.dropFirst(7)) }
    while text.hasSuffix("/") { text.removeLast() }
    return String(text)
  }

  /// The part of a URL after the host.
  private static func path(_ url: String) -> Substring {
    url.dropFirst(scheme.count).drop { $0 != "/" }
  }
}
