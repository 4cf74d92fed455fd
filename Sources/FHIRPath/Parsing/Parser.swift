import FHIRSyntax

/// Parses an expression with the grammar of FHIRPath N1.
struct Parser {
  private let tokens: [Token]
  private let symbols: SymbolTable
  private let dialect: Dialect
  private var index = 0
  private var depth = 0

  /// Limits that protect the stack; real expressions are shorter and less nested.
  private static let maxDepth = 100
  private static let maxTokens = 2000

  static func syntax(of text: String, _ symbols: SymbolTable, _ dialect: Dialect) throws(FHIRPathError) -> Syntax {
    let tokens = try Lexer.tokens(of: text)
    guard tokens.count <= maxTokens else {
      throw FHIRPathError(.tooCostly, "the expression has more than \(maxTokens) tokens", at: tokens[maxTokens].offset)
    }
    var parser = Parser(tokens: tokens, symbols: symbols, dialect: dialect)
    let syntax = try parser.expression(0)
    guard parser.token.kind == .end else { throw parser.error("unexpected '\(parser.token.text)'") }
    return syntax
  }

  private init(tokens: [Token], symbols: SymbolTable, dialect: Dialect) {
    self.tokens = tokens
    self.symbols = symbols
    self.dialect = dialect
  }

  private var token: Token { tokens[min(index, tokens.count - 1)] }

  private func error(_ problem: String) -> FHIRPathError {
    token.kind == .end
      ? FHIRPathError(.syntax, "unexpected end of the expression", at: token.offset)
      : FHIRPathError(.syntax, problem, at: token.offset)
  }

  private func at(_ symbol: String) -> Bool { token.kind == .symbol && token.text == symbol }

  private mutating func take(_ symbol: String) -> Bool {
    guard at(symbol) else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ symbol: String) throws(FHIRPathError) {
    guard take(symbol) else { throw error("expected '\(symbol)', found '\(token.text)'") }
  }

  // MARK: Operators

  private mutating func expression(_ minimumPrecedence: Int) throws(FHIRPathError) -> Syntax {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.maxDepth else {
      throw FHIRPathError(.tooCostly, "the expression is nested too deeply", at: token.offset)
    }
    var left = try prefix()
    while true {
      let offset = token.offset
      if token.kind == .identifier, token.text == "is" || token.text == "as", Operator.typePrecedence >= minimumPrecedence {
        let isTest = token.text == "is"
        index += 1
        left = .typeTest(left, try typeName(), isTest: isTest, offset: offset)
        continue
      }
      guard let found = infix, found.precedence >= minimumPrecedence else { return left }
      index += 1
      left = .binary(found, left, try expression(found.precedence + 1), offset: offset)
    }
  }

  private var infix: Operator? {
    switch token.kind {
    case .symbol, .identifier: Operator(rawValue: token.text)
    default: nil
    }
  }

  private mutating func prefix() throws(FHIRPathError) -> Syntax {
    let offset = token.offset
    if take("-") {
      let operand = try prefixed()
      if case .literal(let item) = operand, let negated = item.negated { return .literal(negated) }
      return .negation(operand, offset: offset)
    }
    if take("+") { return .plus(try prefixed(), offset: offset) }
    return try path()
  }

  /// The operand of a sign, which binds more tightly than any operator.
  private mutating func prefixed() throws(FHIRPathError) -> Syntax {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.maxDepth else {
      throw FHIRPathError(.tooCostly, "the expression is nested too deeply", at: token.offset)
    }
    return try prefix()
  }

  // MARK: Paths

  private mutating func path() throws(FHIRPathError) -> Syntax {
    var syntax = try term()
    while true {
      let offset = token.offset
      if take(".") {
        syntax = try invocation(on: syntax, isLeading: false)
      } else if take("[") {
        syntax = .indexer(syntax, try expression(0), offset: offset)
        try expect("]")
      } else {
        return syntax
      }
    }
  }

  private mutating func term() throws(FHIRPathError) -> Syntax {
    let token = token
    switch token.kind {
    case .string:
      index += 1
      return .literal(.string(token.text))
    case .number: return try number()
    case .date:
      index += 1
      guard let value = PartialDate.literal(token.text) else {
        throw FHIRPathError(.syntax, "invalid date or time", at: token.offset)
      }
      return .literal(value)
    case .symbol:
      if take("(") {
        let inside = try expression(0)
        try expect(")")
        return inside
      }
      if take("{") {
        try expect("}")
        return .empty
      }
      if take("%") { return try variable(token.offset) }
    case .identifier where token.text == "true" || token.text == "false":
      index += 1
      return .literal(.boolean(token.text == "true"))
    case .identifier, .quoted, .end: break
    }
    return try invocation(on: .this, isLeading: true)
  }

  private mutating func variable(_ offset: Int) throws(FHIRPathError) -> Syntax {
    guard token.kind == .identifier || token.kind == .quoted || token.kind == .string else {
      throw error("expected a name after '%'")
    }
    let name = token.text
    index += 1
    return Constants.value(of: name).map { .literal(.string($0)) } ?? .variable(name, offset: offset)
  }

  private mutating func number() throws(FHIRPathError) -> Syntax {
    let token = token
    index += 1
    guard let value = Decimal(token.text) else { throw FHIRPathError(.syntax, "this number is too large", at: token.offset) }
    if self.token.kind == .string {
      let unit = self.token.text
      index += 1
      return .literal(.quantity(Quantity(value, .code(unit))))
    }
    if self.token.kind == .identifier, let unit = CalendarUnit(named: self.token.text) {
      index += 1
      return .literal(.quantity(Quantity(value, .calendar(unit))))
    }
    if !token.text.utf8.contains(UInt8(ascii: ".")), let integer = Int(token.text) { return .literal(.integer(integer)) }
    return .literal(.decimal(value))
  }

  private mutating func invocation(on base: Syntax, isLeading: Bool) throws(FHIRPathError) -> Syntax {
    let offset = token.offset
    if take("$") {
      let name = token.text
      index += 1
      switch name {
      case "this": return .this
      case "index": return .index
      case "total": return .total
      default: throw FHIRPathError(.syntax, "unknown variable '$\(name)'", at: offset)
      }
    }
    guard token.kind == .identifier || token.kind == .quoted || token.kind == .string && !isLeading && dialect.quotesNames else {
      throw error("expected a name, found '\(token.text)'")
    }
    let name = token.text
    index += 1
    guard take("(") else {
      return .member(base, Syntax.Name(symbol: symbols.symbol(name), text: name, isLeading: isLeading, offset: offset))
    }
    guard let function = Function(named: name) else {
      throw FHIRPathError(.semantic, "unknown function '\(name)'", at: offset)
    }
    if case .type(let function) = function {
      let type = try typeName()
      try expect(")")
      return switch function {
      case .ofType: .typeFilter(base, type, offset: offset)
      case .is: .typeTest(base, type, isTest: true, offset: offset)
      case .as: .typeTest(base, type, isTest: false, offset: offset)
      }
    }
    var arguments: [Syntax] = []
    if !take(")") {
      repeat {
        arguments.append(try expression(0))
        if function == .perItem(.sort) { takeDirection(of: &arguments) }
      } while take(",")
      try expect(")")
    }
    guard function.argumentCounts ~= arguments.count else {
      let count = arguments.count == 1 ? "1 argument" : "\(arguments.count) arguments"
      throw FHIRPathError(.semantic, "'\(name)' does not take \(count)", at: offset)
    }
    return .call(base, function, arguments, offset: offset)
  }

  /// Parses `asc` or `desc` after a key of `sort`.
  private mutating func takeDirection(of keys: inout [Syntax]) {
    guard token.kind == .identifier, token.text == "asc" || token.text == "desc", let key = keys.popLast() else { return }
    keys.append(token.text == "desc" ? .negation(key, offset: token.offset) : key)
    index += 1
  }

  // MARK: Types

  private mutating func typeName() throws(FHIRPathError) -> TypeName {
    guard token.kind == .identifier || token.kind == .quoted else { throw error("expected a type, found '\(token.text)'") }
    let first = token.text
    index += 1
    guard at("."), index + 1 < tokens.count, first == "System" || first == "FHIR" else {
      return TypeName(namespace: nil, name: first)
    }
    index += 1
    guard token.kind == .identifier || token.kind == .quoted else { throw error("expected a type, found '\(token.text)'") }
    let name = token.text
    index += 1
    return TypeName(namespace: first, name: name)
  }
}
