extension String {
  /// The index of the first occurrence of a substring, compared byte for byte; nil if there is none. (Setting up the standard
  /// library's search takes longer than checking a payload.)
  package func firstIndex(of text: String) -> String.Index? {
    offset(of: text).map { utf8.index(utf8.startIndex, offsetBy: $0) }
  }

  /// Whether a substring occurs in this string, compared byte for byte.
  package func containsBytes(of text: String) -> Bool { offset(of: text) != nil }

  /// The number of bytes before the first occurrence of a substring; nil if there is none.
  private func offset(of text: String) -> Int? {
    let (bytes, wanted) = (utf8Span.span, text.utf8Span.span)
    if bytes.isEmpty || wanted.isEmpty { return bytes.isEmpty ? nil : 0 }
    let first = wanted[0]
    var start = 0
    while start + wanted.count <= bytes.count {
      if bytes[start] == first {
        var length = 1
        while length < wanted.count, bytes[start + length] == wanted[length] { length += 1 }
        if length == wanted.count { return start }
      }
      start += 1
    }
    return nil
  }
}
