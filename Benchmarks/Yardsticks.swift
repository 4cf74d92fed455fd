import CLibXML2
import Foundation

/// References for reading the same bytes: a memory scan as the minimum, and common parsers.
enum Yardstick {
  /// Sums all bytes: no parser is faster than reading each byte once.
  static func scan(_ bytes: [UInt8]) -> Int {
    var sum: UInt64 = 0
    // Safe: only whole words inside the array are read.
    unsafe bytes.withUnsafeBytes { buffer in
      for index in stride(from: 0, to: buffer.count & ~7, by: 8) {
        unsafe sum &+= buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      }
    }
    return Int(truncatingIfNeeded: sum)
  }

  /// Foundation's JSON parser.
  static func jsonSerialization(_ data: Data) -> Int {
    (try? JSONSerialization.jsonObject(with: data)) == nil ? 0 : 1
  }

  /// libxml2's SAX2 parser, with handlers that do nothing.
  static func libxmlEvents(_ bytes: [UInt8]) -> Int {
    var handlers = unsafe xmlSAXHandler()
    unsafe handlers.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handlers.startElementNs = { _, _, _, _, _, _, _, _, _ in }
    unsafe handlers.endElementNs = { _, _, _, _ in }
    unsafe handlers.characters = { _, _, _ in }
    // Safe: the bytes outlive the call, which keeps no pointer to them.
    return unsafe bytes.withUnsafeBytes { buffer in
      Int(
        unsafe xmlSAXUserParseMemory(&handlers, nil, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
      )
    }
  }

  /// libxml2's parser that builds a tree.
  static func libxmlTree(_ bytes: [UInt8]) -> Int {
    // Safe: the bytes outlive the call, which keeps no pointer to them, and the tree is freed.
    unsafe bytes.withUnsafeBytes { buffer in
      let options = Int32(bitPattern: XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue)
      let tree = unsafe xmlReadMemory(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil, options)
      defer { unsafe xmlFreeDoc(tree) }
      return unsafe tree == nil ? 0 : 1
    }
  }
}
