import FHIRSyntax

/// Reads a path of a rule file.
///
///     path := Head ( '.' step )*
///     step := name | name'[x]' | header | 'where(' term ( 'and' term )* ')' | 'ofType(' Type ')' | 'resolve()'
///           | 'descendants()' | 'first()'
///     header := "header('Name')"
///     term := ( '$this' | ( name | header ) ( '.' ( name | header ) )* ) ( '=' | '!=' ) 'text'
///           | ... '.exists()' | ... '.exists().not()' | ... ".startsWith('text')"
struct ElementQueryParser {
  struct Failure: Error {
    var problem: String
  }

  private let text: [UInt8]
  private let symbols: SymbolTable
  private var index = 0

  /// The compiled path. Presence is counted per element at `per`, a prefix of the path, by default the path without its last
  /// name.
  static func parse(_ text: String, per: String? = nil, symbols: SymbolTable) throws(Failure) -> ElementQuery {
    var parser = ElementQueryParser(text: Array(text.utf8), symbols: symbols)
    let (head, steps) = try parser.path()
    var contextSteps = steps.lastIndex { if case .child = $0 { true } else { false } } ?? 0
    // A header field is counted per message, even if the message has no fields.
    if contextSteps > 0, case .child(let name) = steps[contextSteps], name.isHeader { contextSteps -= 1 }
    if let per {
      guard text == per || text.hasPrefix(per + ".") else { throw Failure(problem: "'\(per)' is not a prefix of '\(text)'") }
      contextSteps = try parse(per, symbols: symbols).steps.count
    }
    return ElementQuery(head: head, steps: steps, contextSteps: contextSteps, text: text)
  }

  private init(text: [UInt8], symbols: SymbolTable) {
    self.text = text
    self.symbols = symbols
  }

  private mutating func path() throws(Failure) -> (ElementQuery.Head, [ElementQuery.Step]) {
    let head = try word()
    guard let first = head.utf8.first, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first else {
      throw Failure(problem: "a path must begin with a resource type or 'Resource', not with '\(head)'")
    }
    var steps: [ElementQuery.Step] = []
    steps.reserveCapacity(4)
    while index < text.count {
      try expect(".")
      try step(into: &steps)
    }
    return (head == "Resource" ? .any : .type(name(head)), steps)
  }

  private mutating func step(into steps: inout [ElementQuery.Step]) throws(Failure) {
    let word = try word()
    guard skip("(") else { return steps.append(.child(name(word))) }
    switch word {
    case "header":
      for name in try header() { steps.append(.child(name)) }
    case "where":
      var terms = [try term()]
      while skipWord("and") { terms.append(try term()) }
      try expect(")")
      steps.append(.matching(terms))
    case "ofType":
      let type = name(try self.word())
      try expect(")")
      steps.append(.ofType(type))
    case "resolve", "descendants", "first":
      try expect(")")
      steps.append(word == "resolve" ? .resolve : word == "first" ? .first : .descendants)
    default: throw Failure(problem: "unknown function '\(word)()' in a path")
    }
  }

  /// The rest of `header('Name')`: the object with the fields, and the field.
  private mutating func header() throws(Failure) -> [ElementQuery.Name] {
    let field = try literal()
    try expect(")")
    return [name("header"), ElementQuery.Name(text: field, symbol: nil, isChoice: false, isHeader: true)]
  }

  private mutating func term() throws(Failure) -> ElementQuery.Term {
    skipBlanks()
    var path: [ElementQuery.Name] = []
    if skip("$") {
      guard try word() == "this" else { throw Failure(problem: "expected '$this'") }
    } else {
      let word = try word()
      if word == "header", skip("(") { path = try header() } else { path.append(name(word)) }
    }
    while skip(".") {
      let word = try word()
      guard skip("(") else {
        path.append(name(word))
        continue
      }
      switch word {
      case "header": path += try header()
      case "exists":
        try expect(")")
        guard skip(".") else { return ElementQuery.Term(path: path, condition: .exists) }
        guard try self.word() == "not" else { throw Failure(problem: "expected 'not()' after 'exists()'") }
        try expect("(")
        try expect(")")
        return ElementQuery.Term(path: path, condition: .absent)
      case "startsWith":
        let text = try literal()
        try expect(")")
        return ElementQuery.Term(path: path, condition: .startsWith(text))
      default: throw Failure(problem: "unknown function '\(word)()' in a condition")
      }
    }
    skipBlanks()
    let differs = skip("!")
    try expect("=")
    let text = try literal()
    return ElementQuery.Term(path: path, condition: differs ? .differs(text) : .equals(text))
  }

  private mutating func name(_ word: String) -> ElementQuery.Name {
    let isChoice = skip("[")
    if isChoice {
      _ = skip("x")
      _ = skip("]")
    }
    return ElementQuery.Name(text: word, symbol: isChoice ? nil : symbols.symbol(word), isChoice: isChoice)
  }

  private mutating func literal() throws(Failure) -> String {
    skipBlanks()
    try expect("'")
    let start = index
    while index < text.count, text[index] != UInt8(ascii: "'") { index += 1 }
    let literal = String(decoding: text[start..<index], as: UTF8.self)
    try expect("'")
    return literal
  }

  private mutating func word() throws(Failure) -> String {
    let start = index
    while index < text.count, Self.isWordCharacter(text[index]) { index += 1 }
    guard index > start else { throw Failure(problem: "expected a name at character \(start + 1) of the path") }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  private static func isWordCharacter(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_")
  }

  private mutating func skipBlanks() {
    while index < text.count, text[index] == UInt8(ascii: " ") { index += 1 }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard index < text.count, UInt32(text[index]) == character.value else { return false }
    index += 1
    return true
  }

  private mutating func skipWord(_ word: String) -> Bool {
    skipBlanks()
    guard text[index...].starts(with: word.utf8) else { return false }
    index += word.utf8.count
    skipBlanks()
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Failure) {
    if character == ")" || character == "=" { skipBlanks() }
    guard skip(character) else { throw Failure(problem: "expected '\(character)' at character \(index + 1) of the path") }
  }
}
