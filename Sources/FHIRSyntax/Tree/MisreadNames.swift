import Findings

/// Finds the names in a malformed text that may be parts of values: `Smithson` in
///
///     { "family", "Smithson" }
///     <text value="Ada "Smithson" Jones"/>
///
/// Such a name is defined by no specification and is next to a syntax error or, if the error makes it unclear which quotes open a
/// string, anywhere after the error on the same line. These names are hidden like values.
struct MisreadNames {
  /// The position of an error, and whether the rest of its line is in doubt, too.
  struct Doubt {
    var range: Range<Int>
    var reachesLineEnd = false
  }

  private let source: SourceText
  /// Sorted by start.
  private let doubts: [Doubt]
  private var position = 0
  /// The highest end of the errors passed so far.
  private var reach = -1
  /// The end of the last line in doubt.
  private var lineEnd = -1

  init(_ doubts: [Doubt], of source: SourceText) {
    self.source = source
    self.doubts = doubts.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Whether a name may be part of a value: an error is inside or at the bounds of a range that contains the name, or the name is
  /// on a line in doubt. Names must be tested in the order of the text.
  mutating func mayBeValue(_ range: ClosedRange<Int>, nameStart: Int) -> Bool {
    while position < doubts.count, doubts[position].range.lowerBound <= range.upperBound {
      let doubt = doubts[position]
      reach = max(reach, doubt.range.upperBound)
      if doubt.reachesLineEnd, doubt.range.upperBound > lineEnd {
        lineEnd =
          source.storage[doubt.range.upperBound..<source.count].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? source.count
      }
      position += 1
    }
    return reach >= range.lowerBound || nameStart < lineEnd
  }
}

extension DocumentBuilder {
  /// Flags the unknown names in the given ranges of XML, which are in doubt.
  mutating func flagMisreadNames(in ranges: [Range<Int>]) {
    if ranges.isEmpty { return }
    var names = MisreadNames(ranges.map { MisreadNames.Doubt(range: clamped($0)) }, of: source)
    for index in nodes.indices where isUnknown(nodes[index]) {
      let start = Int(nodes[index].nameStart)
      if names.mayBeValue(start...start, nameStart: start) { nodes[index].flags.insert(.misread) }
    }
  }

  /// Whether the text has a name for this node (not for an array item), and no specification defines it. XML reserves the prefix
  /// `xml`, as in `xml:lang`.
  func isUnknown(_ node: NodeRecord) -> Bool {
    guard node.name.rawValue >= symbols.count, node.nameStart < node.nameEnd else { return false }
    return !source.storage[clamped(Int(node.nameStart)..<Int(node.nameEnd))].starts(with: "xml:".utf8)
  }

  /// A range inside the text.
  func clamped(_ range: Range<Int>) -> Range<Int> { range.clamped(to: 0..<source.count) }
}
