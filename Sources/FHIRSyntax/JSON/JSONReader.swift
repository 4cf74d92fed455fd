import Findings

/// Reads JSON (RFC 8259) into a document in one pass, and continues after every syntax error.
///
/// The reader is a small state machine. Its state determines what may come next; its container is the innermost object or array
/// that is open:
///
///     state        transitions for well-formed text
///     value        string, number, literal -> afterValue;  { -> firstName;  [ -> firstItem
///     firstName    } closes -> afterValue;  a name and its colon -> value
///     name         a name and its colon -> value
///     firstItem    ] closes -> afterValue;  otherwise as value
///     afterValue   , -> name or value;  the container's bracket closes -> afterValue, or -> done
///     done         the end
///
/// This file handles well-formed text. Anything else is passed to the files `JSONRecovery...`, `JSONStrings` and `JSONBrackets`,
/// which report it, correct it and return the state in which to continue.
///
/// Memory-safe because text is only read through `byte(_:)` and `word(_:)`.
@safe struct JSONReader: ~Copyable {
  enum State {
    case value
    case firstName
    case name
    case firstItem
    case afterValue
    case done
    case stopped
  }

  /// The name of the next value.
  struct Name {
    var symbol: Symbol
    var start: Int
    var end: Int
    var flags: NodeFlags

    static var none: Name { Name(symbol: .none, start: 0, end: 0, flags: []) }
  }

  var builder: DocumentBuilder
  /// The text; padded, so that every offset up to the count, and some words beyond, can be loaded.
  let text: UnsafeRawPointer
  let count: Int
  /// The offset of the next byte to read.
  var at = 0
  /// Where the last token ended: the position of the fix if something is missing after it.
  var lastEnd = 0
  /// The offset of the last comma.
  var lastComma = 0
  /// The innermost open object or array; `noContainer` if none is open.
  var container = JSONReader.noContainer
  var inObject = false
  var depth = 0
  var name = Name.none
  /// Whether indentation decides which brackets are missing or superfluous: see `JSONBrackets`.
  var trustsIndentation = false
  /// The bracket whose line's indentation was determined last, and this indentation.
  var lastIndentation: (offset: Int, indentation: Int)?
  /// Whether the brackets are unbalanced in a way that indentation may explain better.
  var unbalanced = false
  /// How many more times the rest of the text may be scanned to diagnose a bracket.
  var remainingScans = 16
  var lines: LineTable?
  /// The results of looking ahead along a line: see `JSONRecoveryQuotes`.
  var lookahead = Lookahead()
  /// Whether whitespace not allowed in JSON has been reported.
  var reportedWhitespace = false
  /// Whether an error was found after which the structure is a guess.
  var guessesStructure = false

  static let noContainer = UInt32.max

  /// Reads the builder's text.
  static func read(into builder: inout DocumentBuilder) {
    let findings = builder.findings
    if read(into: &builder, trustingIndentation: false) {
      var second = builder.emptied(findings: findings)
      let isUnbalanced = read(into: &second, trustingIndentation: true)
      if !isUnbalanced, second.findings.count <= builder.findings.count { builder = second }
    }
    if builder.findings.count > findings.count + 1 { builder.explainBySingleMistake(knownFindings: findings) }
    if !builder.findings.isEmpty { builder.flagMisreadNames() }
  }

  /// Reads the builder's text; returns whether the brackets are unbalanced in a way that indentation may explain better.
  static func read(into builder: inout DocumentBuilder, trustingIndentation: Bool) -> Bool {
    let storage = builder.source.storage
    return unsafe storage.withUnsafeBytes { bytes in
      // Safe: the storage is never empty, outlives the closure, and is padded; `byte(_:)` and `word(_:)` are the only loads, at
      // offsets that never exceed `count`.
      var reader = unsafe JSONReader(
        builder: builder.take(), text: bytes.baseAddress.unsafelyUnwrapped, count: builder.source.count)
      reader.builder.reserveNodes()
      reader.trustsIndentation = trustingIndentation
      reader.run()
      let isUnbalanced = reader.unbalanced
      let guessesStructure = reader.guessesStructure
      builder = reader.builder
      // A quote that is missing anywhere may turn text into structure and structure into text: no position is certain.
      if guessesStructure { for index in builder.findings.indices { builder.findings[index].edits = [] } }
      return isUnbalanced
    }
  }

  private init(builder: consuming DocumentBuilder, text: UnsafeRawPointer, count: Int) {
    self.builder = builder
    unsafe self.text = text
    self.count = count
  }

  // MARK: The machine

  private mutating func run() {
    if builder.source.hasByteOrderMark { at = 3 }
    skipBlanks()
    var state = at == count ? recoverEmpty() : endOfTemplateTag(at) == nil ? .value : recoverStart()
    while true {
      switch state {
      case .value:
        skipBlanks()
        state = readValue()
      case .afterValue:
        skipBlanks()
        state = readDelimiter()
      case .name:
        skipBlanks()
        state = byte(at) == UInt8(ascii: "\"") && !trustsIndentation ? readName() : recoverName(first: false)
      case .firstName:
        skipBlanks()
        switch byte(at) {
        case UInt8(ascii: "\"") where !trustsIndentation: state = readName()
        case UInt8(ascii: "}") where !trustsIndentation: state = closeContainer()
        default: state = recoverName(first: true)
        }
      case .firstItem:
        skipBlanks()
        state = byte(at) == UInt8(ascii: "]") ? closeContainer() : readValue()
      case .done:
        skipBlanks()
        if at == count { return }
        state = recoverAfterDocument()
      case .stopped:
        closeAll()
        return
      }
    }
  }

  @inline(__always)
  private mutating func readDelimiter() -> State {
    let byte = byte(at)
    if byte == UInt8(ascii: ",") {
      lastComma = at
      at &+= 1
      return inObject ? .name : .value
    }
    if byte == (inObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) && !trustsIndentation { return closeContainer() }
    return recoverAfterValue()
  }

  /// Reads a name that starts with a double quote, and its colon.
  @inline(__always)
  mutating func readName() -> State {
    let start = at
    // Most names are short: they end within the first eight bytes, and only these are hashed.
    let word = word(start &+ 1)
    let matches = Self.specialBytes(in: word)
    var end = start &+ 1
    if matches == 0 { end = plainEnd(from: start &+ 9) } else { end &+= matches.trailingZeroBitCount &>> 3 }
    guard byte(end) == UInt8(ascii: "\"") else { return recoverEscapedName() }
    at = end &+ 1
    if matches != 0, word & 0xFF != UInt64(UInt8(ascii: "_")), end > start &+ 1 {
      let short = word & (((matches & (0 &- matches)) &>> 7) &- 1)
      // Safe: the range lies inside the padded text.
      let symbol = unsafe builder.symbols.find(text + start + 1, short: short, end &- start &- 1)
      name = Name(symbol: symbol ?? builder.internLocal(start &+ 1..<end), start: start, end: at, flags: [])
    } else {
      name = name(from: start &+ 1, to: end)
      name.start = start
      name.end = at
    }
    return readColon()
  }

  @inline(__always)
  mutating func readColon() -> State {
    if byte(at) == UInt8(ascii: ":") {
      at &+= 1
    } else {
      lastEnd = at
      skipBlanks()
      guard byte(at) == UInt8(ascii: ":") else { return recoverColon() }
      at &+= 1
    }
    lastEnd = at
    return .value
  }

  /// Whether a range of bytes is the name of a companion: `_name` is the companion of `name`.
  @inline(__always)
  func isCompanion(from start: Int, to end: Int) -> Bool {
    byte(start) == UInt8(ascii: "_") && end &- start > 1
  }

  @inline(__always)
  private mutating func name(from start: Int, to end: Int) -> Name {
    let isCompanion = isCompanion(from: start, to: end)
    let start = isCompanion ? start &+ 1 : start
    // Safe: the range lies inside the padded text.
    let symbol = unsafe builder.symbols.find(text + start, count: end &- start) ?? builder.internLocal(start..<end)
    return Name(symbol: symbol, start: start, end: end, flags: isCompanion ? .companion : [])
  }

  @inline(__always)
  mutating func readValue() -> State {
    let start = at
    switch byte(start) {
    case UInt8(ascii: "\""):
      let end = plainEnd(from: start &+ 1)
      if byte(end) == UInt8(ascii: "\"") {
        at = end &+ 1
        return leaf(.string, from: start, flags: [])
      }
      return readEscapedString()
    case UInt8(ascii: "{"): return open(.object)
    case UInt8(ascii: "["): return open(.array)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return readNumber()
    case UInt8(ascii: "t"): return readLiteral("true", .true)
    case UInt8(ascii: "f"): return readLiteral("false", .false)
    case UInt8(ascii: "n"): return readLiteral("null", .null)
    default: return recoverValue()
    }
  }

  private mutating func readLiteral(_ literal: StaticString, _ form: Form) -> State {
    let length = literal.utf8CodeUnitCount
    // Safe: the literal has `length` bytes, and the text is padded by more.
    for index in 0..<length where unsafe byte(at &+ index) != literal.utf8Start[index] { return recoverValue() }
    guard !Self.isWord(byte(at &+ length)) else { return recoverValue() }
    let start = at
    at &+= length
    return leaf(form, from: start, flags: [])
  }

  private mutating func readNumber() -> State {
    let start = at
    var end = at
    if byte(end) == UInt8(ascii: "-") { end &+= 1 }
    let whole = end
    while byte(end).isDigit { end &+= 1 }
    var isValid = end > whole && (byte(whole) != UInt8(ascii: "0") || end == whole &+ 1)
    if byte(end) == UInt8(ascii: ".") {
      let fraction = end &+ 1
      end = fraction
      while byte(end).isDigit { end &+= 1 }
      isValid = isValid && end > fraction
    }
    if byte(end) | 0x20 == UInt8(ascii: "e") {
      end &+= 1
      if byte(end) == UInt8(ascii: "+") || byte(end) == UInt8(ascii: "-") { end &+= 1 }
      let exponent = end
      while byte(end).isDigit { end &+= 1 }
      isValid = isValid && end > exponent
    }
    guard isValid, !Self.isWord(byte(end)), !Self.isNumberPunctuation(byte(end)) else { return recoverNumber() }
    at = end
    return leaf(.number, from: start, flags: [])
  }

  // MARK: Nodes

  /// Appends a primitive that ends at the current position.
  @inline(__always)
  mutating func leaf(_ form: Form, from start: Int, flags: NodeFlags) -> State {
    let index = append(form, from: start, flags: flags)
    lastEnd = at
    if name.symbol == .resourceType && inObject && form == .string && name.flags.isEmpty { markResource(index) }
    return container == Self.noContainer ? .done : .afterValue
  }

  @inline(__always)
  private mutating func append(_ form: Form, from start: Int, flags: NodeFlags) -> UInt32 {
    if inObject {
      return builder.append(
        form, named: name.symbol, in: container, flags: flags.union(name.flags), nameRange: name.start..<name.end,
        valueRange: start..<at)
    }
    let symbol = container == Self.noContainer ? Symbol.none : builder.nodes[Int(container)].name
    return builder.append(
      form, named: symbol, in: container == Self.noContainer ? 0 : container, flags: flags, nameRange: 0..<0,
      valueRange: start..<at)
  }

  private mutating func markResource(_ value: UInt32) {
    let record = builder.nodes[Int(value)]
    let quotes = record.flags.contains(.unquoted) ? 0 : 1
    let start = Int(record.valueStart) + quotes
    let range = start..<max(start, Int(record.valueEnd) - quotes)
    let object = builder.nodes[Int(container)]
    // Elsewhere `resourceType` is an ordinary element, for example in ExampleScenario.instance.
    guard object.name == .none || builder.canContainResource(object.name), !object.flags.contains(.resource) else { return }
    builder.mark(container, asResource: type(range))
  }

  /// The symbol of the type in a range of bytes.
  private mutating func type(_ range: Range<Int>) -> Symbol {
    if plainEnd(from: range.lowerBound) < range.upperBound {
      return builder.intern(JSONEscapes.decoded(builder.source.storage[range]))
    }
    // Safe: the range lies inside the padded text.
    return unsafe builder.symbols.find(text + range.lowerBound, count: range.count) ?? builder.internLocal(range)
  }

  mutating func open(_ form: Form) -> State {
    guard depth < builder.limits.depth else { return stopTooDeep() }
    let start = at
    at &+= 1
    let index = append(form, from: start, flags: [])
    lastEnd = at
    depth &+= 1
    container = index
    inObject = form == .object
    return inObject ? .firstName : .firstItem
  }

  /// Closes the container at its closing bracket.
  @inline(__always)
  mutating func closeContainer() -> State {
    at &+= 1
    lastEnd = at
    return leaveContainer()
  }

  /// Closes the container after the last token, with or without a bracket.
  mutating func leaveContainer() -> State {
    let closed = container
    builder.close(closed, at: lastEnd)
    if inObject { finishObject(closed) }
    depth &-= 1
    guard depth > 0 else {
      container = Self.noContainer
      inObject = false
      return .done
    }
    container = builder.nodes[Int(closed)].parent
    inObject = builder.nodes[Int(container)].form == .object
    return .afterValue
  }

  mutating func closeAll() {
    while container != Self.noContainer { _ = leaveContainer() }
  }
}
