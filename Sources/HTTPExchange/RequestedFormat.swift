extension RecordedExchange {
  /// The format that the request asks for, `json` or `xml`: that of `_format` or, without it, of `Accept` (FHIR, RESTful API:
  /// Content types); nil if it asks for neither, or accepts others too.
  var requestedFormat: String? {
    var values = (url.map(URLParameter.all) ?? []).filter { $0.name == "_format" }.map(\.value)
    if values.isEmpty {
      values = request.fields.filter { $0.name.lowercased() == "accept" }.flatMap {
        $0.value.text.split(separator: ",").map(String.init)
      }
    }
    let formats = Set(values.map(Self.format))
    return formats.count == 1 ? formats.first ?? nil : nil
  }

  /// The format of a media type or of a value of `_format`; nil if it is neither JSON nor XML, or if it has a weight of zero.
  private static func format(of text: String) -> String? {
    let parts = text.lowercased().split(separator: ";").map { part in part.filter { $0 != " " && $0 != "\t" } }
    if parts.dropFirst().contains(where: { part in
      part.hasPrefix("q=") && part.dropFirst(2).allSatisfy { $0 == "0" || $0 == "." }
    }) {
      return nil
    }
    return switch parts.first {
    case "json", "application/json", "text/json", "application/fhir+json", "application/json+fhir": "json"
    case "xml", "application/xml", "text/xml", "application/fhir+xml", "application/xml+fhir": "xml"
    default: nil
    }
  }
}
