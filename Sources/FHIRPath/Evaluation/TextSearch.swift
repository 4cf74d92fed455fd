/// Finds a text in another, in time linear in the lengths of both (Knuth, Morris and Pratt).
///
///     part       a b a b c
///     fallback   0 0 1 2 0     the length of the longest prefix of the part that ends at this character
struct TextSearch {
  private let part: [Unicode.Scalar]
  private let fallback: [Int]

  init(_ part: String) {
    self.part = Array(part.unicodeScalars)
    var fallback = Array(repeating: 0, count: self.part.count)
    var matched = 0
    for index in self.part.indices.dropFirst() {
      while matched > 0, self.part[index] != self.part[matched] { matched = fallback[matched - 1] }
      if self.part[index] == self.part[matched] { matched += 1 }
      fallback[index] = matched
    }
    self.fallback = fallback
  }

  /// The positions at which the text occurs in another, in order; the empty text occurs at every position, including the end.
  func matches(in whole: [Unicode.Scalar]) -> Matches { Matches(search: self, whole: whole) }

  func first(in text: String) -> Int? {
    var matches = matches(in: Array(text.unicodeScalars))
    return matches.next()
  }

  struct Matches: Sequence, IteratorProtocol {
    fileprivate let search: TextSearch
    fileprivate let whole: [Unicode.Scalar]
    private var index = 0
    private var matched = 0

    fileprivate init(search: TextSearch, whole: [Unicode.Scalar]) {
      self.search = search
      self.whole = whole
    }

    mutating func next() -> Int? {
      let part = search.part
      if part.isEmpty {
        defer { index += 1 }
        return index <= whole.count ? index : nil
      }
      while index < whole.count {
        while matched > 0, matched == part.count || whole[index] != part[matched] { matched = search.fallback[matched - 1] }
        if whole[index] == part[matched] { matched += 1 }
        index += 1
        if matched == part.count { return index - part.count }
      }
      return nil
    }
  }
}
