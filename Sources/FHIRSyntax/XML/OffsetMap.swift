/// Maps the bytes of a corrected text to the original.
///
///     original   <a b=1><c></a>           runs  corrected  original  length
///     corrected  <a b="1"><c></c></a>           0          0         5         <a b=
///                                               6          5         1         1
///                                               8          6         4         ><c>
///                                               16         10        4         </a>
///
/// Inserted text maps to the end of the run before it.
struct OffsetMap {
  struct Run {
    let corrected: Int
    let original: Int
    let length: Int
  }

  /// The runs of bytes common to both texts, in order, the first at 0; empty if the texts are equal.
  private let runs: [Run]

  /// The map of an unchanged text.
  static let identity = OffsetMap(runs: [])

  init(runs: [Run]) {
    self.runs = runs
  }

  /// The original range of bytes of the corrected text.
  @inline(__always)
  func original(_ range: Range<Int>) -> Range<Int> {
    if runs.isEmpty { return range }
    let start = original(startingAt: range.lowerBound)
    // The range ends after the original of the last byte: text inserted after that byte is not included.
    let end = range.isEmpty ? start : original(startingAt: range.upperBound - 1, after: true)
    return start..<max(start, end)
  }

  private func original(startingAt offset: Int, after: Bool = false) -> Int {
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].corrected <= offset { low = middle } else { high = middle }
    }
    let run = runs[low]
    return run.original + min(max(offset - run.corrected, 0) + (after ? 1 : 0), run.length)
  }
}
