import FHIRDefinitions
import FHIRSyntax
import Findings

/// How XML writes an element: namespace, attribute or element, order, text.
extension StructureCheck {
  /// Checks the form of a child: an element or an attribute.
  func checkXML(_ node: Node, _ element: ElementShape, _ survey: inout ChildCounts, into validation: inout Validation) {
    let record = document.record(node)
    if record.flags.contains(.xmlAttribute) {
      if !element.isXMLAttribute {
        reportAttribute(node, "\(words: name(record.name)) is an element, no attribute", into: &validation)
      }
      return
    }
    if element.isXMLAttribute {
      reportAttribute(node, "\(words: name(record.name)) is an attribute here, no element", into: &validation)
    }
    if let last = survey.last, element.order < last.order {
      validation.report(
        StructureRules.order.finding(
          document.headRange(of: node), "\(words: name(record.name)) stands before \(words: name(last.name)), not behind it",
          help: "Move it to its place: the order of the definition is the order in XML.", node: node))
    } else {
      survey.last = element
    }
    if record.flags.contains(.xhtml) && element.type.name != xhtml {
      validation.report(
        StructureRules.foreignNamespace.finding(
          document.headRange(of: node), "\(words: name(record.name)) is not in the namespace of FHIR", node: node))
    }
    if record.form == .attribute && element.type.kind != .primitive {
      reportAttribute(node, "\(words: name(element.type.name)) has no value of its own", into: &validation)
    }
    checkIsResource(node, element, into: &validation)
  }

  private func reportAttribute(_ node: Node, _ message: Message, into validation: inout Validation) {
    validation.report(StructureRules.attribute.finding(document.headRange(of: node), message, node: node))
  }

  /// Checks what stands inside an element and is no element: text, processing instructions, a second resource.
  func checkMarkup(of node: Node, _ type: TypeShape, into validation: inout Validation) {
    if type.kind == .resource, document.hasValue(node) {
      reportAttribute(node, "a resource has no value of its own", into: &validation)
    }
    var hasText = false
    for child in document.children(of: node) {
      let record = document.record(child)
      if record.form == .text {
        // One finding for an element: text in pieces is one slip.
        if hasText { continue }
        hasText = true
        let isPrimitive = type.kind == .primitive
        validation.report(
          StructureRules.text.finding(
            document.valueRange(of: child),
            isPrimitive
              ? "a value stands in the attribute value, not between tags" : "no text stands between tags but in narrative",
            help: isPrimitive ? "Write value=\"...\" in the tag." : nil, node: node))
      } else if record.form == .instruction {
        validation.report(
          StructureRules.instruction.finding(
            document.valueRange(of: child), "no processing instruction stands in a resource", node: node))
      } else if record.flags.contains(.surplusResource) {
        validation.report(
          StructureRules.surplusResource.finding(
            document.headRange(of: child), "\(words: name(record.name)) is the second resource in this element", node: child))
      }
    }
  }

  /// Reports processing instructions before and after the root, which are in no tree.
  func checkOutsideRoot(into validation: inout Validation) {
    for markup in OuterMarkup.all(of: document) where markup.kind == .instruction {
      validation.report(
        StructureRules.instruction.finding(
          markup.range, "a resource must not have a processing instruction next to it", node: document.root))
    }
  }
}
