import FHIRSyntax
import Findings

/// A fingerprint of a body's content: bodies that differ only in whitespace, escapes or the order of JSON members have the same
/// fingerprint.
///
/// Computed from the last node to the first, so that it takes linear time at any nesting depth.
enum ContentFingerprint {
  /// The fingerprint of a body, with its `document` if it was read as FHIR; nil if there is no body.
  static func of(_ body: MessageBody?, _ document: Document?) -> Int? {
    guard let body else { return nil }
    guard let document, document.root != nil else { return body.bytes.hashValue }
    // A tree recovered from syntax errors may not show the difference between two bodies.
    guard document.findings.isEmpty else { return withoutBlanks(document.source.bytes).hashValue }
    return of(document)
  }

  private static func of(_ document: Document) -> Int {
    var inner = [Int](repeating: 0, count: document.nodes.count)
    var outermost = 0
    for index in document.nodes.indices.reversed() {
      let record = document.nodes[index]
      let node = Node(index: UInt32(index))
      var hasher = Hasher()
      hasher.combine(document.name(of: node))
      hasher.combine(record.form)
      hasher.combine(document.value(of: node))
      hasher.combine(inner[index])
      let hash = hasher.finalize()
      if index == 0 {
        outermost = hash
      } else {
        let parent = Int(record.parent)
        let isOrdered = document.format == .xml && !record.flags.contains(.xmlAttribute) || document.nodes[parent].form == .array
        inner[parent] = isOrdered ? joined(inner[parent], hash) : inner[parent] &+ hash
      }
    }
    return outermost
  }

  private static func joined(_ first: Int, _ second: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(first)
    hasher.combine(second)
    return hasher.finalize()
  }

  /// A text without the whitespace outside quotes.
  private static func withoutBlanks(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isQuoted = false
    var isEscaped = false
    for byte in bytes {
      if !isQuoted && byte <= 0x20 { continue }
      result.append(byte)
      if byte == UInt8(ascii: "\"") && !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && byte == UInt8(ascii: "\\") && !isEscaped
    }
    return result
  }
}
