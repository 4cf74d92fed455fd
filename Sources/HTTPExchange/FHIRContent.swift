import Findings

extension MessageBody {
  /// Whether the content is FHIR, or meant to be: according to the declared type or, if the type is missing or not specific to
  /// FHIR, such as JSON, XML or plain text, according to the marks that every resource has.
  package func isFHIR(declared: String?) -> Bool {
    if let declared {
      if declared.containsBytes(of: "fhir") { return true }
      let mayBe = ["json", "xml", "text/plain", "octet-stream"].contains { declared.containsBytes(of: $0) }
      if !mayBe || declared.containsBytes(of: "html") { return false }
    }
    return hasResourceMark
  }

  /// Whether a mark of a resource occurs near the beginning.
  var hasResourceMark: Bool {
    Self.marks.contains { mark in
      var index = bytes.startIndex
      while index < min(bytes.count, Self.reach) {
        if bytes[index] == mark[0] && bytes[index...].starts(with: mark) { return true }
        index += 1
      }
      return false
    }
  }

  /// The marks near the beginning of a resource.
  private static let marks = ["\"resourceType\"", "xmlns=\"http://hl7.org/fhir\"", "xmlns='http://hl7.org/fhir'"].map {
    Array($0.utf8)
  }
  /// The number of bytes at the beginning in which the marks are searched for.
  private static let reach = 1 << 12
}
