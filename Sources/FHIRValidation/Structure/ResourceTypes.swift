import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks elements that must contain a resource.
extension StructureCheck {
  /// Reports resources of unknown types, and content other than a resource where one is required.
  func checkResourceTypes(into validation: inout Validation) {
    for mark in document.resources {
      if release.isConcreteResource(mark.type) { continue }
      // A root that is not a resource was reported.
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
    if validation.isFull(for: StructureRules.unknownType) { return }
    let record = document.record(mark.node)
    var (message, help) = unknownType(of: mark)
    if record.flags.contains(.misread), record.name == mark.type {
      (message, help) = ("unknown resource type \(document.shownName(of: mark.node))", nil)
    }
    validation.report(StructureRules.unknownType.finding(range, message, help: help, node: mark.node))
  }

  /// The message for an unknown resource type.
  private func unknownType(of mark: Document.ResourceMark) -> (message: Message, help: String?) {
    let type = mark.type
    let name = document.name(type)
    let title = release.release.title
    if name.utf8.allSatisfy(\.isBlank) { return ("expected a resource type, found an empty name", nil) }
    if let message = release.notAResourceTypeMessage(type, document.symbols) { return (message, nil) }
    if let other = definitions.others(than: release.release).first(where: { $0.isConcreteResource(type) }) {
      return ("unknown resource type \(code: name) in \(text: title), defined only in \(text: other.release.title)", nil)
    }
    if let nearest = Nearest.text(to: name, among: release.resourceTypeNames(document.symbols)) {
      // A misspelled type is shown, unless a syntax error may have put another value in its place.
      let shown: Message = Nearest.isMistyped(name, for: nearest) ? "\(code: name)" : .mentioned(name)
      let found: Message = document.findings.isEmpty || document.format == .xml ? " \(shown)" : ""
      return (
        "unknown resource type\(found) in \(text: title), did you mean \(code: nearest)?",
        "Did you mean \(nearest)?"
      )
    }
    if document.publicType(of: mark.node) != nil {
      return ("unknown resource type \(code: name) in \(text: title)", nil)
    }
    return ("unknown resource type in \(text: title), found \(payload: name)", nil)
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
          "\(text: name(record.name)) must not contain a resource",
          help: document.format == .json ? "Remove resourceType." : "Remove the resource.", node: node))
    } else if record.form == .object || document.format == .xml {
      validation.markInvalid(node, element, in: document)
      validation.markMissing(.resourceType, of: node)
      if isCutOff(node) { return }
      validation.report(
        StructureRules.noResource.finding(
          document.headRange(of: node),
          document.format == .json
            ? "expected a resource: resourceType is missing" : "expected a resource inside this element",
          node: node))
    }
  }
}

extension ReleaseDefinitions {
  /// The message for a type that resources cannot have; nil if the release has no type with this name.
  func notAResourceTypeMessage(_ type: Symbol, _ symbols: SymbolTable) -> Message? {
    guard let shape = self.type(type) else { return nil }
    let name = symbols.name(type)
    return shape.kind == .resource
      ? "expected a concrete resource type, found the abstract type \(code: name)"
      : "expected a resource type, found the data type \(code: name)"
  }
}
