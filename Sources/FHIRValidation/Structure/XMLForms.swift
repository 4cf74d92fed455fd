import FHIRDefinitions
import FHIRSyntax
import Findings

/// The XML form of an element: namespace, attribute or element, order, text.
extension StructureCheck {
  /// Checks the form of a child: an element or an attribute.
  func checkXML(_ node: Node, _ element: ElementShape, _ counts: inout ChildCounts, into validation: inout Validation) {
    let record = document.record(node)
    if record.flags.contains(.xmlAttribute) {
      if !element.isXMLAttribute {
        validation.markMalformed(node, element, in: document)
        reportAttribute(node, "\(text: name(record.name)) must be an element, not an attribute", into: &validation)
      }
      return
    }
    if element.isXMLAttribute {
      reportAttribute(node, "\(text: name(record.name)) must be an attribute here, not an element", into: &validation)
    }
    if let last = counts.last, element.order < last.order {
      validation.report(
        StructureRules.order.finding(
          document.headRange(of: node), "\(text: name(record.name)) must come before \(text: name(last.name))",
          help: "Move the element: XML elements follow the order of the definition.", node: node))
    } else {
      counts.last = element
    }
    if record.flags.contains(.xhtml) && element.type.name != xhtml {
      validation.report(
        StructureRules.foreignNamespace.finding(
          document.headRange(of: node), "\(text: name(record.name)) must be in the FHIR namespace", node: node))
    }
    if record.form == .attribute && element.type.kind != .primitive {
      reportAttribute(node, "\(text: name(element.type.name)) must not have a value attribute", into: &validation)
    }
    checkIsResource(node, element, into: &validation)
  }

  private func reportAttribute(_ node: Node, _ message: Message, into validation: inout Validation) {
    validation.report(StructureRules.attribute.finding(document.headRange(of: node), message, node: node))
  }

  /// Checks the content of an element other than its FHIR elements: text, processing instructions, a second resource.
  func checkMarkup(of node: Node, _ type: TypeShape, into validation: inout Validation) {
    if type.kind == .resource, document.hasValue(node) {
      reportAttribute(node, "a resource must not have a value attribute", into: &validation)
    }
    var hasText = false
    for child in document.children(of: node) {
      let record = document.record(child)
      if record.form == .text {
        // One finding per element: text in several places is one mistake.
        if hasText { continue }
        hasText = true
        let isPrimitive = type.kind == .primitive
        validation.report(
          StructureRules.text.finding(
            document.valueRange(of: child),
            isPrimitive
              ? "a value must be in the value attribute, not between tags" : "text is allowed only in narrative",
            help: isPrimitive ? "Write value=\"...\" in the tag." : nil, node: node))
      } else if record.form == .instruction {
        validation.report(
          StructureRules.instruction.finding(
            document.valueRange(of: child), "a resource must not have a processing instruction", node: node))
      } else if record.flags.contains(.surplusResource) {
        validation.report(
          StructureRules.surplusResource.finding(
            document.headRange(of: child),
            "expected one resource in this element, found a second one, \(document.shownName(of: child))", node: child))
      }
    }
  }

  /// Reports processing instructions before and after the root, which are not part of the tree.
  func checkOutsideRoot(into validation: inout Validation) {
    for markup in OuterMarkup.all(of: document) where markup.kind == .instruction {
      validation.report(
        StructureRules.instruction.finding(
          markup.range, "a processing instruction must not come before or after the resource", node: document.root))
    }
  }
}
