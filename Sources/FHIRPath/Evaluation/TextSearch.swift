/// Finds a pattern in a text, in time linear in the lengths of both (Knuth, Morris and Pratt).
///
///     pattern    a b a b c
///     fallback   0 0 1 2 0     the length of the longest proper prefix of the pattern that ends here
struct TextSearch {
  private let pattern: [Unicode.Scalar]
  private let fallback: [Int]

  init(_ pattern: String) {
    self.pattern = Array(pattern.unicodeScalars)
    var fallback = Array(repeating: 0, count: self.pattern.count)
    var matched = 0
    for index in self.pattern.indices.dropFirst() {
      while matched > 0, self.pattern[index] != self.pattern[matched] { matched = fallback[matched - 1] }
      if self.pattern[index] == self.pattern[matched] { matched += 1 }
      fallback[index] = matched
    }
    self.fallback = fallback
  }

  /// The positions at which the pattern occurs in a text, in order; the empty pattern occurs at every position, including the end.
  func matches(in text: [Unicode.Scalar]) -> Matches { Matches(search: self, text: text) }

  func first(in text: String) -> Int? {
    var matches = matches(in: Array(text.unicodeScalars))
    return matches.next()
  }

  struct Matches: Sequence, IteratorProtocol {
    fileprivate let search: TextSearch
    fileprivate let text: [Unicode.Scalar]
    private var index = 0
    private var matched = 0

    fileprivate init(search: TextSearch, text: [Unicode.Scalar]) {
      self.search = search
      self.text = text
    }

    mutating func next() -> Int? {
      let pattern = search.pattern
      if pattern.isEmpty {
        defer { index += 1 }
        return index <= text.count ? index : nil
      }
      while index < text.count {
        while matched > 0, matched == pattern.count || text[index] != pattern[matched] { matched = search.fallback[matched - 1] }
        if text[index] == pattern[matched] { matched += 1 }
        index += 1
        if matched == pattern.count { return index - pattern.count }
      }
      return nil
    }
  }
}
