import FHIRSyntax
import Findings

/// The parts of a FHIR body that may be shown: its markup, the names of its elements, and the values of the elements that FHIR
/// defines at their positions. All other text, such as comments and text after the resource, may contain credentials.
struct ShownBody {
  private let document: Document
  private let isDefined: (Node) -> Bool
  private(set) var ranges: [Range<Int>] = []
  /// The ranges of the narratives, in the order of the text.
  private var narratives: [Range<Int>] = []
  /// The starts of names that may be parts of values.
  private var misread: Set<Int> = []

  /// `isDefined` says whether FHIR defines the element at a node, and allows it to have a value if it has one.
  init(_ document: Document, _ isDefined: @escaping (Node) -> Bool) {
    self.document = document
    self.isDefined = isDefined
    guard let root = document.root else { return }
    let isXML = document.format == .xml
    let isResource = document.record(root).flags.contains(.resource)
    var index = 0
    while index < document.nodes.count {
      let node = Node(index: UInt32(index))
      let record = document.nodes[index]
      if record.flags.contains(.misread) {
        misread.insert(Int(record.nameStart))
      } else if !isXML, let name = document.nameRange(of: node) {
        ranges.append(name)
      }
      let isShown = index == 0 ? isResource : isDefined(node) || isHarmless(node)
      if isShown, record.flags.contains(.xhtml) {
        let range = extent(index)
        ranges.append(range)
        narratives.append(range)
      } else if isShown, document.hasValue(node) {
        ranges.append(document.valueRange(of: node))
      }
      index = isShown || record.form == .array ? index + 1 : max(index + 1, Int(record.next))
    }
    if isXML { showMarkup() }
  }

  /// Whether a node is a `resourceType` whose value is a known name.
  private func isHarmless(_ node: Node) -> Bool {
    guard document.hasValue(node), document.name(of: node) == "resourceType" else { return false }
    return document.value(of: node).map { document.symbols.symbol($0) != nil } ?? false
  }

  /// The range of a node, from its name to the end of its content.
  private func extent(_ index: Int) -> Range<Int> {
    let nodes = document.nodes
    let start = Int(nodes[index].nameStart < nodes[index].nameEnd ? nodes[index].nameStart : nodes[index].valueStart)
    var end = start
    for inner in index..<max(index + 1, Int(nodes[index].next)) {
      end = max(end, Int(nodes[inner].valueEnd), Int(nodes[inner].nameEnd))
    }
    return start..<end
  }

  // MARK: XML

  private static let namespaces = ["http://hl7.org/fhir", "http://www.w3.org/1999/xhtml"]

  /// Shows the brackets and names of tags, and the names of attributes.
  private mutating func showMarkup() {
    let bytes = document.source.bytes
    var narrative = narratives.makeIterator()
    var next = narrative.next()
    var index = bytes.startIndex
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      // Narrative is shown in full.
      while let range = next, range.upperBound <= open { next = narrative.next() }
      if let range = next, range.contains(open) {
        index = range.upperBound
        continue
      }
      index = showTag(at: open, in: bytes)
    }
  }

  /// Shows the brackets and names of the tag at an offset; returns its end. Comments, declarations and processing instructions
  /// are not shown.
  private mutating func showTag(at open: Int, in bytes: ArraySlice<UInt8>) -> Int {
    var index = open + 1
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "?") {
      return endOfMarkup(at: open, in: bytes)
    }
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: "/") { index += 1 }
    let nameStart = index
    index = endOfName(at: index, in: bytes)
    ranges.append(open..<(misread.contains(nameStart) ? nameStart : index))
    var attribute: Range<Int>?
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "<") {
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") {
        ranges.append(index..<index + 1)
        return index + 1
      }
      if byte == UInt8(ascii: "/") {
        ranges.append(index..<index + 1)
        index += 1
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        // The quotes are shown. The value is shown here only if it is the FHIR or XHTML namespace; others are shown with their
        // nodes.
        let close = bytes[(index + 1)...].firstIndex(of: byte) ?? bytes.endIndex
        ranges.append(index..<index + 1)
        if close < bytes.endIndex { ranges.append(close..<close + 1) }
        if let attribute, bytes[attribute].elementsEqual("xmlns=".utf8),
          Self.namespaces.contains(where: { bytes[(index + 1)..<close].elementsEqual($0.utf8) })
        {
          ranges.append(index + 1..<close)
        }
        attribute = nil
        index = min(close + 1, bytes.endIndex)
      } else {
        let end = endOfName(at: index, in: bytes)
        if end < bytes.endIndex, end > index, bytes[end] == UInt8(ascii: "="), !misread.contains(index) {
          attribute = index..<end + 1
          ranges.append(index..<end + 1)
        }
        index = max(end, index + 1)
      }
    }
    return index
  }

  /// The end of a comment, a CDATA section, a declaration or a processing instruction.
  private func endOfMarkup(at open: Int, in bytes: ArraySlice<UInt8>) -> Int {
    let rest = bytes[open...]
    let close: [UInt8] =
      if rest.starts(with: "<!--".utf8) { Array("-->".utf8) } else if rest.starts(with: "<![CDATA[".utf8) {
        Array("]]>".utf8)
      } else if rest.starts(with: "<?".utf8) { Array("?>".utf8) } else { Array(">".utf8) }
    var index = open
    while index + close.count <= bytes.endIndex {
      if bytes[index] == close[0], bytes[index...].starts(with: close) { return index + close.count }
      index += 1
    }
    return bytes.endIndex
  }

  /// The end of the name at an offset.
  private func endOfName(at start: Int, in bytes: ArraySlice<UInt8>) -> Int {
    bytes[start...].firstIndex { !(SecretText.isWord($0) || "-_.:".utf8.contains($0)) } ?? bytes.endIndex
  }
}
