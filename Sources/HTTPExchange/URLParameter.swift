import FHIRSyntax
import Findings

/// A parameter of a URL (RFC 3986, section 3.4): `start=ge2026-03-02`.
package struct URLParameter: Sendable {
  /// The decoded name and value. A `+` remains a `+`: the parameters of a FHIR search are not form data.
  package var name: String
  package var value: String
  /// The value as written.
  package var written: String
  /// The comparison prefix of the value, such as `ge` (FHIR, Search: Prefixes); nil if there is none.
  package var prefix: String?
  /// Its position in the file, or the position of the URL if the URL is not written as plain text.
  package var range: Range<Int>

  /// The ranges of the parts of a parameter in an `ExchangeText`.
  struct Ranges: Sendable {
    var whole: Range<Int>
    var name: Range<Int>
    var value: Range<Int>
    var prefix: Range<Int>?
    /// The value without the prefix.
    var operand: Range<Int>
    var written: Range<Int>
  }

  /// The parameters of a URL, in order.
  package static func all(of url: SourceSpan) -> [URLParameter] {
    let bytes = Array(url.text.utf8)
    guard let question = bytes.firstIndex(of: UInt8(ascii: "?")) else { return [] }
    let end = bytes[question...].firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
    let isPlain = url.range.count == bytes.count
    return bytes[(question + 1)..<end].split(separator: UInt8(ascii: "&")).map { parameter in
      let equals = parameter.firstIndex(of: UInt8(ascii: "=")) ?? parameter.endIndex
      let written = parameter[equals...].dropFirst()
      let value = decoded(written)
      let shift = url.range.lowerBound
      return URLParameter(
        name: decoded(parameter[..<equals]), value: value, written: String(decoding: written, as: UTF8.self),
        prefix: prefix(of: value),
        range: isPlain ? shift + parameter.startIndex..<shift + parameter.endIndex : url.range)
    }
  }

  private static let prefixes = ["eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"]

  private static func prefix(of value: String) -> String? {
    let prefix = String(value.prefix(2))
    guard prefixes.contains(prefix), let next = value.utf8.dropFirst(2).first, next.isDigit
    else {
      return nil
    }
    return prefix
  }

  /// The text with its percent encodings decoded; malformed encodings remain.
  private static func decoded(_ text: ArraySlice<UInt8>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      let digits = text[index...].dropFirst().prefix(2)
      if text[index] == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy(\.isHexadecimal),
        let byte = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
