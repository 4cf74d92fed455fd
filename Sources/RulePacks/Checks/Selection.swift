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

  /// The maximum number of elements at a path with which each element of a selection is compared: no resource has more.
  static let maxCompared = 20

  /// Calls `body` with each element of the selection and each of the first elements at a path from the resource that contains it.
  func eachPair(with query: ElementQuery, _ body: (Node, Node) -> Void) {
    for node in elements {
      guard let resource = document.resource(containing: node) else { continue }
      for other in elements(at: query, from: resource).prefix(Self.maxCompared) { body(node, other) }
    }
  }

  /// The elements at a path from a resource; the path is an option of a check.
  func elements(at query: ElementQuery, from resource: Node) -> [Node] {
    payload.once(query, from: resource) { payload.selector.elements(of: query, at: resource) }
  }

  /// The first element at a path, which is an option of a check, with a description: the node that a wrong value contradicts.
  func related(at query: ElementQuery) -> (node: Node, text: String)? {
    elements(at: query, from: scope).first.map { ($0, query.sourceName) }
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
