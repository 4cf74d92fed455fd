import Findings

/// Reads a text that libxml2 has rejected: reports each syntax error once, with its fix.
///
/// It scans the text once with its own stack of open elements. For every mistake it adds a finding at the position where the fix
/// belongs, and patches that make the text well-formed without losing content. If a mistake can be understood in two ways, it
/// chooses the one that leaves most of the rest unchanged:
///
///     <given value="A"><family value="B"/></name>   given lacks its '/': it has a value, so it is closed in its own tag
///     <status value="booked/>                       the next quote opens another value: this one ends before '/>'
///     <name/></name>                                stray: the last closed element has this name
///
/// Only malformed payloads get here, so this code favours clarity; it is still linear in the text.
struct XMLRecovery {
  let source: SourceText
  /// The text, padded, as given to libxml2: DOCTYPEs of the prolog are blanked out.
  let bytes: [UInt8]
  let start: Int
  let end: Int
  let symbols: SymbolTable
  let limits: Limits
  private let endsInDoctype: Bool
  private(set) var findings: [Finding] = []
  /// The number of errors, including those beyond the limit.
  private(set) var errorCount = 0
  /// Tags with an error in them, and names of elements without their end tag: the names there may be parts of values.
  var doubtful: [Range<Int>] = []
  var patches = XMLPatches()
  var offset: Int
  /// The open elements, the root first.
  private(set) var open: [OpenElement] = []
  /// The number of open elements with each name.
  private var openNames: [String: Int] = [:]
  /// Whether a root element was found.
  var hasRoot = false
  /// The end tag of the root, and the patch that wrote it; the root is reopened if more of its elements follow.
  var rootEnd: (root: OpenElement, tag: Range<Int>, name: Range<Int>, patch: Int?)?
  /// The element closed last, and whether an end tag with another name closed it.
  var lastClosed: (name: Range<Int>, byOtherName: Bool)?
  /// Whether the end of the text has been reported.
  var isTruncated = false
  /// Texts known not to occur in the rest, so that each is searched for only once.
  var missing: Set<String> = []
  private var lineTable: LineTable?

  struct OpenElement {
    let name: Range<Int>
    /// The end of the start tag, after its `>`.
    let tagEnd: Int
    let hasValue: Bool
    /// The name of the first child element; only an extension can be the child of a primitive.
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
    // Beyond the depth limit nothing needs fixing: the parser stops there too.
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
      if bytes.endOfXMLName(at: offset + 1) > offset + 1 {
        readStartTag()
      } else if offset + 1 == end, !open.isEmpty {
        reportTruncation("the document ends inside a tag")
        patches.delete(offset..<end)
        offset = end
      } else {
        readText()
      }
    }
  }

  /// Reports what is missing at the end of the text, and closes the open elements.
  private mutating func finish() {
    if endsInDoctype {
      reportTruncation("the document ends inside its DOCTYPE")
    } else if !hasRoot {
      if findings.isEmpty { report(XMLRules.empty, endOfText..<endOfText, "expected a root element, found an empty document") }
    } else if !open.isEmpty {
      reportTruncation("the document ends")
    }
    while let element = popElement() {
      doubtful.append(element.name)
      patches.insertEndTag(element.name, at: end)
    }
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

  /// The index, in `open`, of the innermost open element with the given name.
  func indexOfOpenElement(named name: Range<Int>) -> Int? {
    guard let count = openNames[source.string(name)], count > 0 else { return nil }
    return open.lastIndex { isSame($0.name, name) }
  }

  /// Records the first child of the innermost open element.
  mutating func noteChild(_ name: Range<Int>) {
    if !open.isEmpty, open[open.count - 1].firstChild == nil { open[open.count - 1].firstChild = name }
  }

  // MARK: Helpers

  /// The end of the text without trailing whitespace.
  var endOfText: Int {
    var offset = end
    while offset > start, bytes[offset - 1].isBlank { offset -= 1 }
    return offset
  }

  /// Adds a finding unless the limit is reached.
  mutating func report(_ rule: RuleDescriptor, _ range: Range<Int>, _ message: Message, help: String? = nil) {
    errorCount += 1
    guard findings.count < limits.findings else { return }
    findings.append(rule.finding(range, message, help: help))
  }

  /// Reports, once, that the text ends too early, and which elements are still open.
  mutating func reportTruncation(_ problem: Message) {
    guard !isTruncated else { return }
    isTruncated = true
    var message = problem
    if let innermost = open.last {
      let line = line(of: innermost.name.lowerBound)
      let others: Message = open.count == 1 ? "is" : open.count == 2 ? "and the root are" : "and \(open.count - 1) more are"
      message = "\(problem) while \(shown(innermost.name)), opened on line \(line), \(others) still open"
    }
    report(XMLRules.truncated, endOfText..<endOfText, message)
  }

  /// A name as messages show it: a name unknown to the specifications is treated as a value, because it may be one. So is a
  /// prefix.
  func shown(_ range: Range<Int>) -> Message {
    guard findings.count < limits.findings else { return "" }
    let name = source.string(range)
    let local = name.split(separator: ":").last.map(String.init) ?? name
    if symbols.symbol(local) == nil { return "\(payload: name, public: "…")" }
    return local == name ? "\(code: name)" : "\(payload: name, public: "…:" + local)"
  }

  mutating func line(of offset: Int) -> Int {
    guard findings.count < limits.findings else { return 0 }
    if let line = source.lineInFile?(offset) { return line }
    let table = lineTable ?? LineTable(source)
    lineTable = table
    return table.line(of: offset)
  }

  /// The next occurrence of a text. Once the rest of the document is known not to contain a text, it is not searched for again.
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
