import Findings

/// Reads XML into a document.
///
/// libxml2 decides whether a text is well-formed, and reads nearly every payload in one pass. But its error messages are poor,
/// and it does not recover well: a payload that it rejects is corrected by `XMLRecovery`, which reports every syntax error, and
/// read again.
enum XMLReader {
  /// The maximum number of attributes of one tag: libxml2 compares each with all others.
  static let attributeLimit = 256

  static func read(into builder: inout DocumentBuilder) {
    builder.reserveNodes()
    let source = builder.source
    let prolog = XMLProlog(source)
    report(prolog, to: &builder)
    let bytes = prolog.masked(source)
    let findings = builder.findings
    var errorOffset: Int?
    if XMLGuard.isReadable(bytes, count: source.count) {
      let offset = XMLParser.parse(
        bytes, count: source.count, from: prolog.start, map: .identity, recovers: false, into: &builder)
      guard let offset else { return }
      errorOffset = offset
      builder.forgetNodes(findings: findings)
    }
    var recovery = XMLRecovery(source: source, bytes: bytes, prolog: prolog, symbols: builder.symbols, limits: builder.limits)
    recovery.run()
    if recovery.errorCount > 1, errorOffset != nil, explainBySingleMistake(bytes, from: prolog.start, into: &builder) { return }
    for finding in recovery.findings { builder.report(finding) }
    guard recovery.hasRoot else {
      if recovery.findings.isEmpty { builder.report(notWellFormed(errorOffset ?? prolog.start)) }
      return
    }
    let corrected = recovery.patches.applied(to: bytes, count: source.count)
    let secondError = XMLParser.parse(
      corrected.text, count: corrected.count, from: 0, map: corrected.map, recovers: true, into: &builder)
    builder.flagMisreadNames(in: recovery.doubtful)
    if let offset = secondError {
      builder.report(notWellFormed(corrected.map.original(offset..<offset).lowerBound))
    } else if let errorOffset, recovery.findings.isEmpty {
      builder.report(notWellFormed(errorOffset))
    }
  }

  private static func notWellFormed(_ offset: Int) -> Finding {
    XMLRules.notWellFormed.finding(offset..<offset, "the markup is not well-formed here")
  }

  private static func report(_ prolog: XMLProlog, to builder: inout DocumentBuilder) {
    for range in prolog.doctypes { builder.report(XMLRules.doctypeFinding(range)) }
    // The encoding of a transcoded payload was reported already.
    guard let range = prolog.encoding, !builder.findings.contains(where: { $0.code == XMLRules.otherEncoding.code }) else {
      return
    }
    let name = builder.source.string(range)
    guard !["utf-8", "us-ascii"].contains(name.lowercased()) else { return }
    builder.report(
      XMLRules.otherEncoding.finding(range, "expected the encoding UTF-8, found \(code: name)"))
  }
}

extension XMLRules {
  static func doctypeFinding(_ range: Range<Int>) -> Finding {
    doctype.finding(
      range.lowerBound..<min(range.lowerBound + 9, range.upperBound), "a document must not have a DOCTYPE")
  }
}

extension DocumentBuilder {
  /// Removes all nodes, and all findings except the given ones, so that the text can be read again.
  mutating func forgetNodes(findings: [Finding]) {
    nodes.removeAll(keepingCapacity: true)
    resources.removeAll()
    localNames = LocalNames()
    self.findings = findings
  }
}
