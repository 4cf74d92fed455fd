import FHIRSyntax
import Findings

/// The position of the resource in the XML element `<resource>` of a Parameters resource.
struct ContainedXML {
  /// The offsets of the resource's start tag, of the end of the name in this tag, and of `</resource>`.
  let start: Int
  let nameEnd: Int
  let end: Int
  /// The namespace declarations in scope that the resource's start tag does not replace, as ranges of the source.
  let inherited: [Range<Int>]
  /// Whether the outermost element is in the FHIR namespace.
  let isInFHIR: Bool
  /// Whether there is text between the tag `<resource>` and the resource.
  let followsText: Bool

  /// Finds the resource in a well-formed text, given the range of the element `<resource>`; nil if it contains no element.
  init?(in range: Range<Int>, of source: SourceText) {
    let bytes = source.bytes
    guard let end = bytes[range].lastIndex(of: UInt8(ascii: "<")) else { return nil }
    var tags = XMLTags(source)
    var open: [XMLTags.Tag] = []
    while let tag = tags.next(), tag.nameEnd <= end {
      if tag.isEnd {
        _ = open.popLast()
      } else if let parent = open.last, let root = open.first, parent.start >= range.lowerBound {
        var known = Set(tag.namespaces.map(\.prefix))
        inherited = open.reversed().flatMap(\.namespaces).filter { known.insert($0.prefix).inserted }.map(\.declaration)
        isInFHIR = root.namespaces.contains { $0.prefix == root.prefix && $0.name == "http://hl7.org/fhir" }
        (start, nameEnd, self.end, followsText) = (tag.start, tag.nameEnd, end, tag.followsText)
        return
      } else if !tag.isEmpty {
        open.append(tag)
      }
    }
    return nil
  }
}

/// The tags of a well-formed XML text, in order.
struct XMLTags: IteratorProtocol {
  struct Namespace {
    /// Empty for the default namespace.
    var prefix: String
    var name: String
    /// The range of the attribute that declares it.
    var declaration: Range<Int>
  }

  struct Tag {
    var start: Int
    var nameEnd: Int
    var prefix: String
    var namespaces: [Namespace] = []
    var isEnd = false
    var isEmpty = false
    /// Whether there is text between the previous tag and this one.
    var followsText = false
  }

  private let source: SourceText
  private var offset = 0
  private var hasText = false

  init(_ source: SourceText) { self.source = source }

  mutating func next() -> Tag? {
    while true {
      let textStart = offset
      guard moveTo("<") else { return nil }
      let start = offset
      if source.bytes[textStart..<start].contains(where: { $0 > 0x20 }) { hasText = true }
      if has("<!--") {
        offset += 4
        guard movePast("-->") else { return nil }
      } else if has("<?") {
        guard movePast("?>") else { return nil }
      } else if has("<![CDATA[") {
        hasText = true
        guard movePast("]]>") else { return nil }
      } else {
        var tag = tag(from: start)
        tag?.followsText = hasText
        hasText = false
        return tag
      }
    }
  }

  private mutating func tag(from start: Int) -> Tag? {
    offset = start + 1
    let isEnd = has("/")
    if isEnd { offset += 1 }
    let name = readName()
    let parts = name.split(separator: ":", maxSplits: 1)
    var tag = Tag(start: start, nameEnd: offset, prefix: parts.count == 2 ? String(parts[0]) : "", isEnd: isEnd)
    while true {
      skipWhitespace()
      if has(">") {
        offset += 1
        break
      }
      if has("/>") {
        offset += 2
        tag.isEmpty = true
        break
      }
      let attributeStart = offset
      let attribute = readName()
      skipWhitespace()
      guard !attribute.isEmpty, has("=") else { return nil }
      offset += 1
      skipWhitespace()
      let quote: StaticString = has("'") ? "'" : "\""
      guard has(quote) else { return nil }
      offset += 1
      let valueStart = offset
      guard moveTo(quote) else { return nil }
      let value = valueStart..<offset
      offset += 1
      if attribute == "xmlns" || attribute.hasPrefix("xmlns:") {
        tag.namespaces.append(
          Namespace(prefix: String(attribute.dropFirst(6)), name: source.string(value), declaration: attributeStart..<offset))
      }
    }
    return tag
  }

  // MARK: Text

  private func has(_ text: StaticString) -> Bool {
    // Safe: the buffer is valid inside this closure.
    text.withUTF8Buffer { unsafe source.bytes[min(offset, source.count)...].starts(with: $0) }
  }

  private mutating func moveTo(_ text: StaticString) -> Bool {
    while offset < source.count {
      if has(text) { return true }
      offset += 1
    }
    return false
  }

  private mutating func movePast(_ text: StaticString) -> Bool {
    guard moveTo(text) else { return false }
    offset += text.utf8CodeUnitCount
    return true
  }

  private mutating func skipWhitespace() {
    while offset < source.count, source.bytes[offset] <= 0x20 { offset += 1 }
  }

  /// Reads a name, which ends before whitespace, `=`, `/` or `>`.
  private mutating func readName() -> String {
    let start = offset
    while offset < source.count, ![UInt8(ascii: "="), UInt8(ascii: "/"), UInt8(ascii: ">")].contains(source.bytes[offset]),
      source.bytes[offset] > 0x20
    {
      offset += 1
    }
    return source.string(start..<offset)
  }
}
