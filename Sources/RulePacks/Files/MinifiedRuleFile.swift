package import FHIRSyntax
import Findings

/// A rule file without its examples and layout, as embedded in the program. Examples are most of a rule file, and reading
/// them would dominate the start-up time.
package enum MinifiedRuleFile {
  static let examples: Set<String> = ["passes", "fails", "example"]

  /// The file's JSON without examples and whitespace, one row of the table per line.
  package static func text(of document: Document) -> String {
    document.root.map { value($0, in: document, depth: 0) } ?? ""
  }

  private static func value(_ node: Node, in document: Document, depth: Int) -> String {
    switch document.record(node).form {
    case .object:
      let members = document.children(of: node).filter { !examples.contains(document.name(of: $0)) }
      return "{"
        + members.map { "\"\(document.name(of: $0))\":" + value($0, in: document, depth: depth + 1) }.joined(separator: ",") + "}"
    case .array:
      // The rows of a table are the items of an array in the root.
      let separator = depth == 1 ? ",\n" : ","
      return "[" + document.children(of: node).map { value($0, in: document, depth: depth + 1) }.joined(separator: separator)
        + "]"
    default: return document.source.string(document.valueRange(of: node))
    }
  }
}
