import Findings

/// The source line of a finding, cut to fit a screen, and where to underline it.
///
///     3 |   "status": "arrived",
///                     ^^^^^^^^^
///
/// Tabs are four columns, control characters are escaped, everything else is one column. A range of several lines is
/// underlined to the end of the first. The cost depends only on the text shown, however long the line.
struct SourceExcerpt {
  /// The maximum number of characters shown of a line.
  static let width = 120
  /// How many characters precede the range if a long line is cut.
  static let lead = 40

  let text: OutputBuffer
  /// The start of the underline, in characters of `text` from 0.
  let indent: Int
  /// The length of the underline, at least 1.
  let length: Int

  /// The excerpt for a range of a line, both in bytes of the source.
  init(of range: Range<Int>, line: Range<Int>, in source: SourceText) {
    let start = min(max(range.lowerBound, line.lowerBound), line.upperBound)
    let end = max(start, min(range.upperBound, line.upperBound))
    var shown = line
    if source.offset(line.lowerBound, movedBy: Self.width, within: line) < line.upperBound {
      let lead = source.offset(start, movedBy: -Self.lead, within: line)
      shown = lead..<source.offset(lead, movedBy: Self.width, within: line)
    }
    var text = OutputBuffer()
    if shown.lowerBound > line.lowerBound { text.append("…") }
    text.append(untrusted: source.displayed(shown.lowerBound..<start))
    indent = text.text.unicodeScalars.count
    text.append(untrusted: source.displayed(start..<min(end, shown.upperBound)))
    length = max(1, text.text.unicodeScalars.count - indent)
    text.append(untrusted: source.displayed(min(end, shown.upperBound)..<shown.upperBound))
    if shown.upperBound < line.upperBound { text.append("…") }
    self.text = text
  }
}

extension SourceText {
  /// The offset that is `distance` code points after `start`, or before it if negative, within a range.
  fileprivate func offset(_ start: Int, movedBy distance: Int, within range: Range<Int>) -> Int {
    var offset = start
    var left = abs(distance)
    let step = distance < 0 ? -1 : 1
    while left > 0, distance < 0 ? offset > range.lowerBound : offset < range.upperBound {
      offset += step
      if offset == range.lowerBound || offset == range.upperBound || storage[offset] & 0xC0 != 0x80 { left -= 1 }
    }
    return offset
  }

  /// A range of the text as reports show it, with tabs expanded.
  fileprivate func displayed(_ range: Range<Int>) -> String {
    var text = ""
    for scalar in shown(range).unicodeScalars {
      if scalar == "\t" { text += "    " } else { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
