import FHIRSyntax

/// The parts of a rule file that are not needed to recognise and check payloads: everything in a `pack.json` but the head, and
/// the examples in a table. Packs that are in use are read completely.
extension RuleFile {
  /// The members of a table and of its rows that contain only examples.
  static let exampleMembers: Set<String> = ["passes", "fails", "example"]
  /// The members of a `pack.json` that `PackHead` consists of.
  private static let headMembers: Set<String> = [
    "id", "title", "release", "editions", "includes", "detects", "ownProfiles", "otherProfiles",
  ]

  var isPack: Bool { name == "pack.json" || name.hasSuffix("/pack.json") }

  /// The byte ranges of these parts, in ascending order. The file is valid without these ranges.
  package var detailRanges: [Range<Int>] {
    let document = Document.read(read(), symbols: .wellKnown, limits: Limits())
    guard let root = document.root else { return [] }
    if isPack { return Self.ranges(of: root, in: document) { !Self.headMembers.contains($0) } }
    var ranges = Self.ranges(of: root, in: document, where: Self.exampleMembers.contains)
    for child in document.children(of: root) where document.name(of: child) == "rules" {
      for row in document.children(of: child) {
        ranges += Self.ranges(of: row, in: document, where: Self.exampleMembers.contains)
      }
    }
    return ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The ranges of the members of an object that `isWanted` selects, each with one comma. If it selects all, the last is kept.
  private static func ranges(of object: Node, in document: Document, where isWanted: (String) -> Bool) -> [Range<Int>] {
    let members = Array(document.children(of: object))
    var ranges: [Range<Int>] = []
    var hasOther = false
    for (index, member) in members.enumerated() {
      guard isWanted(document.name(of: member)) else {
        hasOther = true
        continue
      }
      let range: Range<Int>
      if hasOther {
        range = document.valueRange(of: members[index - 1]).upperBound..<document.valueRange(of: member).upperBound
      } else if index + 1 < members.count {
        range = document.headRange(of: member).lowerBound..<document.headRange(of: members[index + 1]).lowerBound
      } else {
        continue
      }
      if let last = ranges.last, last.upperBound == range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    return ranges
  }
}
