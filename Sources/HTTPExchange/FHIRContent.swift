import Findings

extension MessageBody {
  /// Whether the content is FHIR, or was meant to be: by the type declared, or by what every resource holds where the type
  /// says no more than JSON, XML or nothing.
  package func isFHIR(declared: String?) -> Bool {
    if let declared {
      if declared.has("fhir") { return true }
      let mayBe = ["json", "xml", "text/plain", "octet-stream"].contains { declared.has($0) }
      if !mayBe || declared.has("html") { return false }
    }
    return hasMarks
  }

  /// Whether it holds near its beginning what every resource does.
  var hasMarks: Bool {
    Self.marks.contains { mark in
      var index = bytes.startIndex
      while index < min(bytes.count, Self.reach) {
        if bytes[index] == mark[0] && bytes[index...].starts(with: mark) { return true }
        index += 1
      }
      return false
    }
  }

  /// What a resource holds near its beginning.
  private static let marks = ["\"resourceType\"", "xmlns=\"http://hl7.org/fhir\"", "xmlns='http://hl7.org/fhir'"].map {
    Array($0.utf8)
  }
  /// How far from the beginning it is looked for, in bytes.
  private static let reach = 1 << 12
}
