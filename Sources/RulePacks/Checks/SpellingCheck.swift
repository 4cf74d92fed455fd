import FHIRSyntax

/// The value is none of some well-known ones but for case, `http` for `https` or a closing slash.
struct SpellingCheck: ValueCheck {
  static let kind = "spelling"
  static let options = ["of"]

  private let values: [String]
  private let folded: [String]

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    values = try options.strings("of")
    folded = values.map(Self.fold)
  }

  var spellings: [String] { values }

  func objection(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let index = folded.firstIndex(of: Self.fold(text)), values[index] != text else { return nil }
    return "expected \(code: values[index]), found another spelling of it"
  }

  private static func fold(_ text: String) -> String {
    var text = text.lowercased()[...]
    if text.hasPrefix("http://") { text = "https://" + String(text.dropFirst(7)) }
    while text.hasSuffix("/") { text.removeLast() }
    return String(text)
  }
}
