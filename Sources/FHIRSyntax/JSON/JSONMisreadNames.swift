import Findings

extension DocumentBuilder {
  /// Flags the names in JSON that may be parts of values.
  mutating func flagMisreadNames() {
    var doubts: [MisreadNames.Doubt] = []
    for finding in findings where JSONRules.doubtful.contains(finding.code) {
      let reachesLineEnd = JSONRules.doubtfulLines.contains(finding.code)
      doubts.append(MisreadNames.Doubt(range: clamped(finding.range), reachesLineEnd: reachesLineEnd))
    }
    if findings.count >= limits.findings, let last = findings.last {
      // Further errors may have been omitted.
      doubts.append(MisreadNames.Doubt(range: clamped(last.range.lowerBound..<source.count)))
    }
    guard !doubts.isEmpty else { return }
    var names = MisreadNames(doubts, of: source)
    for index in nodes.indices where isUnknown(nodes[index]) {
      let node = nodes[index]
      let isFirst = Int(node.parent) == index - 1
      let before = index == 0 ? 0 : isFirst ? nodes[index - 1].valueStart : nodes[index - 1].valueEnd
      let start = min(Int(before), Int(node.nameStart))
      if names.mayBeValue(start...max(start, Int(node.valueStart)), nameStart: Int(node.nameStart)) {
        nodes[index].flags.insert(.misread)
      }
    }
  }
}
