import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks what every extension keeps, whatever its definition (FHIR, Extensibility).
enum ExtensionCheck {
  static func run(_ typed: TypedDocument, at nodes: Suspects.Nodes, into validation: inout Validation) {
    if nodes?.isEmpty ?? false { return }
    let document = typed.document
    guard let row = document.symbols.symbol("Extension").flatMap({ typed.release.type($0) })?.index else { return }
    document.visit(nodes) { node in
      guard typed.typeRow(of: node) == row, document.record(node).form == .object, !validation.isFull else { return }
      check(node, row, typed, into: &validation)
    }
  }

  private static func check(_ node: Node, _ row: UInt32, _ typed: TypedDocument, into validation: inout Validation) {
    let document = typed.document
    if validation.isMalformed(node) { return }
    if let urlNode = document.element(.url, of: node), !validation.isMalformed(urlNode), let url = document.value(of: urlNode),
      !url.isEmpty
    {
      let isNested = document.parent(of: node).map { typed.typeRow(of: $0) == row } ?? false
      // The parts of an extension go by names that its definition gives them. A blank before the URL is told as such.
      if !isNested, url.utf8.first?.isBlank == false, !ReferenceText.hasScheme(url) {
        validation.report(
          ProfileRules.relativeURL.finding(
            document.valueRange(of: urlNode), "expected an absolute URL, found \(typed.found(url, at: urlNode))", node: node))
      } else if url.utf8.contains(UInt8(ascii: "|")) {
        validation.report(
          ProfileRules.versionedURL.finding(
            document.valueRange(of: urlNode), "the URL of an extension must not have a version", node: node))
        // That it is not the URL of the definition follows from that.
        if let element = typed.element(of: urlNode) { validation.markMalformed(urlNode, element, in: document) }
      }
    }
    checkContent(of: node, typed, into: &validation)
  }

  /// An extension has a value or extensions of its own, and not both: ext-1.
  private static func checkContent(of node: Node, _ typed: TypedDocument, into validation: inout Validation) {
    let document = typed.document
    var hasValue = false
    var hasExtensions = false
    for child in document.elements(of: node) {
      if document.record(child).name == .extension { hasExtensions = true }
      if typed.element(of: child)?.baseName == .value { hasValue = true }
    }
    if validation.hasGap(.value, of: node) || validation.hasGap(.extension, of: node) { return }
    if hasValue != hasExtensions || document.isCutShort || document.isTruncated { return }
    // Something that is no element of an extension is told as such.
    if !hasValue, document.elements(of: node).contains(where: { typed.element(of: $0) == nil }) { return }
    validation.report(
      ProfileRules.content.finding(
        document.headRange(of: node),
        hasValue
          ? "this extension has a value and extensions of its own"
          : "this extension has neither a value nor extensions of its own",
        node: node, missing: hasValue ? nil : "value"))
  }
}
