import FHIRSyntax
import Findings

extension ReportBuilder {
  /// Moves findings about an element that has the wrong form, or is empty, to the place of that finding, so that they can be
  /// merged. All findings must be about one document.
  mutating func gatherAtMalformed() {
    if !findings.contains(where: { $0.refusal == .content }) { return }
    var places: [Node: Range<Int>] = [:]
    for finding in findings where finding.refusal == .content {
      if let node = finding.node, places[node] == nil { places[node] = finding.range }
    }
    for index in findings.indices {
      let finding = findings[index]
      guard finding.refusal == .content || !finding.isAboutForm else { continue }
      if let place = finding.node.flatMap({ places[$0] }) { findings[index].range = place }
    }
  }
}

extension Finding {
  /// Whether it is about formatting: other findings there are about other errors.
  var isAboutForm: Bool { family.map { [.json, .xml, .structure].contains($0) } ?? false }
}
