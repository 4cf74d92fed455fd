/// Where the bytes of a mended text stand in the original.
///
///     original   <a b=1><c></a>           runs  mended  original  length
///     mended     <a b="1"><c></c></a>           0       0         5         <a b=
///                                               6       5         1         1
///                                               8       6         4         ><c>
///                                               16      10        4         </a>
///
/// What was written in between stands, in the original, where the run before it ends.
struct OffsetMap {
  struct Run {
    let mended: Int
    let original: Int
    let length: Int
  }

  /// The runs of bytes that both texts have, in order, the first at 0; none where the texts are the same.
  private let runs: [Run]

  /// The map of a text that is as it was.
  static let identity = OffsetMap(runs: [])

  init(runs: [Run]) {
    self.runs = runs
  }

  /// Where bytes of the mended text stand in the original.
  @inline(__always)
  func original(_ range: Range<Int>) -> Range<Int> {
    if runs.isEmpty { return range }
    let start = original(startingAt: range.lowerBound)
    // The end is that of the last byte: what was inserted behind it is none of it.
    let end = range.isEmpty ? start : original(startingAt: range.upperBound - 1, behind: true)
    return start..<max(start, end)
  }

  private func original(startingAt offset: Int, behind: Bool = false) -> Int {
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].mended <= offset { low = middle } else { high = middle }
    }
    let run = runs[low]
    return run.original + min(max(offset - run.mended, 0) + (behind ? 1 : 0), run.length)
  }
}
