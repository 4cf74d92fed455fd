/// JSON on one line without whitespace, as in `Profiles/` and the pack.
enum JSONText {
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  static func list(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

  static func list(quoting texts: [String]) -> String { list(texts.map(quoted)) }

  static func object(_ members: [(name: String, text: String)]) -> String {
    "{" + members.map { quoted($0.name) + ":" + $0.text }.joined(separator: ",") + "}"
  }
}
