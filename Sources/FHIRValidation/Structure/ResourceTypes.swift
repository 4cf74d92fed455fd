import FHIRDefinitions
import FHIRSyntax

/// What stands where a resource must stand.
extension StructureCheck {
  /// Reports resources of unknown types, and what stands in the place of a resource and is none.
  func checkResourceTypes(into validation: inout Validation) {
    for mark in document.resources {
      if validation.isFull { return }
      let type = release.type(mark.type)
      if type?.kind == .resource && type?.isAbstract == false { continue }
      // The root was reported where it is no resource at all.
      if mark.node.index == 0 && !RepresentationCheck.isResource(mark.node, in: document) { continue }
      reportUnknownType(of: mark, into: &validation)
    }
  }

  private func reportUnknownType(of mark: Document.ResourceMark, into validation: inout Validation) {
    var node = mark.node
    var range = document.headRange(of: node)
    if document.format == .json,
      let type = document.children(of: node).first(where: { document.record($0).name == .resourceType })
    {
      node = type
      range = document.valueRange(of: type)
    }
    let name = name(mark.type)
    let title = release.release.title
    let known = release.namedTypes.filter { $0.kind == .resource && !$0.isAbstract }.map { document.symbols.name($0.name) }
    if let nearest = Nearest.text(to: name, among: known) {
      validation.report(
        StructureRules.unknownType.finding(
          range, "\(words: title) has no resource \(words: name)", help: "Write \(nearest), if that is what is meant.",
          node: mark.node))
    } else if otherRelease.type(mark.type)?.kind == .resource {
      validation.report(
        StructureRules.unknownType.finding(
          range, "\(words: title) has no resource \(words: name), \(words: otherRelease.release.title) has", node: mark.node))
    } else {
      validation.report(
        StructureRules.unknownType.finding(range, "\(words: title) has no resource \(words: name)", node: mark.node))
    }
  }

  /// Reports what stands where a resource must stand and is none: an object without a `resourceType`, an element
  /// without a resource inside.
  func checkIsResource(_ node: Node, into validation: inout Validation) {
    let record = document.record(node)
    guard !record.flags.contains(.resource), record.form == .object || document.format == .xml else { return }
    validation.report(
      StructureRules.noResource.finding(
        document.headRange(of: node),
        document.format == .json ? "expected a resource: resourceType is missing" : "expected a resource inside of this element",
        node: node))
  }
}
