extension HTTPMessage {
  /// The release in the `fhirVersion` parameter of a field's media types (R4, RESTful API: FHIR version parameter), as written;
  /// nil if there is none, or if the media types have different ones.
  package func fhirVersion(in name: String) -> String? {
    var texts = fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value.text)
    if texts.isEmpty, name == "Content-Type", let type = body?.mediaType { texts = [type] }
    let found = Set(texts.flatMap(Self.fhirVersions))
    return found.count == 1 ? found.first : nil
  }

  private static func fhirVersions(in text: String) -> [String] {
    var isQuoted = false
    let parts = text.utf8.split { byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return !isQuoted && (byte == UInt8(ascii: ";") || byte == UInt8(ascii: ","))
    }
    return parts.compactMap { part in
      let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1)
      guard pair.count == 2, trimmed(pair[0]).lowercased() == "fhirversion" else { return nil }
      let version = trimmed(pair[1])
      return version.isEmpty ? nil : version
    }
  }

  /// A text without whitespace and quotes at its ends.
  private static func trimmed(_ text: Substring.UTF8View) -> String {
    func isOuter(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: "\"") }
    var text = text.drop(while: isOuter)
    while let last = text.last, isOuter(last) { text.removeLast() }
    return String(text) ?? ""
  }
}
