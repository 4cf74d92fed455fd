import Findings

extension MessageBody {
  /// Whether the content is FHIR, or meant to be: according to the declared type or, if the type is missing or not specific to
  /// FHIR, such as JSON, XML or plain text, according to the markers that every resource has.
  package func isFHIR(declared: String?) -> Bool {
    if let declared {
      if declared.containsBytes(of: "fhir") { return true }
      let mayBe = ["json", "xml", "text/plain", "octet-stream"].contains { declared.containsBytes(of: $0) }
      if !mayBe || declared.containsBytes(of: "html") { return false }
    }
    return hasResourceMarker
  }

  /// Whether a marker of a resource occurs near the beginning.
  var hasResourceMarker: Bool {
    Self.markers.contains { marker in
      var index = bytes.startIndex
      while index < min(bytes.count, Self.reach) {
        if bytes[index] == marker[0] && bytes[index...].starts(with: marker) { return true }
        index += 1
      }
      return false
    }
  }

  /// The markers near the beginning of a resource.
  private static let markers = ["\"resourceType\"", "xmlns=\"http://hl7.org/fhir\"", "xmlns='http://hl7.org/fhir'"].map {
    Array($0.utf8)
  }
  /// The number of bytes at the beginning in which the markers are searched for.
  private static let reach = 1 << 12
}
