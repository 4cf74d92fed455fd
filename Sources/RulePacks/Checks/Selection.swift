import FHIRSyntax
import Findings

/// The elements that a path selects in one of its contexts, with everything needed to check them.
struct Selection {
  let payload: PayloadContext
  let query: ElementQuery
  /// The resource that the table applies to.
  let scope: Node
  let context: Node
  let elements: [Node]
  /// Whether elements without content count as present, as in rules that forbid something.
  var includesEmpty = false

  var document: Document { payload.document }

  /// The elements at a path of a check's option, starting from the resource that contains a node.
  func elements(at query: ElementQuery, besides node: Node) -> [Node] {
    document.resource(containing: node).map { payload.selector.elements(of: query, at: $0) } ?? []
  }

  /// The first element at a path of a check's option, with its path, as what a value contradicts.
  func related(at query: ElementQuery) -> (node: Node, text: String)? {
    payload.selector.elements(of: query, at: scope).first.map { ($0, query.messageText) }
  }

  /// The elements, including those without content.
  var elementsWithEmpty: [Node] { payload.selector.includingEmpty.elements(of: query, in: context) }

  /// This selection with only one of its elements.
  func only(_ element: Node) -> Selection {
    Selection(
      payload: payload, query: query, scope: scope, context: context, elements: [element], includesEmpty: includesEmpty)
  }

  /// A value of the payload for a message.
  func found(_ text: String, at node: Node) -> Message { payload.found(text, at: node) }
}
