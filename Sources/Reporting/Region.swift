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
  /// Other places that are related to the finding.
  var related: [Related]

  struct Related {
    var start: Position
    var end: Position
    var text: String
  }
}

extension Report {
  /// The findings with the starts and ends of their ranges, in report order. Takes time linear in the text even if all of it is
  /// one line.
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
    let related = relatedPlaces(of: placed.map(\.finding), in: lines)
    func byteColumn(_ offset: Int) -> Int { max(1, offset - lines.range(ofLine: lines.line(of: offset)).lowerBound + 1) }
    return zip(zip(placed, ends), related).map { item, related in
      let (item, end) = item
      return Region(
        finding: item.finding, start: item.position, end: end, startByte: byteColumn(item.finding.range.lowerBound),
        endByte: byteColumn(item.finding.range.upperBound), related: related)
    }
  }

  /// The related places of each finding.
  private func relatedPlaces(of findings: [Finding], in lines: LineTable) -> [[Region.Related]] {
    let offsets = findings.flatMap(\.related).flatMap { [$0.range.lowerBound, $0.range.upperBound] }.sorted()
    if offsets.isEmpty { return findings.map { _ in [] } }
    let positions = Dictionary(zip(offsets, lines.positions(ofSorted: offsets))) { first, _ in first }
    func position(_ offset: Int) -> Position {
      let position = positions[offset] ?? Position(line: 1, column: 1)
      return Position(line: position.line + firstLine - 1, column: position.column)
    }
    return findings.map { finding in
      finding.related.map {
        Region.Related(start: position($0.range.lowerBound), end: position($0.range.upperBound), text: $0.text)
      }
    }
  }
}
