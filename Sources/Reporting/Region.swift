import Findings

/// A finding with the start and end of its range.
struct Region {
  var finding: Finding
  var start: Position
  /// The position after the last character.
  var end: Position
  /// The columns in bytes, from 1.
  var startByte: Int
  var endByte: Int
}

extension Report {
  /// The findings with the starts and ends of their ranges, in report order. Linear in the text even if all of it is one line.
  var regions: [Region] {
    findings.isEmpty ? [] : regions(in: LineTable(source))
  }

  func regions(in lines: LineTable) -> [Region] {
    let placed = placed(in: lines)
    let order = placed.indices.sorted { placed[$0].finding.range.upperBound < placed[$1].finding.range.upperBound }
    let positions = lines.positions(ofSorted: order.map { placed[$0].finding.range.upperBound })
    var ends = placed.map(\.position)
    for (index, position) in zip(order, positions) {
      ends[index] = Position(line: position.line + firstLine - 1, column: position.column)
    }
    func byteColumn(_ offset: Int) -> Int { max(1, offset - lines.range(ofLine: lines.line(of: offset)).lowerBound + 1) }
    return zip(placed, ends).map { item, end in
      Region(
        finding: item.finding, start: item.position, end: end, startByte: byteColumn(item.finding.range.lowerBound),
        endByte: byteColumn(item.finding.range.upperBound))
    }
  }
}
