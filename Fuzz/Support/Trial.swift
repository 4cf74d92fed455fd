import ApptLint
import CEmbeddedData
import FHIRDefinitions
import FHIRSyntax
import Findings
import Reporting

/// Runs the input of a fuzzer through the readers, and some inputs also through the linter and reporters.
///
/// A violated invariant ends the process, which the fuzzer records.
enum Trial {
  // Safe: static data of the program.
  private static let definitions = unsafe Definitions(
    immortal: UnsafeRawBufferPointer(start: apptlint_definitions_start(), count: apptlint_definitions_count()))

  private static let linters: [Linter] = {
    var configurations = [Configuration()]
    for pack in (try? Linter())?.packs ?? [] {
      var configuration = Configuration()
      configuration.packs = .chosen([pack.id])
      configuration.release = pack.release == .r4 ? .stu3 : .r4
      configurations.append(configuration)
    }
    return configurations.compactMap { configuration in
      var configuration = configuration
      configuration.now = 1_735_689_600
      return try? Linter(configuration)
    }
  }()

  /// One in this number of inputs goes through the linter.
  private static let linterInterval: UInt64 = 16

  /// Reads bytes as JSON or as XML, and tests the result.
  static func run(_ bytes: [UInt8], as format: Document.Format) {
    let source = SourceText(name: "input", bytes: bytes)
    readTwice(source, as: format)
    let choice = hash(bytes)
    if choice % linterInterval == 0 { lint(source, with: linter(choice / linterInterval), seed: choice) }
  }

  /// Reads a text twice, and tests the tree.
  static func readTwice(_ source: SourceText, as format: Document.Format) {
    let symbols = definitions?.symbols ?? .wellKnown
    let document = Document.read(source, as: format, symbols: symbols, limits: Limits())
    trap(TreeInvariants.violations(in: document).first)
    trap(
      TreeInvariants.difference(between: document, and: Document.read(source, as: format, symbols: symbols, limits: Limits())))
    renderPaths(of: document)
  }

  /// The linter with a number, modulo the number of linters.
  static func linter(_ number: UInt64) -> Linter {
    guard !linters.isEmpty else { fatalError("there is no linter") }
    return linters[Int(number % UInt64(linters.count))]
  }

  /// Renders the paths of the first nodes only, because each takes time proportional to its depth.
  private static func renderPaths(of document: Document) {
    guard let definitions else { return }
    for release in FHIRRelease.allCases {
      var path = ElementPath(document: document, release: definitions.release(release))
      for index in document.nodes.indices.prefix(500) { _ = path.render(Node(index: UInt32(index))) }
    }
  }

  // MARK: The linter

  static func lint(_ source: SourceText, with linter: Linter, seed: UInt64) {
    let report = linter.lint(source)
    let isSorted = zip(report.findings, report.findings.dropFirst()).allSatisfy { $0.range.lowerBound <= $1.range.lowerBound }
    trap(isSorted ? nil : "the findings of a report are out of order")
    trap(Set(report.findings).count == report.findings.count ? nil : "a report has a duplicate finding")
    for finding in report.findings where finding.range.upperBound > report.source.count {
      trap("\(finding.code) at \(finding.range) is outside the source")
    }
    let isInside = report.findings.flatMap(\.edits).allSatisfy { $0.range.upperBound <= report.source.count }
    trap(isInside ? nil : "an edit is outside the source")
    if seed % 4 == 0 { fix(source, with: linter) }
    let formats = ReportFormat.allCases
    write(report, as: .ndjson)
    write(report, as: formats[Int((seed >> 32) % UInt64(formats.count))])
  }

  /// Requires that a fixed payload needs no further fixes.
  private static func fix(_ source: SourceText, with linter: Linter) {
    let fix = AutoFix(source) { linter.lint($0) }
    // If there are more findings than the limit, each round fixes only a part.
    guard !fix.fixed.isEmpty, fix.fixed.count < Limits().findings else { return }
    let again = AutoFix(fix.source) { linter.lint($0) }
    trap(again.fixed.first.map { "\($0.finding.code) is fixed twice" })
  }

  /// Writes a report. Requires that it is well-formed, and a single line in NDJSON.
  @discardableResult
  static func write(_ report: Report, as format: ReportFormat, showsValues: Bool = false) -> String {
    var style = ReportStyle()
    style.showsValues = showsValues
    var reporter = format.reporter(style)
    var output = OutputBuffer()
    var text = OutputBuffer()
    reporter.begin(into: &output)
    reporter.report(report, number: 1, into: &text)
    reporter.join(text, first: true, into: &output)
    var tally = Tally()
    tally.add(report)
    reporter.end(tally, into: &output)
    switch format.syntax {
    case .json, .jsonLines, .fhirXML: break
    case .text, .otherXML, .html, .commands: return output.text
    }
    let written = Document.read(SourceText(name: "report", bytes: output.bytes))
    trap(written.findings.first.map { "a report breaks \($0.code) at \($0.range): " + output.text })
    if format.syntax == .jsonLines {
      trap(output.bytes.firstIndex(of: 0x0A) == output.bytes.count - 1 ? nil : "a report in NDJSON has more than one line")
    }
    return output.text
  }

  // MARK: Tools

  /// Ends the process if there is a violation.
  static func trap(_ violation: String?) {
    if let violation { fatalError(violation) }
  }

  /// FNV-1a: the same input takes the same path in every run.
  private static func hash(_ bytes: some Collection<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ hash >> 29
  }
}
