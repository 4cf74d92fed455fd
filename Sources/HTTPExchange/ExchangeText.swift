import FHIRSyntax
package import Findings

/// The text that all ranges of a tree refer to: the file, followed by text that does not occur in it verbatim.
///
///     the file | derived values | decoded bodies
package struct ExchangeText {
  /// Bytes that follow the file, and the part of the file that they come from.
  private struct Segment {
    var start: Int
    var count: Int
    var sourceMap: SourceMap
  }

  private let file: SourceText
  private var bytes: [UInt8]
  private var segments: [Segment] = []
  /// The ranges of the derived values in the text.
  private(set) var values: [String: Range<Int>] = [:]

  package init(_ file: SourceText) {
    self.file = file
    bytes = Array(file.bytes)
  }

  /// The text.
  package var source: SourceText { SourceText(name: file.name, bytes: bytes) }

  /// Adds a derived value, such as the id in a URL, unless it was already added; findings about it are reported at a range of the
  /// file.
  mutating func add(_ value: String, of range: Range<Int>) {
    guard values[value] == nil else { return }
    values[value] = append(value.utf8, .whole(range))
  }

  /// Adds the parts of a URL parameter; findings about them refer to its position in the file.
  mutating func add(_ parameter: URLParameter) -> URLParameter.Ranges {
    let sourceMap = SourceMap.whole(parameter.range)
    let value = append(parameter.value.utf8, sourceMap)
    let prefixEnd = value.lowerBound + (parameter.prefix?.utf8.count ?? 0)
    return URLParameter.Ranges(
      whole: parameter.range, name: append(parameter.name.utf8, sourceMap), value: value,
      prefix: parameter.prefix == nil ? nil : value.lowerBound..<prefixEnd, operand: prefixEnd..<value.upperBound,
      written: append(parameter.written.utf8, sourceMap))
  }

  /// Adds the document of a body, and returns the start of its text.
  mutating func add(_ document: Document?, of body: MessageBody?) -> Int {
    guard let document, let body else { return 0 }
    // A text that was changed to make it readable cannot be mapped to the file.
    let isUnchanged = document.source.count == body.bytes.count
    if isUnchanged, let shift = body.sourceMap.shift { return shift }
    return append(document.source.bytes, isUnchanged ? body.sourceMap : .whole(body.range)).lowerBound
  }

  /// Adds a text that the file contains in an encoded form, and returns its start; findings about it refer to the file.
  mutating func add(_ other: SourceText, of range: Range<Int>) -> Int { append(other.bytes, .whole(range)).lowerBound }

  /// Adds a text that is not in the file, and returns its start.
  package mutating func add(_ other: SourceText) -> Int { append(other.bytes, .whole(0..<0)).lowerBound }

  private mutating func append(_ more: some Collection<UInt8>, _ sourceMap: SourceMap) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: more)
    segments.append(Segment(start: start, count: bytes.count - start, sourceMap: sourceMap))
    return start..<bytes.count
  }

  /// The range of the file that a range of the text comes from.
  func fileRange(of range: Range<Int>) -> Range<Int> {
    let index = segments.firstIndex(pastThose: { $0.start <= range.lowerBound })
    guard range.lowerBound >= file.count, index > 0 else { return range }
    let segment = segments[index - 1]
    let end = max(range.lowerBound, min(range.upperBound, segment.start + segment.count))
    return segment.sourceMap.fileRange(of: range.lowerBound - segment.start..<end - segment.start)
  }
}
