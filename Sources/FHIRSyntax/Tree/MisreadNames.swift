import Findings

/// Finds the names in a broken text that may be parts of values: `Smithson` in
///
///     { "family", "Smithson" }
///     <text value="Ada "Smithson" Jones"/>
///
/// These are names that no specification defines, next to a syntax error or, if the error leaves it open which quotes open a
/// string, after it on the same line. They are hidden like values.
struct MisreadNames {
  /// The position of an error, and whether the rest of its line is in doubt, too.
  struct Doubt {
    var range: Range<Int>
    var reachesLineEnd = false
  }

  private let source: SourceText
  /// In ascending order of their start.
  private let doubts: [Doubt]
  private var position = 0
  /// The end of the errors before the last name.
  private var reach = -1
  /// The end of the line that is in doubt.
  private var lineEnd = -1

  init(_ doubts: [Doubt], of source: SourceText) {
    self.source = source
    self.doubts = doubts.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Whether an error is inside or at the bounds of a range that contains a name, or the name is on a line in doubt. Names must be
  /// tested in the order of the text.
  mutating func touch(_ range: ClosedRange<Int>, name: Int) -> Bool {
    while position < doubts.count, doubts[position].range.lowerBound <= range.upperBound {
      let doubt = doubts[position]
      reach = max(reach, doubt.range.upperBound)
      if doubt.reachesLineEnd, doubt.range.upperBound > lineEnd {
        lineEnd =
          source.storage[doubt.range.upperBound..<source.count].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? source.count
      }
      position += 1
    }
    return reach >= range.lowerBound || name < lineEnd
  }
}

extension DocumentBuilder {
  /// Flags the names in these ranges of XML, which are in doubt.
  mutating func flagMisreadNames(in ranges: [Range<Int>]) {
    if ranges.isEmpty { return }
    var names = MisreadNames(ranges.map { MisreadNames.Doubt(range: clamped($0)) }, of: source)
    for index in nodes.indices where isUnknown(nodes[index]) {
      let start = Int(nodes[index].nameStart)
      if names.touch(start...start, name: start) { nodes[index].flags.insert(.misread) }
    }
  }

  /// Whether a node has a name of its own that no specification defines. XML reserves the prefix `xml`, as in `xml:lang`.
  func isUnknown(_ node: NodeRecord) -> Bool {
    guard node.name.rawValue >= symbols.count, node.nameStart < node.nameEnd else { return false }
    return !source.storage[clamped(Int(node.nameStart)..<Int(node.nameEnd))].starts(with: "xml:".utf8)
  }

  /// A range inside the text.
  func clamped(_ range: Range<Int>) -> Range<Int> { range.clamped(to: 0..<source.count) }
}
