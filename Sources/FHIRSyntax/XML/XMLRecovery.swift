/// Reads a text that libxml2 has refused: says what is wrong with it, one finding for each slip, and how to mend it.
///
/// It walks the text once, keeps its own stack of open elements, and for every slip adds a finding, at the place where
/// a person would mend it, and patches that make the text well-formed without losing what is in it. Where a slip can be
/// understood in two ways, it takes the one that leaves most of the rest as it stands:
///
///     <given value="A"><family value="B"/></name>   given lacks its '/': it has a value, so it is closed in its own tag
///     <status value="booked/>                       the next quote opens another value: this one ends before '/>'
///     <name/></name>                                stray: the last element that was closed has this name
///
/// Only broken payloads come here, so this code is written for clarity; it is linear in the text all the same.
struct XMLRecovery {
  let source: SourceText
  /// The text, padded, as libxml2 was given it: DOCTYPEs of the prolog are blanked out.
  let bytes: [UInt8]
  let start: Int
  let end: Int
  let symbols: SymbolTable
  let limits: Limits
  private(set) var findings: [Finding] = []
  var patches = XMLPatches()
  var offset: Int
  /// The elements that are open, the root first.
  var open: [OpenElement] = []
  /// Whether a root element was found.
  var hasRoot = false
  /// The end tag of the root; the root is opened again where elements of its own follow.
  var rootEnd: (root: OpenElement, tag: Range<Int>, name: Range<Int>)?
  /// The element that was closed last, and whether that was by an end tag of another name.
  var lastClosed: (name: Range<Int>, byOtherName: Bool)?
  /// Whether the end of the text has been reported.
  var isTruncated = false
  /// What the rest of the text is known not to hold, so that it is searched for once only.
  var missing: Set<String> = []
  private var lineTable: LineTable?

  struct OpenElement {
    let name: Range<Int>
    /// The end of the start tag, where `>` stands.
    let tagEnd: Int
    let hasValue: Bool
    /// Whether the first element inside can be a primitive's: an extension.
    var firstChild: Range<Int>?
  }

  init(source: SourceText, bytes: [UInt8], prolog: XMLProlog, symbols: SymbolTable, limits: Limits) {
    self.source = source
    self.bytes = bytes
    self.symbols = symbols
    self.limits = limits
    start = prolog.start
    end = source.count
    offset = prolog.start
    // A DOCTYPE without an end has swallowed the rest.
    isTruncated = prolog.doctypes.last.map { $0.upperBound == source.count } ?? false
  }

  mutating func run() {
    // Behind the limit of depth there is nothing to mend: the parser stops there too.
    while offset < end, open.count <= limits.depth {
      if bytes[offset] == UInt8(ascii: "<") { readMarkup() } else { readText() }
    }
    if offset >= end { finish() }
  }

  private mutating func readMarkup() {
    switch bytes[offset + 1] {
    case UInt8(ascii: "!") where bytes.has("<!--", at: offset): readComment()
    case UInt8(ascii: "!") where bytes.has("<![CDATA[", at: offset): readSection()
    case UInt8(ascii: "!"): readDeclaration()
    case UInt8(ascii: "?"): readInstruction()
    case UInt8(ascii: "/"): readEndTag()
    default:
      if bytes.endOfXMLName(at: offset + 1) > offset + 1 { readStartTag() } else { readText() }
    }
  }

  /// Reports what is missing at the end of the text, and closes what is open.
  private mutating func finish() {
    if !hasRoot {
      if findings.isEmpty && !isTruncated { report(XMLRules.empty, endOfText..<endOfText, "the document holds no element") }
    } else if let innermost = open.last, !isTruncated {
      isTruncated = true
      let others: Message = open.count == 1 ? "" : open.count == 2 ? ", and the root" : ", and \(open.count - 1) more"
      let line = line(of: innermost.name.lowerBound)
      report(
        XMLRules.truncated, endOfText..<endOfText,
        "the document ends while \(shown(innermost.name)), opened on line \(line), is still open\(others)")
    }
    for element in open.reversed() { closePatch(element, at: end) }
    open.removeAll()
  }

  // MARK: Helpers

  /// The end of the text without the blanks that end it.
  var endOfText: Int {
    var offset = end
    while offset > start, XMLCharacters.isBlank(bytes[offset - 1]) { offset -= 1 }
    return offset
  }

  /// Adds a finding, unless the document has its fill.
  mutating func report(_ rule: StandardRule, _ range: Range<Int>, _ message: Message, help: String? = nil) {
    guard findings.count < limits.findings else { return }
    findings.append(rule.finding(range, message, help: help))
  }

  /// A name as messages show it: names that no specification knows might be anything.
  func shown(_ range: Range<Int>) -> Message {
    let name = source.string(range)
    let local = name.split(separator: ":").last.map(String.init) ?? name
    return symbols.symbol(local) == nil ? "\(payload: name)" : "\(code: name)"
  }

  mutating func line(of offset: Int) -> Int {
    guard findings.count < limits.findings else { return 0 }
    let table = lineTable ?? LineTable(source)
    lineTable = table
    return table.line(of: offset)
  }

  /// Writes the end tag of an element.
  mutating func closePatch(_ element: OpenElement, at offset: Int) {
    patches.replace(offset..<offset, by: "</", copying: element.name, ">")
  }

  /// Where a text next stands; searched for no more once the rest of the document is known to lack it.
  mutating func find(_ text: StaticString, from offset: Int) -> Int? {
    let key = text.description
    if missing.contains(key) { return nil }
    if let found = bytes.offset(of: text, from: offset, before: end) { return found }
    missing.insert(key)
    return nil
  }

  func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.count == right.count && bytes[left].elementsEqual(bytes[right])
  }
}
