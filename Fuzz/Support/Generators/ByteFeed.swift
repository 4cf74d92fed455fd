/// A fuzzer's bytes, from which a generator draws its decisions.
///
/// Once all bytes have been drawn, every draw returns its first alternative, so that generators terminate.
struct ByteFeed {
  private var bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    self.bytes = bytes[...]
  }

  /// Whether all bytes have been drawn.
  var isEmpty: Bool { bytes.isEmpty }

  /// A number below a count of at most 65,536.
  mutating func number(below count: Int) -> Int {
    guard count > 1, let low = bytes.popFirst() else { return 0 }
    guard count > 256 else { return Int(low) % count }
    return (Int(low) << 8 | Int(bytes.popFirst() ?? 0)) % count
  }

  /// True for one in `count` draws.
  mutating func chance(oneIn count: Int) -> Bool { number(below: count) == 1 }

  mutating func pick<Element>(_ choices: [Element], else fallback: Element) -> Element {
    choices.isEmpty ? fallback : choices[number(below: choices.count)]
  }

  mutating func text(_ choices: [String]) -> String { pick(choices, else: "") }

  /// At most `count` of the next bytes, verbatim.
  mutating func raw(upTo count: Int) -> ArraySlice<UInt8> {
    let taken = bytes.prefix(number(below: count + 1))
    bytes = bytes.dropFirst(taken.count)
    return taken
  }

  /// Removes, duplicates, overwrites or cuts off bytes of a text at positions chosen by the feed.
  mutating func corrupt(_ text: inout [UInt8]) {
    for _ in 0..<number(below: 4) where !text.isEmpty {
      let start = min(number(below: 65_536), text.count - 1)
      let end = min(start + 1 + number(below: 64), text.count)
      switch number(below: 4) {
      case 0: text.removeSubrange(start..<end)
      case 1: text.insert(contentsOf: text[start..<end], at: start)
      case 2: text.replaceSubrange(start..<end, with: Array(raw(upTo: 16)))
      default: text.removeSubrange(start...)
      }
    }
  }
}
