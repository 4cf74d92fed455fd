import FHIRSyntax
import Findings

/// A resource is at one of the given paths, or reachable from there through references.
///
/// If several unreachable resources refer to each other, only the first is a violation: the resources that it refers to would be
/// reachable from it.
struct ReachedCheck: RuleCheck {
  static let kind = "reached"
  static let options = ["from"]
  static let issueType = IssueType.businessRule

  private let from: [ElementQuery]

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    from = try options.oneOrMorePaths("from")
    if from.isEmpty { throw options.object.error("the option 'from' is missing or empty") }
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    if selection.elements.isEmpty { return }
    let document = selection.document
    let targets = Targets(selection)
    var reached: Set<Node> = []
    for path in from { targets.reach(selection.payload.selector.elements(of: path, at: selection.scope), &reached) }
    let others = selection.elements.filter { !reached.contains($0) }
    let referenced = Set(others.flatMap { resource in targets.of(resource).filter { $0 != resource } })
    // Unreferenced resources, then one of each cycle.
    for node in others.filter({ !referenced.contains($0) }) + others where !reached.contains(node) {
      targets.reach([node], &reached)
      let type = document.publicType(of: node) ?? "resource"
      report(Violation(node, "this \(text: type) is not reachable through references\(text: origin)"))
    }
  }

  /// Where references must start, as text: ` from a Slot`.
  private var origin: String {
    guard case .ofType(let type)? = from.first?.steps.last else { return "" }
    return " from \(ResourceCheck.article(type.text)) \(type.text)"
  }

  /// The resources to which other resources refer.
  private struct Targets {
    private let document: Document
    private let references: ReferenceIndex
    private let name: Symbol?

    init(_ selection: Selection) {
      document = selection.document
      references = selection.payload.references
      name = document.symbol("reference")
    }

    func of(_ resource: Node) -> [Node] {
      guard let name else { return [] }
      var referenceElements: [Node] = []
      document.appendDescendants(of: resource, named: name, to: &referenceElements)
      return referenceElements.compactMap { references.target(of: $0) }
    }

    /// Adds resources, and all that are reachable from them through references.
    func reach(_ resources: [Node], _ reached: inout Set<Node>) {
      var waiting = resources.filter { reached.insert($0).inserted }
      while let resource = waiting.popLast() {
        for target in of(resource) where reached.insert(target).inserted { waiting.append(target) }
      }
    }
  }
}
