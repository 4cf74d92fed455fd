import Findings

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
  private let endsInDoctype: Bool
  private(set) var findings: [Finding] = []
  var patches = XMLPatches()
  var offset: Int
  /// The elements that are open, the root first.
  private(set) var open: [OpenElement] = []
  /// How many elements of each name are open.
  private var openNames: [String: Int] = [:]
  /// Whether a root element was found.
  var hasRoot = false
  /// The end tag of the root, and the patch that wrote it; the root is opened again where elements of its own follow.
  var rootEnd: (root: OpenElement, tag: Range<Int>, name: Range<Int>, patch: Int?)?
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
    endsInDoctype = prolog.endsInDoctype
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
    if endsInDoctype {
      reportTruncation("the document ends inside its DOCTYPE")
    } else if !hasRoot {
      if findings.isEmpty { report(XMLRules.empty, endOfText..<endOfText, "the document holds no element") }
    } else if !open.isEmpty {
      reportTruncation("the document ends")
    }
    while let element = popElement() { patches.insertEndTag(element.name, at: end) }
  }

  // MARK: Open elements

  mutating func push(_ element: OpenElement) {
    open.append(element)
    openNames[source.string(element.name), default: 0] += 1
  }

  mutating func popElement() -> OpenElement? {
    guard let element = open.popLast() else { return nil }
    let name = source.string(element.name)
    openNames[name] = openNames[name].map { $0 - 1 }
    return element
  }

  /// The innermost open element of a name, as an index of `open`.
  func indexOfOpenElement(named name: Range<Int>) -> Int? {
    guard let count = openNames[source.string(name)], count > 0 else { return nil }
    return open.lastIndex { isSame($0.name, name) }
  }

  /// Notes the first element inside the innermost open one.
  mutating func noteChild(_ name: Range<Int>) {
    if !open.isEmpty, open[open.count - 1].firstChild == nil { open[open.count - 1].firstChild = name }
  }

  // MARK: Helpers

  /// The end of the text without the blanks that end it.
  var endOfText: Int {
    var offset = end
    while offset > start, XMLCharacters.isBlank(bytes[offset - 1]) { offset -= 1 }
    return offset
  }

  /// Adds a finding, unless the document has its fill.
  mutating func report(_ rule: RuleDescriptor, _ range: Range<Int>, _ message: Message, help: String? = nil) {
    guard findings.count < limits.findings else { return }
    findings.append(rule.finding(range, message, help: help))
  }

  /// Reports, once, that the text ends too early, and what is still open.
  mutating func reportTruncation(_ what: Message) {
    guard !isTruncated else { return }
    isTruncated = true
    var message = what
    if let innermost = open.last {
      let line = line(of: innermost.name.lowerBound)
      let others: Message = open.count == 1 ? "is" : open.count == 2 ? "and the root are" : "and \(open.count - 1) more are"
      message = "\(what) while \(shown(innermost.name)), opened on line \(line), \(others) still open"
    }
    report(XMLRules.truncated, endOfText..<endOfText, message)
  }

  /// A name as messages show it: names that no specification knows might be anything.
  func shown(_ range: Range<Int>) -> Message {
    guard findings.count < limits.findings else { return "" }
    let name = source.string(range)
    let local = name.split(separator: ":").last.map(String.init) ?? name
    return symbols.symbol(local) == nil ? "\(payload: name)" : "\(code: name)"
  }

  mutating func line(of offset: Int) -> Int {
    guard findings.count < limits.findings else { return 0 }
    if let line = source.lineInFile?(offset) { return line }
    let table = lineTable ?? LineTable(source)
    lineTable = table
    return table.line(of: offset)
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
