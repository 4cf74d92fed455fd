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

  /// The findings whose edits can be applied together, and those edits, by ascending position. If the edits of two findings touch
  /// but are not the same, only the first finding is included.
  package static func compatible(_ findings: [Finding]) -> (findings: [Finding], edits: [Edit]) {
    var chosen: [Finding] = []
    var edits: [Edit] = []
    for finding in findings where !finding.edits.isEmpty {
      // No two chosen edits overlap, so those that touch a given edit are adjacent in `edits`.
      func touching(_ edit: Edit) -> ArraySlice<Edit> {
        var start = edits.firstIndex(pastThose: { $0.range.upperBound < edit.range.lowerBound })
        let first = start
        while start < edits.count, edits[start].range.lowerBound <= edit.range.upperBound { start += 1 }
        return edits[first..<start]
      }
      let isIncluded = finding.edits.allSatisfy { touching($0).contains($0) }
      guard isIncluded || finding.edits.allSatisfy({ touching($0).isEmpty }) else { continue }
      chosen.append(finding)
      if isIncluded { continue }
      for edit in finding.edits {
        edits.insert(edit, at: edits.firstIndex(pastThose: { $0.range.lowerBound <= edit.range.lowerBound }))
      }
    }
    return (chosen, edits)
  }
}
