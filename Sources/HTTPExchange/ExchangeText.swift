import FHIRSyntax
package import Findings

/// One text for all that a tree points at: a file, and behind it what does not stand in the file as it is.
///
///     the file | words of ours | bodies, decoded
package struct ExchangeText {
  /// Bytes behind the file, and where they come from.
  private struct Segment {
    var start: Int
    var count: Int
    var places: PlaceMap
  }

  private let file: SourceText
  private var bytes: [UInt8]
  private var segments: [Segment] = []
  /// Where the words of ours stand.
  private(set) var words: [String: Range<Int>] = [:]

  package init(_ file: SourceText) {
    self.file = file
    bytes = Array(file.bytes)
  }

  /// The text.
  package var source: SourceText { SourceText(name: file.name, bytes: bytes) }

  /// Adds a word of ours, unless it is there; what is found at it is told of a place of the file.
  mutating func add(_ word: String, of place: Range<Int>) {
    guard words[word] == nil else { return }
    words[word] = append(word.utf8, .whole(place))
  }

  /// Adds a body that was read, and says where its text begins.
  mutating func add(_ document: Document?, of body: MessageBody?) -> Int {
    guard let document, let body else { return 0 }
    // A text that had to be changed to be read at all has no places of its own.
    let isAsItWas = document.source.count == body.bytes.count
    if isAsItWas, let shift = body.places.shift { return shift }
    return append(document.source.bytes, isAsItWas ? body.places : .whole(body.range)).lowerBound
  }

  /// Adds a text that does not stand in the file, and says where it begins.
  package mutating func add(_ other: SourceText) -> Int { append(other.bytes, .whole(0..<0)).lowerBound }

  private mutating func append(_ more: some Collection<UInt8>, _ places: PlaceMap) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: more)
    segments.append(Segment(start: start, count: bytes.count - start, places: places))
    return start..<bytes.count
  }

  /// Where a range of the text stands in the file.
  func file(_ range: Range<Int>) -> Range<Int> {
    let index = segments.firstIndex(pastThose: { $0.start <= range.lowerBound })
    guard range.lowerBound >= file.count, index > 0 else { return range }
    let segment = segments[index - 1]
    let end = max(range.lowerBound, min(range.upperBound, segment.start + segment.count))
    return segment.places.file(range.lowerBound - segment.start..<end - segment.start)
  }
}
