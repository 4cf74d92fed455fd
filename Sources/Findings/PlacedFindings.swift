extension Report {
  /// One finding for each rule of each finding, by position, severity and code.
  package var separatedFindings: [Finding] {
    if findings.allSatisfy(\.further.isEmpty) { return findings }
    return findings.flatMap(\.separated).sorted { $0.precedes($1) }
  }

  /// The findings with their positions, sorted; `lines` is the source's. Findings at the same position keep their order.
  package func placed(in lines: LineTable) -> [(finding: Finding, position: Position)] {
    let isSorted = zip(findings, findings.dropFirst()).allSatisfy { $0.range.lowerBound <= $1.range.lowerBound }
    // `sorted` of the standard library is stable.
    let sorted = isSorted ? findings : findings.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var positions = lines.positions(ofSorted: sorted.map(\.range.lowerBound))
    for index in positions.indices { positions[index].line += firstLine - 1 }
    return zip(sorted, positions).map { ($0, $1) }
  }

  /// The findings with the lines and columns of their first bytes, by position.
  public var placedFindings: [(finding: Finding, position: Position)] {
    // No line table is made if there are none.
    findings.isEmpty ? [] : placed(in: LineTable(source))
  }
}
