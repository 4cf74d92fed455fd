extension Report {
  /// One finding for each rule of each finding, by position, severity and code.
  package var separatedFindings: [Finding] {
    if findings.allSatisfy(\.further.isEmpty) { return findings }
    return findings.flatMap(\.separated).sorted { $0.precedes($1) }
  }

  /// The findings, which are sorted, with their positions; `lines` is the line table of the source.
  package func placed(in lines: LineTable) -> [(finding: Finding, position: Position)] {
    var positions = lines.positions(ofSorted: findings.map(\.range.lowerBound))
    for index in positions.indices { positions[index].line += firstLine - 1 }
    return zip(findings, positions).map { ($0, $1) }
  }

  /// The findings with the lines and columns of their first bytes, by position.
  public var placedFindings: [(finding: Finding, position: Position)] {
    // No line table is made if there are none.
    findings.isEmpty ? [] : placed(in: LineTable(source))
  }
}
