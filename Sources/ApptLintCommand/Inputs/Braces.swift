/// What braces stand for: `{a,b}c` is `ac` and `bc`.
enum Braces {
  /// The most texts that braces are spread out to; past it they are taken as they stand.
  private static let limit = 1_000

  /// All texts that a text stands for; the text itself where it has no braces with a comma in them.
  static func expanded(_ text: String) -> [String] {
    var texts = [text]
    var done: [String] = []
    while let text = texts.popLast() {
      guard done.count + texts.count < limit, let group = group(in: text) else {
        if !done.contains(text) { done.append(text) }
        continue
      }
      texts += group.choices.reversed().map { String(text[..<group.range.lowerBound] + $0 + text[group.range.upperBound...]) }
    }
    return done
  }

  /// The first pair of braces that has no other inside, and a comma.
  private static func group(in text: String) -> (range: Range<String.Index>, choices: [Substring])? {
    var start: String.Index?
    for index in text.indices {
      if text[index] == "{" { start = index }
      guard text[index] == "}", let open = start else { continue }
      let choices = text[text.index(after: open)..<index].split(separator: ",", omittingEmptySubsequences: false)
      if choices.count > 1 { return (open..<text.index(after: index), choices) }
      start = nil
    }
    return nil
  }
}
