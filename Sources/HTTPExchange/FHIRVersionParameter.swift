extension HTTPMessage {
  /// The release in the `fhirVersion` parameter of a field's media types (R4, RESTful API: FHIR version parameter), as written;
  /// nil if there is none, or if the media types have different ones.
  package func fhirVersion(in name: String) -> String? {
    let found = Set(fhirVersions(in: name).joined()).subtracting([""])
    return found.count == 1 ? found.first : nil
  }

  /// The values of all `fhirVersion` parameters of each of a field's media types, as written and without quotes.
  package func fhirVersions(in name: String) -> [[String]] {
    var texts = fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value.text)
    if texts.isEmpty, name == "Content-Type", let type = body?.mediaType { texts = [type] }
    return texts.flatMap { text in
      Self.parts(of: text.utf8[...], at: ",").map { type in
        Self.parts(of: type, at: ";").compactMap { part in
          let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
          guard pair.count == 2, Self.trimmed(pair[0]).lowercased() == "fhirversion" else { return nil }
          return Self.trimmed(pair[1])
        }
      }
    }
  }

  /// The parts of a text between the separators that are not in quotes.
  private static func parts(of text: Substring.UTF8View, at separator: Unicode.Scalar) -> [Substring.UTF8View] {
    var isQuoted = false
    return text.split { byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return !isQuoted && byte == UInt8(ascii: separator)
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
