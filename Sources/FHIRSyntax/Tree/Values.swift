import Findings

extension Document {
  /// Whether a node has a value: any primitive except null and unreadable values.
  package func hasValue(_ node: Node) -> Bool {
    switch record(node).form {
    case .string, .number, .true, .false, .attribute, .text: true
    case .object, .array, .null, .missing, .instruction: false
    }
  }

  /// The text of a primitive: a string decoded, a number as written, `true` or `false`. Nil if there is no value.
  package func value(of node: Node) -> String? {
    guard hasValue(node) else { return nil }
    let record = record(node)
    if record.form == .true || record.form == .false { return record.form == .true ? "true" : "false" }
    let range = textRange(of: node)
    guard record.flags.contains(.escaped) else { return source.string(range) }
    // The form decides, not the document's format: an assembled document can contain both.
    switch record.form {
    case .attribute, .text: return XMLEscapes.decoded(source.storage[range], isAttribute: record.form == .attribute)
    default: return JSONEscapes.decoded(source.storage[range])
    }
  }

  /// The bytes of a primitive's text as written, without quotes and with escapes undecoded.
  package func textRange(of node: Node) -> Range<Int> {
    let record = record(node)
    let quotes = record.form == .string && !record.flags.contains(.unquoted) ? 1 : 0
    return Int(record.valueStart) + quotes..<Int(record.valueEnd) - quotes
  }

  /// Whether a primitive has this text.
  package func value(of node: Node, is text: String) -> Bool {
    guard hasValue(node) else { return false }
    let record = record(node)
    // `True` is read as `true`, so the text may differ from the value.
    let isAsWritten = record.form != .true && record.form != .false && !record.flags.contains(.escaped)
    guard isAsWritten else { return value(of: node) == text }
    return source.storage[textRange(of: node)].elementsEqual(text.utf8)
  }

  /// The text of the first child element with the given name.
  package func value(_ name: Symbol, of node: Node) -> String? {
    element(name, of: node).flatMap { value(of: $0) }
  }
}
