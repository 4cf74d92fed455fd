package import FHIRSyntax

extension ReleaseDefinitions {
  /// The type of a node according to the definitions; nil if it is unknown.
  package func type(of node: Node, in document: Document) -> TypeShape? {
    var lineage = [node]
    while let last = lineage.last, let parent = document.parent(of: last) { lineage.append(parent) }
    var type: TypeShape?
    for node in lineage.reversed() {
      if let resourceType = document.resourceType(of: node) {
        type = self.type(resourceType)
      } else {
        type = type.flatMap { child(document.record(node).name, of: $0) }?.type
      }
      if type == nil { return nil }
    }
    return type
  }
}
