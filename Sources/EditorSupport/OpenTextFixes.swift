import ApptLint
import FHIRSyntax
package import Findings

extension OpenText {
  /// One edit that applies all safe fixes to a text; nil if there is nothing to fix. `lint` returns the report on a text, with
  /// all of its findings if the second argument is true.
  package static func fixingAll(_ source: SourceText, lintingAll lint: (SourceText, Bool) -> Report) -> Edit? {
    let fixed = AutoFix(source, lintingAll: lint)
    if fixed.fixed.isEmpty { return nil }
    let (old, new) = (source.bytes, fixed.source.bytes)
    // Only the range that differs is replaced, in whole characters.
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    while start > 0, start < old.count && old[start] & 0xC0 == 0x80 || start < new.count && new[start] & 0xC0 == 0x80 {
      start -= 1
    }
    var end = 0
    while end < old.count - start, end < new.count - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    while end > 0, old[old.count - end] & 0xC0 == 0x80 { end -= 1 }
    return Edit(start..<old.count - end, String(decoding: new[start..<new.count - end], as: UTF8.self))
  }

  /// The edit that adds the element that a finding reports as missing.
  package func addingMissing(_ finding: Finding, _ knowledge: EditorKnowledge) -> (name: String, edit: Edit)? {
    guard let name = finding.missing, let node = finding.node, isWellFormed, let tree = payload,
      node.index < tree.document.nodes.count
    else { return nil }
    let names = [name] + finding.missingInside
    return Skeleton.adding(names, to: node, in: tree, knowledge) { knowledge.fixedValue(of: report.packs, interactions, at: $0) }
      .map { (names.joined(separator: "."), $0) }
  }
}
