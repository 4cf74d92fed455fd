/// A change of a text: bytes in place of other bytes.
///
/// A finding that can be mended in one way alone carries the edits that mend it. They belong together: all are made, or
/// none.
public struct Edit: Sendable, Hashable {
  /// The bytes that go, in the source of the finding's report; empty where something is only put in.
  public var range: Range<Int>
  /// What comes in their place, as UTF-8.
  public var replacement: String

  /// Replaces the bytes of the source in `range`; an empty range inserts.
  public init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }

  /// Whether two edits are too near each other to be made at once.
  func touches(_ other: Edit) -> Bool {
    range.lowerBound <= other.range.upperBound && other.range.lowerBound <= range.upperBound
  }

  /// Makes edits that do not touch each other; all other bytes stay as they are.
  package static func apply(_ edits: [Edit], to bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.utf8.count })
    var done = bytes.startIndex
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let range = edit.range.clamped(to: done..<bytes.endIndex)
      result += bytes[done..<range.lowerBound]
      result += edit.replacement.utf8
      done = range.upperBound
    }
    return result + bytes[done...]
  }

  /// The findings whose edits can be made at once, the first of any that touch, and these edits.
  package static func compatible(_ findings: [Finding]) -> (findings: [Finding], edits: [Edit]) {
    var chosen: [Finding] = []
    var edits: [Edit] = []
    for finding in findings where !finding.edits.isEmpty {
      let isMade = finding.edits.allSatisfy(edits.contains)
      guard isMade || !finding.edits.contains(where: { edit in edits.contains { $0.touches(edit) } }) else { continue }
      chosen.append(finding)
      if !isMade { edits += finding.edits }
    }
    return (chosen, edits)
  }
}
