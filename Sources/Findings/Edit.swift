/// A text edit: it replaces a range of bytes.
///
/// A finding that can be fixed in only one way carries the edits that fix it. They belong together: either all are applied, or
/// none.
public struct Edit: Sendable, Hashable {
  /// The bytes to replace, in the source of the finding's report; empty for an insertion.
  public package(set) var range: Range<Int>
  /// The replacement, as UTF-8.
  public package(set) var replacement: String

  /// Replaces the bytes of the source in `range`; an empty range inserts.
  package init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = replacement
  }

  /// Whether two edits touch, so that they cannot both be applied.
  func touches(_ other: Edit) -> Bool {
    range.lowerBound <= other.range.upperBound && other.range.lowerBound <= range.upperBound
  }

  /// Applies edits that do not touch each other; all other bytes are unchanged.
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

  /// The findings whose edits can be applied together, and those edits. Of findings whose edits touch, the first is taken.
  package static func compatible(_ findings: [Finding]) -> (findings: [Finding], edits: [Edit]) {
    var chosen: [Finding] = []
    var edits: [Edit] = []
    for finding in findings where !finding.edits.isEmpty {
      let isIncluded = finding.edits.allSatisfy(edits.contains)
      guard isIncluded || !finding.edits.contains(where: { edit in edits.contains { $0.touches(edit) } }) else { continue }
      chosen.append(finding)
      if !isIncluded { edits += finding.edits }
    }
    return (chosen, edits)
  }
}
