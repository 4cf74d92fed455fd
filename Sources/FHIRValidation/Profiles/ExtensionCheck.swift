import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks the rules for every extension, regardless of its definition (FHIR, Extensibility).
enum ExtensionCheck {
  static func run(_ typed: TypedDocument, at nodes: Suspects.Nodes, into validation: inout Validation) {
    if nodes?.isEmpty ?? false { return }
    let document = typed.document
    guard let row = document.symbols.symbol("Extension").flatMap({ typed.release.type($0) })?.index else { return }
    document.visit(nodes) { node in
      guard typed.typeRow(of: node) == row, document.record(node).form == .object else { return }
      check(node, row, typed, into: &validation)
    }
  }

  private static func check(_ node: Node, _ row: UInt32, _ typed: TypedDocument, into validation: inout Validation) {
    let document = typed.document
    if validation.isInvalid(node) { return }
    if let urlNode = document.element(.url, of: node), !validation.isInvalid(urlNode), let url = document.value(of: urlNode),
      !url.isEmpty
    {
      let isNested = document.parent(of: node).map { typed.typeRow(of: $0) == row } ?? false
      // The parts of an extension have names given by its definition. A space before the URL is reported elsewhere.
      if !isNested, url.utf8.first?.isBlank == false, !ReferenceText.hasScheme(url) {
        validation.report(
          ProfileRules.relativeURL.finding(
            document.valueRange(of: urlNode), "expected an absolute URL, found \(typed.found(url, at: urlNode))", node: node))
      } else if url.utf8.contains(UInt8(ascii: "|")) {
        validation.report(
          ProfileRules.versionedURL.finding(
            document.valueRange(of: urlNode), "the URL of an extension must not have a version", node: node))
        // The mismatch with the URL of the definition is a consequence, and not reported.
        if let element = typed.element(of: urlNode) { validation.markInvalidValue(urlNode, element, in: document) }
      }
    }
    checkContent(of: node, typed, into: &validation)
  }

  /// Checks that an extension has either a value or nested extensions: ext-1.
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
    // An unknown element of an extension is reported elsewhere.
    if !hasValue, document.elements(of: node).contains(where: { typed.element(of: $0) == nil }) { return }
    validation.report(
      ProfileRules.content.finding(
        document.headRange(of: node),
        hasValue
          ? "an extension must not have both a value and nested extensions"
          : "an extension must have a value or nested extensions",
        node: node, missing: hasValue ? nil : "value"))
  }
}
