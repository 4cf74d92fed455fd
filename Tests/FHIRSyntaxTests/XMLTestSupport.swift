import Findings

@testable import FHIRSyntax

/// A text in which `⟦` and `⟧` mark the ranges of the expected findings, and the findings' codes in that order.
struct MarkedText: Sendable, CustomStringConvertible {
  let marked: String
  let codes: [String]

  init(_ marked: String, _ codes: String...) {
    self.marked = marked
    self.codes = codes
  }

  var description: String { marked }

  /// The text without its marks.
  var text: String { marked.filter { $0 != "⟦" && $0 != "⟧" } }

  /// The expected findings, as code and byte range.
  var expected: [String] {
    var starts: [Int] = []
    var ranges: [Range<Int>] = []
    var offset = 0
    for character in marked {
      switch character {
      case "⟦": starts.append(offset)
      case "⟧": if let start = starts.popLast() { ranges.append(start..<offset) }
      default: offset += character.utf8.count
      }
    }
    ranges.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    return zip(codes, ranges).map { "\($0) \($1)" } + codes.dropFirst(ranges.count)
  }
}

func readXML(_ text: String, limits: Limits = Limits()) -> Document {
  Document.read(SourceText(name: "test.xml", text: text), limits: limits)
}

/// A document's findings as code and byte range, in order of position.
func findings(of document: Document) -> [String] {
  document.findings.sorted { ($0.range.lowerBound, $0.code) < ($1.range.lowerBound, $1.code) }.map { "\($0.code) \($0.range)" }
}

/// A document's tree, one line per node: name, form, flags, and the value in quotes.
func outline(_ document: Document) -> String {
  func lines(_ node: Node, _ indent: String) -> [String] {
    let record = document.record(node)
    let flags: [(NodeFlags, String)] = [
      (.escaped, "escaped"), (.xmlAttribute, "xmlAttribute"), (.xhtml, "xhtml"),
      (.foreignNamespace, "foreign"), (.surplusResource, "surplus"), (.duplicate, "duplicate"),
    ]
    var line = indent + document.name(of: node) + " \(record.form)"
    if let type = document.resourceType(of: node) { line += " resource=" + document.name(type) }
    for (flag, name) in flags where record.flags.contains(flag) { line += " " + name }
    if let value = document.value(of: node) { line += " \"" + value + "\"" }
    return [line] + document.children(of: node).flatMap { lines($0, indent + "  ") }
  }
  guard let root = document.root else { return "" }
  return lines(root, "").joined(separator: "\n")
}
