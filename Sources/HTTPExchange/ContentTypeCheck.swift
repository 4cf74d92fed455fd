package import FHIRSyntax
package import Findings

/// Checks the Content-Type of a message against its FHIR body.
package enum ContentTypeCheck {
  private static let json = ["application/fhir+json", "application/json+fhir", "application/json", "text/json"]
  private static let xml = ["application/fhir+xml", "application/xml+fhir", "application/xml", "text/xml"]

  /// Other types that messages show unchanged. Any other text in the field is hidden like a payload value.
  private static let others: Set<String> = [
    "application/fhir", "application/fhir+ndjson", "application/fhir+turtle", "application/hal+json", "application/javascript",
    "application/json-patch+json", "application/merge-patch+json", "application/ndjson", "application/octet-stream",
    "application/pdf", "application/problem+json", "application/problem+xml", "application/soap+xml", "application/xhtml+xml",
    "application/x-ndjson", "application/x-www-form-urlencoded", "application/zip", "multipart/form-data", "multipart/mixed",
    "text/csv", "text/html", "text/javascript", "text/plain", "text/turtle",
  ]

  /// The finding about the declared type of a message whose body was read as a document, if any.
  package static func finding(_ message: HTTPMessage, _ document: Document) -> Finding? {
    // A body that is not a resource has no expected type.
    guard message.body != nil, let root = document.root, document.record(root).flags.contains(.resource) else { return nil }
    let field = message.field("Content-Type")
    let range = field?.value.range ?? message.head
    guard let written = message.declaredMediaType, let declared = message.mediaType else {
      return HTTPRules.contentTypeMissing.finding(range, "Content-Type is missing for a FHIR body")
    }
    let isJSON = document.format == .json
    if (isJSON ? json : xml).contains(declared) { return nil }
    let wanted = isJSON ? json[0] : xml[0]
    let found: Message =
      others.contains(declared) || (json + xml).contains(declared) ? "\(code: declared)" : "\(payload: written)"
    return HTTPRules.contentType.finding(range, "expected \(code: wanted) to match the body, found \(found)")
  }
}
