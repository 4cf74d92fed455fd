import FHIRSyntax

/// The options of a check in a rule file.
struct CheckOptions {
  var object: RuleObject
  let symbols: SymbolTable

  mutating func string(_ key: StaticString) throws(RuleFileError) -> String { try object.string(key) }

  mutating func strings(_ key: StaticString) throws(RuleFileError) -> [String] {
    let strings = try object.strings(key)
    guard !strings.isEmpty else { throw object.error("the option '\(key)' is missing or empty") }
    return strings
  }

  mutating func path(_ key: StaticString) throws(RuleFileError) -> ElementQuery {
    try path(try object.string(key), of: key)
  }

  mutating func optionalPath(_ key: StaticString) throws(RuleFileError) -> ElementQuery? {
    guard let text = try object.optionalString(key) else { return nil }
    return try path(text, of: key)
  }

  /// The compiled paths of an option that is a string or an array of strings; empty if the option is absent.
  mutating func oneOrMorePaths(_ key: StaticString) throws(RuleFileError) -> [ElementQuery] {
    guard let node = object.member(key) else { return [] }
    if object.document.record(node).form == .array { return try paths(key) }
    return [try path(key)]
  }

  /// The compiled paths of an option that is an array of strings; empty if the option is absent.
  mutating func paths(_ key: StaticString) throws(RuleFileError) -> [ElementQuery] {
    var paths: [ElementQuery] = []
    for text in try object.strings(key) { paths.append(try path(text, of: key)) }
    return paths
  }

  func path(_ text: String, of key: StaticString) throws(RuleFileError) -> ElementQuery {
    do {
      return try ElementQueryParser.parse(text, symbols: symbols)
    } catch {
      throw object.error("in '\(key)': \(error.problem)")
    }
  }
}
