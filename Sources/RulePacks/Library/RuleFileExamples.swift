import FHIRSyntax

/// The parts of a rule file that are only for documentation and tests.
extension RuleFile {
  /// The members of a rule file that contain only examples.
  static let exampleMembers: Set<String> = ["passes", "fails", "example"]

  /// The byte ranges of the examples of a table and of its rows, in ascending order. The file is valid without these ranges.
  package var exampleRanges: [Range<Int>] {
    let document = Document.read(read(), symbols: .wellKnown, limits: Limits())
    guard let root = document.root else { return [] }
    var ranges: [Range<Int>] = []
    func add(_ object: Node) {
      let members = Array(document.children(of: object))
      for (index, member) in members.enumerated() where Self.exampleMembers.contains(document.name(of: member)) {
        let range: Range<Int>
        // The range includes the comma before the member or, for the first member, the comma after it.
        if index > 0 {
          range = document.valueRange(of: members[index - 1]).upperBound..<document.valueRange(of: member).upperBound
        } else if members.count > 1 {
          range = document.headRange(of: member).lowerBound..<document.headRange(of: members[1]).lowerBound
        } else {
          continue
        }
        if let last = ranges.last, last.upperBound == range.lowerBound {
          ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
        } else {
          ranges.append(range)
        }
      }
    }
    add(root)
    for child in document.children(of: root) where document.name(of: child) == "rules" {
      for row in document.children(of: child) { add(row) }
    }
    return ranges.sorted { $0.lowerBound < $1.lowerBound }
  }
}
