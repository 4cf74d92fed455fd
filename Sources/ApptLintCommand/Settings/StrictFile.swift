import FHIRSyntax
import Findings

/// A user's JSON file, read by the payload reader. Errors are reported with line and column.
protocol StrictFile {
  /// The path as displayed.
  var path: String { get }
  var document: Document { get }
  /// The term for a key of the file in error messages, such as `setting`.
  static var noun: String { get }
}

extension StrictFile {
  /// The root object. Throws the first syntax error, or an error if the root is not an object.
  func root(_ title: String) throws(CommandError) -> Node {
    if let finding = document.findings.min(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      throw failure(finding.range.lowerBound, finding.message.text(showingValues: true))
    }
    guard let root = document.root, document.record(root).form == .object else {
      throw failure(0, "\(title) must be an object")
    }
    return root
  }

  /// The members of an object. Throws if a key is unknown or repeated.
  func members(_ node: Node, keys: [String]?) throws(CommandError) -> [(String, Node)] {
    guard document.record(node).form == .object else { throw failure(node, "'\(document.name(of: node))' must be an object") }
    var members: [(String, Node)] = []
    var seen: Set<String> = []
    for child in document.children(of: node) {
      let key = document.name(of: child)
      if let keys, !keys.contains(key) {
        throw failure(child, "unknown \(Self.noun) '\(key)'" + Suggestion.text(for: key, among: keys))
      }
      if !seen.insert(key).inserted { throw failure(child, "'\(key)' occurs more than once") }
      members.append((key, child))
    }
    return members
  }

  func string(_ node: Node, _ key: String, isItem: Bool = false) throws(CommandError) -> String {
    guard document.record(node).form == .string, let text = document.value(of: node), !text.isEmpty else {
      throw failure(node, "\(isItem ? "each item of " : "")'\(key)' must be a non-empty string")
    }
    return text
  }

  func strings(_ node: Node, _ key: String) throws(CommandError) -> [(String, Node)] {
    var strings: [(String, Node)] = []
    for child in try items(node, key, of: "strings") { strings.append((try string(child, key, isItem: true), child)) }
    return strings
  }

  /// The items of an array.
  func items(_ node: Node, _ key: String, of nouns: String) throws(CommandError) -> [Node] {
    guard document.record(node).form == .array else { throw failure(node, "'\(key)' must be a list of \(nouns)") }
    return Array(document.children(of: node))
  }

  func number(_ node: Node, _ key: String) throws(CommandError) -> Int {
    guard document.record(node).form == .number, let number = document.value(of: node).flatMap({ Int($0) }), number > 0 else {
      throw failure(node, "'\(key)' must be a whole number of at least 1")
    }
    return number
  }

  func choice(_ node: Node, _ key: String, _ choices: [String]) throws(CommandError) -> String {
    let text = document.record(node).form == .string ? document.value(of: node) : nil
    guard let text, choices.contains(text) else {
      throw failure(node, "'\(key)' must be one of \(choices.joined(separator: ", "))")
    }
    return text
  }

  func failure(_ node: Node, _ message: String) -> CommandError {
    failure(offset(of: node), message)
  }

  func offset(of node: Node) -> Int {
    (document.nameRange(of: node) ?? document.valueRange(of: node)).lowerBound
  }

  func failure(_ offset: Int, _ message: String) -> CommandError {
    let position = LineTable(document.source).position(of: offset)
    return CommandError("\(path):\(position.line):\(position.column): \(message)")
  }
}
