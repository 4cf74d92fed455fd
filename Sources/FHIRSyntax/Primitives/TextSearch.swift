extension String {
  /// Where a text first stands in this one, byte for byte; `nil` where it does not. (The standard library's search
  /// takes longer to get ready than a payload takes to check.)
  package func firstIndex(of text: String) -> String.Index? {
    let wanted = Array(text.utf8)
    var index = utf8.startIndex
    while index < utf8.endIndex {
      if utf8[index...].starts(with: wanted) { return index }
      index = utf8.index(after: index)
    }
    return nil
  }

  /// Whether a text stands in this one, byte for byte.
  package func has(_ text: String) -> Bool { firstIndex(of: text) != nil }
}
