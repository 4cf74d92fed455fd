import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks the XHTML of narratives (FHIR, Narrative): allowed elements and attributes, and that the narrative is not empty.
///
/// In XML the markup is part of the document's tree. In JSON it is a string, which is parsed as a separate document, with
/// recovery from errors; positions in that document are mapped back to the string.
struct NarrativeCheck {
  let document: Document

  static func run(
    _ typed: TypedDocument, _ references: ReferenceIndex, at nodes: Suspects.Nodes, into validation: inout Validation
  ) {
    if nodes?.isEmpty ?? false { return }
    let document = typed.document
    guard let row = document.symbols.symbol("xhtml").flatMap({ typed.release.type($0) })?.index else { return }
    let check = NarrativeCheck(document: document)
    var links: [NarrativeLinks.Link] = []
    document.visit(nodes) { node in
      guard typed.typeRow(of: node) == row else { return }
      links += check.check(node, into: &validation)
    }
    NarrativeLinks.check(links, document, references, into: &validation)
  }

  /// Checks one `div`; returns its anchors and its links to anchors.
  @discardableResult
  func check(_ div: Node, into validation: inout Validation) -> [NarrativeLinks.Link] {
    switch document.format {
    case .xml:
      var markup = NarrativeMarkup(document: document, root: div, div: div, sourceRange: { $0 })
      markup.check(into: &validation)
      return markup.links
    case .json:
      guard document.record(div).form == .string, let text = document.value(of: div) else { return [] }
      if text.isEmpty {
        if !document.hasFinding(at: div) {
          validation.report(NarrativeRules.empty.finding(document.valueRange(of: div), "narrative must not be empty", node: div))
        }
        return []
      }
      return checkString(text, div, into: &validation)
    }
  }

  /// Checks narrative in a JSON string.
  private func checkString(_ text: String, _ div: Node, into validation: inout Validation) -> [NarrativeLinks.Link] {
    let range = document.textRange(of: div)
    let bytes = document.source.storage[range]
    let escaped = document.record(div).flags.contains(.escaped) ? EscapedOffsets(bytes) : nil
    func sourceRange(_ inner: Range<Int>) -> Range<Int> {
      guard let escaped else {
        return min(
          range.lowerBound + inner.lowerBound, range.upperBound)..<min(range.lowerBound + inner.upperBound, range.upperBound)
      }
      let start = escaped.written(inner.lowerBound)
      return start..<max(start, escaped.written(inner.upperBound))
    }
    let inner = Document.read(
      SourceText(name: document.source.name, text: text), as: .xml, symbols: document.symbols,
      limits: Limits(findings: Self.maxFindings))
    for finding in inner.findings {
      validation.report(
        NarrativeRules.notWellFormed.finding(sourceRange(finding.range), finding.message, help: finding.help, node: div))
    }
    for markup in OuterMarkup.all(of: inner) where !inner.findings.contains(where: { $0.range.overlaps(markup.range) }) {
      let finding =
        switch markup.kind {
        case .instruction:
          NarrativeRules.instruction.finding(
            sourceRange(markup.range), "narrative must not have a processing instruction", node: div)
        case .declaration:
          NarrativeRules.notADiv.finding(
            sourceRange(markup.range), "an XML declaration must not precede the div", help: "Remove the XML declaration.",
            node: div)
        case .comment:
          NarrativeRules.notADiv.finding(
            sourceRange(markup.range), "a comment must not be outside the div",
            help: "Move the comment into the div, or remove it.",
            node: div)
        }
      validation.report(finding)
    }
    guard let root = inner.root else { return [] }
    var markup = NarrativeMarkup(document: inner, root: root, div: div, sourceRange: sourceRange)
    markup.check(into: &validation)
    return markup.links
  }

  /// The maximum number of findings for one narrative.
  static let maxFindings = 50
}
