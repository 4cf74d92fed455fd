/// The format of a payload.
public enum PayloadFormat: Sendable, Hashable {
  /// FHIR JSON.
  case json
  /// FHIR XML.
  case xml

  /// The media type of FHIR in this format, for the header `Content-Type`: `application/fhir+json` or `application/fhir+xml`.
  public var mediaType: String {
    switch self {
    case .json: "application/fhir+json"
    case .xml: "application/fhir+xml"
    }
  }

  // Checked for each element of a document.
  @inlinable public static func == (left: PayloadFormat, right: PayloadFormat) -> Bool {
    switch (left, right) {
    case (.json, .json), (.xml, .xml): true
    case (.json, .xml), (.xml, .json): false
    }
  }
}
