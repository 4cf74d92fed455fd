public import Findings

/// A payload after the mends that cannot be wrong: those whose findings carry edits.
///
/// Nothing else of the text changes, and mending what is mended changes nothing.
public struct AutoFix: Sendable {
  /// The text as it is now.
  public private(set) var source: SourceText
  /// What is said of it now.
  public private(set) var report: Report
  /// What was mended, with the place that it had when it was.
  public private(set) var mended: [(finding: Finding, position: Position)] = []

  private struct Made: Hashable {
    var range: Range<Int>
    var edits: [Edit]
  }

  /// The most rounds: one mend can show what needs another.
  private static let mostRounds = 20

  /// FixMode a payload; `lint` says of a text what is to be reported of it.
  public init(_ source: SourceText, lint: (SourceText) -> Report) {
    self.source = source
    report = lint(source)
    // Where the reader brought the text to UTF-8, edits are not about the bytes of the file.
    guard report.source.bytes == source.bytes else { return }
    for _ in 0..<Self.mostRounds {
      let (findings, edits) = Edit.compatible(Self.mendable(report))
      if edits.isEmpty { return }
      let next = SourceText(name: source.name, unpadded: Edit.apply(edits, to: self.source.bytes))
      let nextReport = lint(next)
      // A mend of the syntax after which as much is wrong with it, and any mend after which more is, was none.
      let faults = Self.syntaxFaults(report).count
      guard Self.syntaxFaults(nextReport).count < max(1, faults) else { return }
      // Placed findings lack the element where it is empty: range and edits tell which they are.
      let made = Set(findings.map { Made(range: $0.range, edits: $0.edits) })
      mended += report.placedFindings.filter { made.contains(Made(range: $0.finding.range, edits: $0.finding.edits)) }
      (self.source, report) = (next, nextReport)
    }
  }

  /// The findings to mend in the next round: as long as the text is not well-formed, those of the reader alone.
  private static func mendable(_ report: Report) -> [Finding] {
    let faults = syntaxFaults(report)
    return faults.isEmpty ? report.findings : faults
  }

  private static func syntaxFaults(_ report: Report) -> [Finding] {
    report.findings.filter { $0.family?.phase == .reading && $0.name != "byte-order-mark" }
  }
}
