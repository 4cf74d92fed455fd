import Findings

/// Names, prefixes and namespaces.
extension XMLTreeBuilder {
  mutating func symbol(_ range: Range<Int>) -> Symbol {
    // Safe: the range is text, and the text is padded.
    if let symbol = unsafe builder.symbols.find(UnsafeRawPointer(text + range.lowerBound), count: range.count) { return symbol }
    let symbol = builder.internLocal(sourceRange(range))
    let count = Int(symbol.rawValue - builder.symbols.count) + 1
    if count > localNameCount {
      localNameCount = count
      checkNameCount()
    }
    return symbol
  }

  @inline(__always)
  func language(of uri: UnsafePointer<UInt8>?) -> Language {
    guard let uri = unsafe uri else { return .foreign }
    // Equal pointers mean equal texts, since the open element keeps its text alive.
    if let parent = open.last, unsafe parent.uri == uri { return parent.language }
    // Safe: libxml2 terminates its strings with a zero byte.
    if unsafe Self.equal(uri, "http://hl7.org/fhir") { return .fhir }
    return unsafe Self.equal(uri, "http://www.w3.org/1999/xhtml") ? .xhtml : .foreign
  }

  private static func equal(_ string: UnsafePointer<UInt8>, _ text: StaticString) -> Bool {
    // Safe: the comparison ends at the first difference, at the latest at the zero byte.
    text.withUTF8Buffer { text in
      for index in text.indices where unsafe string[index] != text[index] { return false }
      return unsafe string[text.count] == 0
    }
  }

  /// Reports a prefix once per document: the missing declaration is one mistake.
  mutating func reportUndefinedPrefix(_ range: Range<Int>) {
    let range = sourceRange(range)
    guard builder.findings.count < builder.limits.findings else { return }
    guard undefinedPrefixes.insert(builder.source.string(range)).inserted else { return }
    builder.report(XMLRules.undefinedPrefix.finding(range, "this prefix is not bound to a namespace"))
  }
}
