package import FHIRSyntax
package import Findings

/// Checks the Content-Type of a message against its FHIR body.
package enum ContentTypeCheck {
  private static let json = ["application/fhir+json", "application/json+fhir", "application/json", "text/json"]
  private static let xml = ["application/fhir+xml", "application/xml+fhir", "application/xml", "text/xml"]

  /// The finding about the declared type of a message whose body was read as a document, if any.
  package static func finding(_ message: HTTPMessage, _ document: Document) -> Finding? {
    // A body that is not a resource has no expected type.
    guard message.body != nil, let root = document.root, document.record(root).flags.contains(.resource) else { return nil }
    let field = message.field("Content-Type")
    let range = field?.value.range ?? message.head
    guard let declared = message.mediaType else {
      return HTTPRules.contentTypeMissing.finding(range, "Content-Type is missing for a FHIR body")
    }
    let isJSON = document.format == .json
    if (isJSON ? json : xml).contains(declared) { return nil }
    let wanted = isJSON ? json[0] : xml[0]
    let isType =
      declared.utf8.count <= 64 && declared.utf8.allSatisfy { HeaderField.isNameCharacter($0) || $0 == UInt8(ascii: "/") }
    let found: Message = isType ? "\(code: declared)" : "\(payload: declared)"
    return HTTPRules.contentType.finding(range, "expected \(code: wanted) to match the body, found \(found)")
  }
}
