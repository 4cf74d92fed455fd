import Findings

/// Maps the bytes of a decoded text to the file that it was decoded from.
///
///     file       "text": "{\"a\": 1}"              runs   decoded  file
///     decoded    {"a": 1}                                 0..<1    +9, +10       {
///                                                         1..<2    +10, +12      the escape \"
///                                                         2..<3    +12, +13      a   ...
package struct SourceMap: Sendable {
  /// Bytes that are contiguous in both texts; if the lengths differ, they are one unit in two encodings.
  struct Run: Sendable {
    var decoded: Int
    var decodedCount: Int
    var file: Int
    var fileCount: Int
  }

  private enum Kind: Sendable {
    /// The same bytes, starting at this offset of the file.
    case shifted(Int)
    /// Runs by ascending position, without overlaps.
    case runs([Run])
    /// Three bytes for each four base64 characters, without whitespace; `inner` maps the characters.
    case base64
    /// The range within which positions cannot be distinguished.
    case whole(Range<Int>)
  }

  private let kind: Kind
  /// Maps the positions of `kind` to positions in the file.
  private let inner: [SourceMap]

  private init(_ kind: Kind, inner: [SourceMap] = []) {
    self.kind = kind
    self.inner = inner
  }

  /// The map of a text that is in the file verbatim.
  package static func shifted(by offset: Int) -> SourceMap { SourceMap(.shifted(offset)) }

  /// The map of a text of which only the enclosing range is known.
  package static func whole(_ range: Range<Int>) -> SourceMap { SourceMap(.whole(range)) }

  static func runs(_ runs: [Run]) -> SourceMap { SourceMap(.runs(runs)) }

  /// The map of bytes decoded from base64; `characters` maps the base64 text to the file.
  static func base64(in characters: SourceMap) -> SourceMap { SourceMap(.base64, inner: [characters]) }

  /// The offset between the file's text and the decoded text, if it is the only difference.
  package var shift: Int? { if case .shifted(let offset) = kind { offset } else { nil } }

  /// Whether the decoded text is also readable in the file, except for escapes and chunks.
  package var isText: Bool {
    switch kind {
    case .shifted, .runs: true
    case .base64, .whole: false
    }
  }

  /// Whether parts of the decoded text can be located separately.
  package var hasPositions: Bool { if case .whole = kind { false } else { true } }

  /// The range of the file for a range of the decoded text.
  package func fileRange(of range: Range<Int>) -> Range<Int> {
    switch kind {
    case .whole(let whole): return whole
    case .shifted(let offset): return range.lowerBound + offset..<range.upperBound + offset
    case .base64:
      let first = range.lowerBound / 3 * 4 + range.lowerBound % 3
      let last = range.isEmpty ? first : (range.upperBound - 1) / 3 * 4 + (range.upperBound - 1) % 3 + 2
      return inner.first?.fileRange(of: first..<max(first, last)) ?? first..<max(first, last)
    case .runs(let runs):
      let start = Self.start(of: range.lowerBound, in: runs)
      let end = range.isEmpty ? start : Self.end(of: range.upperBound - 1, in: runs)
      return start..<max(start, end)
    }
  }

  /// The position in the decoded text for an offset of the file: the position of the byte written there, or of the nearest byte.
  /// Nil if positions cannot be distinguished.
  package func decodedOffset(of offset: Int) -> Int? {
    switch kind {
    case .whole: return nil
    case .shifted(let shift): return max(0, offset - shift)
    case .base64: return inner.first?.decodedOffset(of: offset).map { $0 / 4 * 3 + max(0, $0 % 4 - 1) }
    case .runs(let runs):
      let index = runs.firstIndex(pastThose: { $0.file <= offset })
      guard index > 0 else { return 0 }
      let run = runs[index - 1]
      if offset >= run.file + run.fileCount { return run.decoded + run.decodedCount }
      return run.decodedCount == run.fileCount ? run.decoded + (offset - run.file) : run.decoded
    }
  }

  private static func run(at offset: Int, in runs: [Run]) -> Run? {
    let index = runs.firstIndex(pastThose: { $0.decoded <= offset })
    return index > 0 ? runs[index - 1] : runs.first
  }

  /// The start of a decoded byte in the file.
  private static func start(of offset: Int, in runs: [Run]) -> Int {
    guard let run = run(at: offset, in: runs) else { return 0 }
    if offset >= run.decoded + run.decodedCount { return run.file + run.fileCount }
    return run.decodedCount == run.fileCount ? run.file + max(0, offset - run.decoded) : run.file
  }

  /// The end of a decoded byte in the file.
  private static func end(of offset: Int, in runs: [Run]) -> Int {
    guard let run = run(at: offset, in: runs) else { return 0 }
    return run.decodedCount == run.fileCount
      ? run.file + min(max(0, offset - run.decoded) + 1, run.fileCount) : run.file + run.fileCount
  }
}
