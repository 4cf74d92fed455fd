import FHIRSyntax

/// The elements that a path selects in one of its contexts, and all that is needed to judge them.
struct Selection {
  let run: RuleRun
  let query: ElementQuery
  /// The resource that the table applies to.
  let scope: Node
  let context: Node
  let elements: [Node]

  var document: Document { run.document }

  /// The elements at a path of a check's option, from the resource that holds a node.
  func elements(at query: ElementQuery, besides node: Node) -> [Node] {
    document.resource(holding: node).map { run.selector.elements(of: query, at: $0) } ?? []
  }

  /// The elements, and those without content that the path would select.
  var elementsWithEmpty: [Node] { run.selector.includingEmpty.elements(of: query, in: context) }

  /// The same with one of its elements alone.
  func only(_ element: Node) -> Selection {
    Selection(run: run, query: query, scope: scope, context: context, elements: [element])
  }

  /// A value of the payload for a message: shown where it stands in an element for codes and looks like one.
  func found(_ text: String, at node: Node) -> Message {
    let isCode = text.utf8.count <= 64 && text.utf8.allSatisfy { CodeValues.isCharacter($0) }
    return isCode && CodeValues.elements.contains(document.name(of: node)) ? "\(code: text)" : "\(payload: text)"
  }
}

/// Which values are codes of a specification, and so may be shown anywhere.
private enum CodeValues {
  static let elements: Set<String> = [
    "status", "use", "gender", "contentType", "language", "code", "system", "resourceType",
  ]

  static func isCharacter(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "@") }
}
