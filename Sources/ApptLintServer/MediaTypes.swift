import FHIRSyntax
import Findings
import Reporting

/// The formats that the headers `Content-Type` and `Accept`, and the parameter `_format`, name.
enum MediaTypes {
  /// The format of a media type or of a short name such as `json`; nil if it is neither JSON nor XML.
  static func format(of text: some StringProtocol) -> PayloadFormat? {
    // Nearly every request has this type.
    if text == "application/fhir+json" { return .json }
    return switch essence(text) {
    case "application/fhir+json", "application/json+fhir", "application/json", "text/json", "json": .json
    case "application/fhir+xml", "application/xml+fhir", "application/xml", "text/xml", "xml": .xml
    default: nil
    }
  }

  /// A media type without parameters, in lower case.
  static func essence(_ text: some StringProtocol) -> String {
    let end = text.firstIndex(of: ";") ?? text.endIndex
    return String(text[..<end]).lowercased().trimmingSpaces
  }

  /// Checks that a body is not compressed and its character encoding is supported. Throws 415 (RFC 9110, 8.4).
  static func checkEncoding(of request: ServiceRequest) throws(RequestError) {
    let codings = request.contentEncoding?.split(separator: ",").map { String($0).trimmingSpaces.lowercased() } ?? []
    if codings.contains(where: { !$0.isEmpty && $0 != "identity" }) {
      throw RequestError(
        415, .notSupported, "the body must not have a content coding", headers: [("Accept-Encoding", "identity")])
    }
    guard let type = request.contentType, type.utf8.contains(UInt8(ascii: ";")) else { return }
    let known = format(of: type) == .xml ? charsets + xmlCharsets : charsets
    for charset in parameters("charset", of: type[...]) where !known.contains(charset.lowercased()) {
      throw RequestError(415, .notSupported, "the charset of the body must be utf-8")
    }
  }

  private static let charsets = ["utf-8", "utf8", "us-ascii"]
  /// Encodings that the XML reader converts and reports.
  private static let xmlCharsets = ["utf-16", "utf-16le", "utf-16be", "iso-8859-1", "windows-1252", "latin1"]

  /// The values of a parameter of a media type or of an item of `Accept`.
  private static func parameters(_ name: String, of text: Substring) -> [String] {
    text.split(separator: ";").dropFirst().compactMap { parameter in
      let parts = parameter.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, String(parts[0]).trimmingSpaces.lowercased() == name else { return nil }
      let value = String(parts[1]).trimmingSpaces
      return value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"") ? String(value.dropFirst().dropLast()) : value
    }
  }

  /// The format of the response according to `_format` and `Accept` (RFC 9110, 12.5.1); JSON if both are missing or empty. Throws
  /// 406 if neither JSON nor XML is acceptable.
  static func accepted(by request: ServiceRequest) throws(RequestError) -> PayloadFormat {
    if let name = request.parameter("_format") {
      guard let format = format(of: name) else {
        throw RequestError(406, .notSupported, "_format must be json or xml")
      }
      return format
    }
    guard let accept = request.accept?.trimmingSpaces, !accept.isEmpty, accept != "*/*" else { return .json }
    let ranges = accept.split(separator: ",").enumerated().map { index, item in
      (type: essence(item), quality: quality(of: item), index: index)
    }
    /// The quality of a format, from the most specific range that includes it, and the index of that range: of formats with the
    /// same quality, the one with the earlier range is chosen.
    func choice(_ format: PayloadFormat) -> (format: PayloadFormat, quality: Double, index: Int)? {
      let (named, partial, any) = (
        ranges.filter { Self.format(of: $0.type) == format }, ranges.filter { ["application/*", "text/*"].contains($0.type) },
        ranges.filter { $0.type == "*/*" }
      )
      let deciding = [named, partial, any].first { !$0.isEmpty } ?? []
      guard let best = deciding.max(by: { ($0.quality, $1.index) < ($1.quality, $0.index) }), best.quality > 0 else { return nil }
      return (format, best.quality, best.index)
    }
    let choices = [choice(.json), choice(.xml)].compactMap { $0 }
    guard let best = choices.min(by: { ($1.quality, $0.index) < ($0.quality, $1.index) }) else {
      throw RequestError(406, .notSupported, "responses are application/fhir+json or application/fhir+xml")
    }
    return best.format
  }

  /// The parameter `q` of an item of `Accept`: from 0 to 1, by default 1.
  private static func quality(of item: Substring) -> Double {
    guard let text = parameters("q", of: item).first, let number = Double(text) else { return 1 }
    return min(max(number, 0), 1)
  }
}

extension String {
  /// Without spaces and tabs at both ends.
  var trimmingSpaces: String {
    var rest = self[...]
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return String(rest)
  }
}
