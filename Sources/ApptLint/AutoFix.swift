public import Findings

/// A payload to which the safe fixes of its findings, their `edits`, have been applied.
///
/// The rest of the text is unchanged, and fixing a fixed payload changes nothing. Use ``Linter/fix(_:)`` to fix a payload.
public struct AutoFix: Sendable {
  /// The fixed text; if nothing was fixed, or the encoding is not UTF-8, the original.
  public private(set) var source: SourceText
  /// The report on the fixed text.
  public private(set) var report: Report
  /// The findings that were fixed, with their positions at that time.
  public private(set) var fixed: [(finding: Finding, position: Position)] = []

  /// The maximum number of rounds: one fix can reveal an error that needs another.
  private static let maxRounds = 100

  /// Fixes a payload; `lint` returns the report on a text.
  package init(_ source: SourceText, lint: (SourceText) -> Report) {
    self.init(source) { source, _ in lint(source) }
  }

  /// Fixes a payload; `lint` returns the report on a text, with all of its findings if the second argument is true.
  package init(_ source: SourceText, lintingAll lint: (SourceText, _ isComplete: Bool) -> Report) {
    self.source = source
    report = lint(source, false)
    // If the reader converted the text to UTF-8, edits do not apply to the bytes of the file.
    guard report.source.bytes == source.bytes else { return }
    // A limit on the findings of the report does not limit the fixes.
    func complete(_ report: Report) -> Report { report.omitted == 0 ? report : lint(report.source, true) }
    var all = complete(report)
    for _ in 0..<Self.maxRounds {
      let (findings, edits) = Edit.compatible(Self.fixable(all))
      if edits.isEmpty { return }
      let next = SourceText(name: source.name, unpadded: Edit.apply(edits, to: self.source.bytes))
      let nextReport = lint(next, false)
      let nextAll = complete(nextReport)
      // Fixes must reduce the number of syntax errors, or keep it at zero.
      let errors = Self.syntaxErrors(all).count
      guard Self.syntaxErrors(nextAll).count < max(1, errors) else { return }
      let applied = Set(findings)
      fixed += all.placedFindings.filter { applied.contains($0.finding) }
      (self.source, report, all) = (next, nextReport, nextAll)
    }
  }

  /// The findings to fix in the next round: only syntax errors, as long as there are any.
  private static func fixable(_ report: Report) -> [Finding] {
    let errors = syntaxErrors(report)
    return errors.isEmpty ? report.findings : errors
  }

  private static func syntaxErrors(_ report: Report) -> [Finding] {
    report.findings.filter { $0.family?.phase == .reading && $0.name != "byte-order-mark" }
  }
}

extension Linter {
  /// Applies the safe fixes of a payload's findings: those with `edits`. Recorded exchanges and payloads that are not UTF-8 are
  /// not changed.
  public func fix(_ source: SourceText) -> AutoFix {
    AutoFix(source) { source, isComplete in isComplete ? withoutFindingLimit.lint(source) : lint(source) }
  }
}
