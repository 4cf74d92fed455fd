import FHIRSyntax
import Findings

/// URIs, including UUIDs and OIDs.
enum URIGrammar {
  typealias Bytes = ArraySlice<UInt8>

  /// Checks a URI, absolute or relative: no whitespace, and a valid UUID or OID after `urn:uuid:` or `urn:oid:`.
  static func error(in bytes: Bytes) -> PrimitiveError? {
    for byte in bytes where byte <= 0x20 {
      let hasInnerBlank = bytes.dropFirst().dropLast().contains { $0 <= 0x20 }
      let problem =
        bytes.allSatisfy(\.isBlank)
        ? "be only whitespace"
        : hasInnerBlank ? "contain whitespace" : bytes.first == byte ? "have leading whitespace" : "have trailing whitespace"
      return PrimitiveError(
        PrimitiveRules.uri,
        byte.isBlank ? "a URI must not \(text: problem)" : "a URI must not have control characters")
    }
    if hasPrefix(bytes, uuidPrefix) { return uuidError(in: bytes) }
    if hasPrefix(bytes, oidPrefix) { return oidError(in: bytes) }
    return nil
  }

  /// Checks a canonical: a URI, with a version after `|` or a fragment after `#`, which are not part of a UUID or OID.
  static func canonicalError(in bytes: Bytes) -> PrimitiveError? {
    let uri = bytes.prefix { $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: "#") }
    let isURN = hasPrefix(uri, uuidPrefix) || hasPrefix(uri, oidPrefix)
    return error(in: isURN && !bytes.contains { $0 <= 0x20 } ? uri : bytes)
  }

  /// Whether a text starts with a URI scheme and a colon.
  static func hasScheme(_ text: some Collection<UInt8>) -> Bool {
    guard let first = text.first, first.isLetter, let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return text[..<colon].allSatisfy {
      $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
  }

  /// The error in the value of an identifier that must be an absolute URI. Unlike in a `uri`, a UUID may be in upper case.
  static func identifierError(in bytes: Bytes) -> PrimitiveError? {
    let isPlain = !bytes.contains { $0 <= 0x20 }
    let isURN = hasPrefix(bytes, uuidPrefix) || hasPrefix(bytes, oidPrefix)
    let folded = bytes.map { UInt8(ascii: "A")...UInt8(ascii: "F") ~= $0 ? $0 | 0x20 : $0 }
    if isPlain, hasScheme(bytes), !isURN || error(in: folded[...]) == nil { return nil }
    return PrimitiveError(
      PrimitiveRules.identifierURI, "expected an absolute URI, found \(payload: PrimitiveGrammar.text(bytes))")
  }

  /// The error in a URI that must be absolute; a canonical may be the fragment of a contained resource.
  static func relativeError(in bytes: Bytes, isCanonical: Bool) -> PrimitiveError? {
    if hasScheme(bytes) || isCanonical && bytes.first == UInt8(ascii: "#") { return nil }
    let withURN = Array("urn:oid:".utf8)[...] + bytes
    if (isCanonical ? canonicalError(in: withURN) : oidError(in: withURN)) == nil {
      return PrimitiveError(
        PrimitiveRules.relativeURI, "expected \(code: "urn:oid:") before the OID \(payload: PrimitiveGrammar.text(bytes))",
        help: "Write urn:oid: and the OID.")
    }
    let kind = isCanonical ? "canonical" : "system"
    return PrimitiveError(
      PrimitiveRules.relativeURI,
      "expected an absolute URI as the \(text: kind), found \(payload: PrimitiveGrammar.text(bytes))")
  }

  private static let uuidPrefix: StaticString = "urn:uuid:"
  private static let oidPrefix: StaticString = "urn:oid:"

  private static func hasPrefix(_ bytes: Bytes, _ prefix: StaticString) -> Bool {
    guard bytes.first == UInt8(ascii: "u"), bytes.count >= prefix.utf8CodeUnitCount else { return false }
    return prefix.withUTF8Buffer { unsafe bytes.starts(with: $0) }
  }

  /// `urn:uuid:` and 8, 4, 4, 4 and 12 lower-case hexadecimal digits, separated by hyphens.
  static func uuidError(in bytes: Bytes) -> PrimitiveError? {
    guard hasPrefix(bytes, uuidPrefix) else {
      return PrimitiveError(PrimitiveRules.uuid, "expected \(code: "urn:uuid:") before the UUID")
    }
    let digits = bytes.dropFirst(uuidPrefix.utf8CodeUnitCount)
    var hasCapitals = false
    var isValid = digits.count == 36
    for (position, byte) in digits.enumerated() where isValid {
      if position == 8 || position == 13 || position == 18 || position == 23 {
        isValid = byte == UInt8(ascii: "-")
      } else {
        isValid = byte.isHexadecimal
        hasCapitals = hasCapitals || UInt8(ascii: "A")...UInt8(ascii: "F") ~= byte
      }
    }
    if !isValid {
      return PrimitiveError(
        PrimitiveRules.uuid,
        "expected a UUID of 8-4-4-4-12 hexadecimal digits, found \(payload: PrimitiveGrammar.text(digits))")
    }
    return hasCapitals
      ? PrimitiveError(PrimitiveRules.uuid, "a UUID must be in lower case", help: "Write it in lower case.") : nil
  }

  /// `urn:oid:` and at least two numbers separated by dots, the first of them 0, 1 or 2.
  static func oidError(in bytes: Bytes) -> PrimitiveError? {
    guard hasPrefix(bytes, oidPrefix) else {
      return PrimitiveError(PrimitiveRules.oid, "expected \(code: "urn:oid:") before the OID")
    }
    let digits = bytes.dropFirst(oidPrefix.utf8CodeUnitCount)
    let numbers = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isValid =
      numbers.count > 1
      && numbers.allSatisfy { number in
        !number.isEmpty && number.allSatisfy(\.isDigit) && (number.count == 1 || number.first != UInt8(ascii: "0"))
      }
    let isFirstValid = numbers.first.map { $0.count == 1 && $0.allSatisfy { $0 <= UInt8(ascii: "2") } } ?? false
    if isValid && isFirstValid { return nil }
    return PrimitiveError(
      PrimitiveRules.oid,
      isValid
        ? "the first number of an OID must be 0, 1 or 2"
        : "expected an OID of whole numbers separated by dots, found \(payload: PrimitiveGrammar.text(digits))")
  }
}
