import ApptLint
import EditorSupport
import FHIRSyntax
import Findings
import Reporting

/// Checks open texts, and sends the diagnostics.
extension LanguageServer {
  /// The analysis of the current version of a text, computed if missing; nil if the text is not open.
  mutating func analysis(of uri: String) -> DocumentAnalysis? {
    guard var document = documents[uri] else { return nil }
    if let known = document.analysis { return known }
    let analysis = analyse(&document)
    document.analysis = analysis
    documents[uri] = document
    return analysis
  }

  private mutating func analyse(_ document: inout OpenDocument) -> DocumentAnalysis {
    var analysis = DocumentAnalysis(content: .other)
    if document.isSettings {
      analysis.errors = linters.error(inSettings: document.source).map { [$0] } ?? []
      return analysis
    }
    let (checker, knowledge, error) = linters.linter(for: document.path)
    let text = OpenText(document.source, checker.linter)
    guard text.isFHIR || document.wasFHIR || document.source.bytes.allSatisfy({ $0 <= 0x20 }) else {
      if RuleFiles.shape(of: document.source) != nil {
        analysis.errors = EditorLinters.error(inRules: document.source).map { [$0] } ?? []
      }
      return analysis
    }
    // A new, empty file has no findings.
    guard document.source.count > 0 else { return analysis }
    document.wasFHIR = document.wasFHIR || text.isFHIR
    analysis.content = .payload(text, knowledge)
    var report = text.report
    _ = checker.suppressions.apply(to: &report)
    analysis.findings = report.findings
    if let error { analysis.errors.append((0..<0, "the settings are not used: \(error)")) }
    if report.omitted > 0 { analysis.errors.append((0..<0, report.omittedText)) }
    if text.isWellFormed { document.lastReadable = text }
    return analysis
  }

  /// Publishes the diagnostics of a text; an empty list if the text has been closed.
  mutating func publish(_ uri: String) throws(CommandError) {
    var members: FHIRMembers = ["uri": .string(uri)]
    var diagnostics: [FHIRValue] = []
    if let analysis = analysis(of: uri), let document = documents[uri] {
      if let version = document.version { members.append("version", .integer(version)) }
      diagnostics = self.diagnostics(analysis, document)
    }
    members.append("diagnostics", .list(diagnostics))
    try writer.send("textDocument/publishDiagnostics", .object(members))
  }

  /// The result of a request for the diagnostics of a text.
  mutating func report(_ pull: Pull) -> FHIRValue {
    guard let analysis = analysis(of: pull.uri), let document = documents[pull.uri] else {
      return .object(["kind": .string("full"), "items": .list([])])
    }
    return .object(["kind": .string("full"), "items": .list(diagnostics(analysis, document))])
  }

  private func diagnostics(_ analysis: DocumentAnalysis, _ document: OpenDocument) -> [FHIRValue] {
    let errors = analysis.errors.map { error -> FHIRValue in
      .object([
        "range": range(error.range, document), "severity": .integer(1), "source": .string(Product.name),
        "message": .string(Message.printable(error.sentence, limit: 2_000)),
      ])
    }
    return errors + analysis.findings.map { diagnostic($0, document) }
  }

  /// A finding as a diagnostic.
  func diagnostic(_ finding: Finding, _ document: OpenDocument) -> FHIRValue {
    let place = range(finding.range, document)
    var members: FHIRMembers = [
      "range": place, "severity": .integer(finding.severity.number), "code": .string(finding.identifier),
    ]
    if let page = finding.family?.page(in: document.analysis?.release ?? .r4) {
      members.append("codeDescription", .object(["href": .string(page)]))
    }
    members.append("source", .string(Product.name))
    var lines = [finding.message.text(showingValues: true)]
    if let help = finding.help { lines.append(help) }
    if let clause = finding.clause { lines.append("(\(clause))") }
    if !client.hasRelatedInformation { lines += finding.further.map { "\($0.code): \($0.message.text(showingValues: true))" } }
    members.append("message", .string(lines.map { Message.printable($0, limit: 2_000) }.joined(separator: "\n")))
    if finding.forbidsElement { members.append("tags", .list([.integer(1)])) }
    if client.hasRelatedInformation, !finding.further.isEmpty || !finding.related.isEmpty {
      func information(_ range: FHIRValue, _ text: String) -> FHIRValue {
        .object(["location": .object(["uri": .string(document.uri), "range": range]), "message": .string(text)])
      }
      let places = finding.related.map { information(range($0.range, document), $0.text) }
      let rules = finding.further.map { rule in
        let clause = rule.clause.map { " (\($0))" } ?? ""
        return information(place, "\(rule.code) \(rule.name): \(rule.message.text(showingValues: true))\(clause)")
      }
      members.append("relatedInformation", .list(places + rules))
    }
    return .object(members)
  }

  // MARK: Positions

  func position(_ offset: Int, _ document: OpenDocument) -> FHIRValue {
    let position = document.positions.position(of: offset)
    return .object(["line": .integer(position.line), "character": .integer(position.character)])
  }

  func range(_ range: Range<Int>, _ document: OpenDocument) -> FHIRValue {
    .object(["start": position(range.lowerBound, document), "end": position(range.upperBound, document)])
  }
}

extension Finding {
  /// The rule's code; for constraints, which share one code, the code and the key.
  var identifier: String { constraint.map { "\(code)/\($0)" } ?? code }
}

extension Severity {
  /// The value of LSP's `DiagnosticSeverity`.
  fileprivate var number: Int {
    switch self {
    case .fatal, .error: 1
    case .warning: 2
    case .information: 3
    }
  }
}
