import FHIRDefinitions
import FHIRSyntax
import Findings

/// What stands where a resource must stand.
extension StructureCheck {
  /// Reports resources of unknown types, and what stands in the place of a resource and is none.
  func checkResourceTypes(into validation: inout Validation) {
    for mark in document.resources {
      if validation.isFull { return }
      if release.isConcreteResource(mark.type) { continue }
      // The root was reported where it is no resource at all.
      if mark.node.index == 0 && !RepresentationCheck.isResource(mark.node, in: document) { continue }
      reportUnknownType(of: mark, into: &validation)
    }
  }

  private func reportUnknownType(of mark: Document.ResourceMark, into validation: inout Validation) {
    var range = document.headRange(of: mark.node)
    if document.format == .json,
      let type = document.children(of: mark.node).first(where: { document.record($0).name == .resourceType })
    {
      range = document.valueRange(of: type)
    }
    if let element = typed.element(of: mark.node) { validation.markInvalid(mark.node, element, in: document) }
    if validation.isFull(of: StructureRules.unknownType) { return }
    let (message, help) = unknownType(mark.type)
    validation.report(StructureRules.unknownType.finding(range, message, help: help, node: mark.node))
  }

  /// What to say of a name that is no type of resources.
  private func unknownType(_ type: Symbol) -> (message: Message, help: String?) {
    let name = document.name(type)
    let title = release.release.title
    if name.utf8.allSatisfy(\.isBlank) { return ("expected the name of a resource type, found an empty one", nil) }
    if let message = release.noResourceType(type, document.symbols) { return (message, nil) }
    if let other = definitions.others(than: release.release).first(where: { $0.isConcreteResource(type) }) {
      return ("\(words: title) has no resource type \(code: name), \(words: other.release.title) has", nil)
    }
    if let nearest = Nearest.text(to: name, among: release.resourceTypeNames(document.symbols)) {
      return (
        "\(words: title) has no resource type \(code: name), did you mean \(code: nearest)?",
        "Write \(nearest), if that is what is meant."
      )
    }
    return ("\(words: title) has no resource type \(code: name)", nil)
  }

  /// Reports an element that must be a resource and is not, because it has no `resourceType` or no resource inside, and a
  /// resource in an element whose type is not a resource.
  func checkIsResource(_ node: Node, _ element: ElementShape, into validation: inout Validation) {
    let record = document.record(node)
    let isResource = record.flags.contains(.resource)
    if isResource == (element.type.kind == .resource) { return }
    if isResource {
      let type = document.format == .json ? document.children(of: node).first { document.record($0).name == .resourceType } : nil
      validation.report(
        StructureRules.unknownElement.finding(
          type.map(document.headRange) ?? document.headRange(of: node),
          "\(words: name(record.name)) must not hold a resource",
          help: document.format == .json ? "Remove resourceType." : "Remove the resource.", node: node))
    } else if record.form == .object || document.format == .xml {
      validation.markInvalid(node, element, in: document)
      validation.markMissing(.resourceType, of: node)
      validation.report(
        StructureRules.noResource.finding(
          document.headRange(of: node),
          document.format == .json
            ? "expected a resource: resourceType is missing" : "expected a resource inside of this element",
          node: node))
    }
  }
}

extension ReleaseDefinitions {
  /// What to say of a type in place of one that resources can have; nil where the release has no type of this name.
  func noResourceType(_ type: Symbol, _ symbols: SymbolTable) -> Message? {
    guard let shape = self.type(type) else { return nil }
    let name = symbols.name(type)
    return shape.kind == .resource
      ? "\(code: name) is abstract: expected the name of a resource type that resources can have"
      : "\(code: name) is a data type: expected the name of a resource type"
  }
}
