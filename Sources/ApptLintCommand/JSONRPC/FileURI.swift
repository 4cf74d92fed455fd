/// The URIs of files (RFC 8089).
enum FileURI {
  /// The absolute path of a `file:` URI; nil for other URIs.
  static func path(_ uri: String) -> String? {
    guard uri.lowercased().hasPrefix("file://") else { return nil }
    let rest = uri.utf8.dropFirst(7)
    // A host, such as localhost, comes before the path.
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    var bytes: [UInt8] = []
    var index = slash
    while index != rest.endIndex {
      let byte = rest[index]
      if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { break }
      index = rest.index(after: index)
      if byte == UInt8(ascii: "%"), let end = rest.index(index, offsetBy: 2, limitedBy: rest.endIndex),
        let value = UInt8(Substring(rest[index..<end]), radix: 16)
      {
        bytes.append(value)
        index = end
      } else {
        bytes.append(byte)
      }
    }
    return bytes.contains(0) ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// The URI of an absolute path.
  static func uri(_ path: String) -> String {
    var text = "file://"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return text
  }
}
