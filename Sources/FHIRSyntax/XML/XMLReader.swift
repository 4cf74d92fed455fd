/// Reads XML into a document.
///
/// libxml2 judges whether a text is well-formed, and nearly every payload is read by it in one go. It tells badly what
/// is wrong, though, and loses its way behind an error: a payload that it refuses is mended by `XMLRecovery`, which
/// reports every slip, and read again.
enum XMLReader {
  /// The most attributes of one tag: libxml2 compares each with each.
  static let attributeLimit = 256

  static func read(into builder: consuming DocumentBuilder) -> DocumentBuilder {
    var builder = builder
    let source = builder.source
    let prolog = XMLProlog(source)
    report(prolog, to: &builder)
    let bytes = prolog.masked(source)
    let findings = builder.findings
    // Where libxml2 refused the text; nil also where it was only feared that it would fare badly with it.
    var fault: Int?
    if XMLGuard.isReadable(bytes, count: source.count) {
      let place = XMLParser.parse(
        bytes, count: source.count, from: prolog.start, map: .identity, recovers: false, into: &builder)
      guard let place else { return builder }
      fault = place
      builder.forgetNodes(findings: findings)
    }
    var recovery = XMLRecovery(source: source, bytes: bytes, prolog: prolog, symbols: builder.symbols, limits: builder.limits)
    recovery.run()
    for finding in recovery.findings { builder.report(finding) }
    guard recovery.hasRoot else {
      // An endless DOCTYPE, reported already, can have swallowed the root.
      if recovery.findings.isEmpty && prolog.doctypes.isEmpty { builder.report(notWellFormed(fault ?? prolog.start)) }
      return builder
    }
    let mended = recovery.patches.applied(to: bytes, count: source.count)
    if let place = XMLParser.parse(mended.text, count: mended.count, from: 0, map: mended.map, recovers: true, into: &builder) {
      builder.report(notWellFormed(mended.map.original(place..<place).lowerBound))
    } else if recovery.findings.isEmpty, let fault {
      builder.report(notWellFormed(fault))
    }
    return builder
  }

  private static func notWellFormed(_ offset: Int) -> Finding {
    XMLRules.notWellFormed.finding(offset..<offset, "the markup is not well-formed here")
  }

  private static func report(_ prolog: XMLProlog, to builder: inout DocumentBuilder) {
    for range in prolog.doctypes { builder.report(XMLRules.doctypeFinding(range)) }
    // A transcoded payload is reported already.
    guard let range = prolog.encoding, !builder.findings.contains(where: { $0.code == XMLRules.otherEncoding.code }) else { return }
    let name = builder.source.string(range)
    guard !["utf-8", "us-ascii"].contains(name.lowercased()) else { return }
    builder.report(
      XMLRules.otherEncoding.finding(range, "the XML declaration says that the encoding is \(code: name), where UTF-8 is due"))
  }
}

extension XMLRules {
  static func doctypeFinding(_ range: Range<Int>) -> Finding {
    doctype.finding(
      range.lowerBound..<min(range.lowerBound + 9, range.upperBound), "the document has a DOCTYPE, which is not read")
  }
}

extension DocumentBuilder {
  /// The builder to go on with elsewhere: it takes the nodes along, so that they are not copied.
  mutating func taken() -> DocumentBuilder {
    let builder = self
    nodes = []
    return builder
  }

  /// Takes back all nodes, and all findings but these, to read the text once more.
  mutating func forgetNodes(findings: [Finding]) {
    nodes.removeAll(keepingCapacity: true)
    resources.removeAll()
    localNames = LocalNames()
    self.findings = findings
  }
}

extension XMLProlog {
  /// The text with blanks in the place of DOCTYPEs; line breaks stay.
  func masked(_ source: SourceText) -> [UInt8] {
    var bytes = source.storage
    for range in doctypes { for index in range where bytes[index] != 0x0A && bytes[index] != 0x0D { bytes[index] = 0x20 } }
    return bytes
  }
}

/// Tells a text that libxml2 can be given from one that must be mended first.
enum XMLGuard {
  /// Whether a text has no zero bytes, at which libxml2 may take it for ended or for UTF-32, and no tag with more
  /// attributes than the limit.
  static func isReadable(_ bytes: [UInt8], count: Int) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      // Safe: the text is padded, so that 16 bytes can be loaded at every offset below `count`.
      let start = unsafe buffer.baseAddress.unsafelyUnwrapped
      var index = 0
      while index + 16 <= count {
        if unsafe start.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self).min() == 0 { return false }
        index += 16
      }
      while index < count {
        if unsafe start.load(fromByteOffset: index, as: UInt8.self) == 0 { return false }
        index += 1
      }
      return unsafe !hasLongTag(start.assumingMemoryBound(to: UInt8.self), count: count)
    }
  }

  /// Whether a tag has more attributes than the limit.
  ///
  /// No tag has `<` inside, and an attribute takes five bytes at least: such a tag fills a block of 512 bytes with no
  /// `<` in it, so that a look back from the end of each block, mostly a short one, is enough.
  private static func hasLongTag(_ text: UnsafePointer<UInt8>, count: Int) -> Bool {
    // Safe: every offset is below `count`.
    let less = UInt8(ascii: "<")
    var blockStart = 0
    while blockStart + 512 <= count {
      var offset = blockStart + 511
      while offset >= blockStart, unsafe text[offset] != less { offset -= 1 }
      if offset >= blockStart {
        blockStart += 512
        continue
      }
      while offset > 0, unsafe text[offset] != less { offset -= 1 }
      var end = blockStart + 512
      while end < count, unsafe text[end] != less { end += 1 }
      var nameEnd = min(max(offset, 0) + 1, end)
      while nameEnd < end, unsafe text[nameEnd] > 0x20, unsafe text[nameEnd] != UInt8(ascii: ">") { nameEnd += 1 }
      var cursor = unsafe AttributeCursor(text: text, from: nameEnd, to: end)
      var attributes = 0
      while cursor.next() {
        attributes += 1
        if attributes > XMLReader.attributeLimit { return true }
      }
      blockStart = end
    }
    return false
  }
}
