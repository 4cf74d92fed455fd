import FHIRSyntax
import Findings

/// A comment, processing instruction or XML declaration before or after the root of an XML document. It is not part of the tree.
struct OuterMarkup {
  enum Kind {
    case declaration
    case instruction
    case comment
  }

  var kind: Kind
  var range: Range<Int>

  /// All markup outside the root, in document order.
  static func all(of document: Document) -> [OuterMarkup] {
    guard document.format == .xml, let root = document.root else { return [] }
    let record = document.record(root)
    let before = all(in: 0..<Int(record.nameStart), of: document)
    // The recorded range of an element with a `value` attribute is the range of the attribute: the end of the element is unknown.
    return record.form == .attribute ? before : before + all(in: Int(record.valueEnd)..<document.source.count, of: document)
  }

  private static func all(in range: Range<Int>, of document: Document) -> [OuterMarkup] {
    guard range.upperBound <= document.source.count else { return [] }
    var found: [OuterMarkup] = []
    let bytes = document.source.storage[range]
    var offset = range.lowerBound
    while let start = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) {
      let isComment = bytes[start...].starts(with: "<!--".utf8)
      let isInstruction = bytes[start...].starts(with: "<?".utf8)
      let end = isComment || isInstruction ? Self.end(of: isComment ? "-->" : "?>", in: bytes[start...]) : start + 1
      if isComment {
        found.append(OuterMarkup(kind: .comment, range: start..<end))
      } else if isInstruction {
        let isDeclaration = start <= 3 && bytes[start...].starts(with: "<?xml ".utf8)
        found.append(OuterMarkup(kind: isDeclaration ? .declaration : .instruction, range: start..<end))
      }
      offset = end
    }
    return found
  }

  /// The offset after the first occurrence of a text; the end if it does not occur.
  private static func end(of text: StaticString, in bytes: ArraySlice<UInt8>) -> Int {
    let wanted = text.description.utf8
    var offset = bytes.startIndex + 2
    while offset < bytes.endIndex {
      if bytes[offset...].starts(with: wanted) { return offset + wanted.count }
      offset += 1
    }
    return bytes.endIndex
  }
}
