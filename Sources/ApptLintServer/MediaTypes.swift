import FHIRSyntax
import Findings
import Reporting

/// The formats that the headers `Content-Type` and `Accept`, and the parameter `_format`, name.
enum MediaTypes {
  /// The format of a media type or of a short name such as `json`; nil if it is neither JSON nor XML.
  static func format(of text: some StringProtocol) -> PayloadFormat? {
    // What nearly every request has.
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

  /// The format to respond in, by `_format` and `Accept` (RFC 9110, 12.5.1); JSON if both are missing. Throws 406 if neither JSON
  /// nor XML is acceptable.
  static func accepted(by request: ServiceRequest) throws(RequestError) -> PayloadFormat {
    if let name = request.parameter("_format") {
      guard let format = format(of: name) else {
        throw RequestError(406, .notSupported, "_format must be json or xml")
      }
      return format
    }
    guard let accept = request.accept, accept != "*/*" else { return .json }
    var best: (format: PayloadFormat, quality: Double)?
    for item in accept.split(separator: ",") {
      let type = essence(item)
      let format = ["*/*", "application/*", "text/*", ""].contains(type) ? .json : format(of: type)
      guard let format else { continue }
      let quality = quality(of: item)
      if quality > best?.quality ?? 0 { best = (format, quality) }
    }
    guard let best else {
      throw RequestError(406, .notSupported, "responses are application/fhir+json or application/fhir+xml")
    }
    return best.format
  }

  /// The parameter `q` of an item of `Accept`: from 0 to 1, by default 1.
  private static func quality(of item: Substring) -> Double {
    for parameter in item.split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      if parts.count == 2, String(parts[0]).trimmingSpaces.lowercased() == "q" {
        return Double(String(parts[1]).trimmingSpaces).map { min(max($0, 0), 1) } ?? 1
      }
    }
    return 1
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
