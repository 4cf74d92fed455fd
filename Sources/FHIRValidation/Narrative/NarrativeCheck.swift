import FHIRDefinitions
import FHIRSyntax

/// Checks the XHTML of narratives (FHIR, Narrative): what elements and attributes it has, and that it says something.
///
/// In XML the markup is part of the document's tree. In JSON it is a string, which is read as a document of its own; places in
/// that document lead back to the string.
struct NarrativeCheck {
  let document: Document

  static func run(_ typed: TypedDocument, into validation: inout Validation) {
    let document = typed.document
    guard let row = document.symbols.symbol("xhtml").flatMap({ typed.release.type($0) })?.index else { return }
    for index in document.nodes.indices {
      let node = Node(index: UInt32(truncatingIfNeeded: index))
      guard typed.typeRow(of: node) == row else { continue }
      if validation.isFull { return }
      NarrativeCheck(document: document).check(node, into: &validation)
    }
  }

  func check(_ div: Node, into validation: inout Validation) {
    switch document.format {
    case .xml:
      let markup = NarrativeMarkup(document: document, root: div, div: div, place: { $0 })
      markup.check(into: &validation)
    case .json:
      guard document.record(div).form == .string, let text = document.value(of: div), !text.isEmpty else { return }
      checkString(text, div, into: &validation)
    }
  }

  /// Checks narrative in a JSON string.
  private func checkString(_ text: String, _ div: Node, into validation: inout Validation) {
    let range = document.textRange(of: div)
    let bytes = document.source.storage[range]
    let isEscaped = document.record(div).flags.contains(.escaped)
    func place(_ inner: Range<Int>) -> Range<Int> {
      guard isEscaped else {
        return min(
          range.lowerBound + inner.lowerBound, range.upperBound)..<min(range.lowerBound + inner.upperBound, range.upperBound)
      }
      let start = JSONEscapes.offset(ofDecoded: inner.lowerBound, in: bytes)
      return start..<max(start, JSONEscapes.offset(ofDecoded: inner.upperBound, in: bytes))
    }
    let inner = Document.read(
      SourceText(name: document.source.name, text: text), as: .xml, symbols: document.symbols,
      limits: Limits(findings: Self.mostFindings))
    // The names of HTML's own entities need no declaration here.
    for finding in inner.findings where !finding.isUndefinedEntity {
      validation.report(
        NarrativeRules.notWellFormed.finding(place(finding.range), finding.message, help: finding.help, node: div))
    }
    guard let root = inner.root, !inner.findings.contains(where: { !$0.isUndefinedEntity && $0.severity >= .error }) else {
      return
    }
    NarrativeMarkup(document: inner, root: root, div: div, place: place).check(into: &validation)
  }

  /// One narrative has no more findings than this.
  static let mostFindings = 50
}
