package import FHIRSyntax
package import Findings

/// Proposes members and values in a JSON file of a known shape.
package enum ShapeCompletion {
  package static func completions(at offset: Int, in source: SourceText, _ shape: JSONShape) -> CompletionList? {
    guard let cursor = JSONCursor.find(offset, in: source.bytes) else { return nil }
    var shapes = [shape]
    for frame in cursor.frames.dropFirst() { shapes = values(of: frame.name, in: shapes) }
    var items: [CompletionItem] = []
    switch cursor.place {
    case .name:
      let present = Set(cursor.frames.last?.members.map(\.name) ?? [])
      for case .object(let members, _) in shapes.flatMap(\.alternatives) {
        for member in members where !present.contains(member.name) && !items.contains(where: { $0.label == member.name }) {
          var item = CompletionItem(label: member.name, kind: .element, text: "\"\(member.name)\"")
          if !cursor.isContinued { item.text += ": " + start(of: member.shape) }
          if !member.help.isEmpty { item.documentation = member.help }
          item.rank = member.isRequired ? 1 : 3
          items.append(item)
        }
      }
    case .value(let name):
      let found = cursor.frames.isEmpty ? [] : values(of: name, in: shapes, isItem: cursor.isItem)
      for shape in found.flatMap(\.alternatives) {
        switch shape {
        case .text(let texts), .usualText(let texts):
          items += texts.map { CompletionItem(label: $0, kind: .value, text: "\"\($0)\"") }
        case .boolean: items += ["true", "false"].map { CompletionItem(label: $0, kind: .value, text: $0) }
        default: break
        }
      }
    }
    return CompletionList(items: cursor.separating(items), replaced: cursor.replaced)
  }

  /// The shapes of a member's value; with `isItem`, the shapes of a list's items, which have the name of their array.
  private static func values(of name: String, in shapes: [JSONShape], isItem: Bool = true) -> [JSONShape] {
    let values = shapes.flatMap { $0.member(name) }
    return isItem ? values.flatMap { $0.items.isEmpty ? [$0] : $0.items } : values
  }

  private static func start(of shape: JSONShape) -> String {
    switch shape.alternatives.last ?? .any {
    case .text, .usualText: "\"$0\""
    case .list: "[$0]"
    case .object: "{ $0 }"
    case .boolean, .number, .either, .any: "$0"
    }
  }
}
