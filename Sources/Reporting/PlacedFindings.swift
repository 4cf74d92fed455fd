public import FHIRSyntax

extension Report {
  /// The findings with their places, by place; `lines` is the source's. The order of findings at one place is kept.
  func placed(in lines: LineTable) -> [(finding: Finding, position: Position)] {
    let isSorted = zip(findings, findings.dropFirst()).allSatisfy { $0.range.lowerBound <= $1.range.lowerBound }
    // `sorted` of the standard library is stable.
    let sorted = isSorted ? findings : findings.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var positions = lines.positions(ofSorted: sorted.map(\.range.lowerBound))
    for index in positions.indices { positions[index].line += firstLine - 1 }
    return zip(sorted, positions).map { finding, position in
      var finding = finding
      // A place outside any resource has no path.
      if finding.element == "" { finding.element = nil }
      return (finding, position)
    }
  }

  /// The findings with their places; no line table is made where there are none.
  public var placedFindings: [(finding: Finding, position: Position)] {
    findings.isEmpty ? [] : placed(in: LineTable(source))
  }
}
