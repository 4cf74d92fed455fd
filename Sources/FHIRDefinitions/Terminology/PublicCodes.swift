package import Findings

/// Codes defined by a specification: not patient data, so messages may always show them.
extension Terminology {
  /// A code of the payload, as messages show it.
  package func found(code text: String) -> Message { isPublic(text) ? "\(code: text)" : "\(payload: text)" }

  /// Whether any release defines a code, or a rule pack names it.
  private func isPublic(_ code: String) -> Bool {
    if isDefined(code) { return true }
    guard let publicTexts else { return false }
    return publicTexts.releases.contains { $0.terminology.isDefined(code) } || publicTexts.isNamed(code)
  }

  /// Whether any known code system has a code, or it is a common media type.
  private func isDefined(_ code: String) -> Bool {
    if Self.mediaTypes.contains(code) { return true }
    return hasSystem(withCode: Array(code.utf8)[...])
  }

  /// Whether all subtags of a tag such as `en-GB` are registered (BCP 47).
  func isLanguage(_ tag: String) -> Bool {
    guard tag.utf8.count <= 35, let registry = codeSystem(Array(LanguageSubtags.url.utf8)[...]) else { return false }
    var kinds = ["language"]
    for part in tag.lowercased().split(separator: "-", omittingEmptySubsequences: false) {
      guard kinds.contains(where: { concept(Array("\($0)/\(part)".utf8)[...], in: registry) != nil }) else { return false }
      kinds = ["extlang", "script", "region", "variant"]
    }
    return true
  }

  private static let mediaTypes: Set<String> = [
    "application/fhir+json", "application/fhir+xml", "application/gzip", "application/hl7-v2+er7", "application/json",
    "application/json+fhir", "application/msword", "application/octet-stream", "application/pdf", "application/rtf",
    "application/xhtml+xml", "application/xml", "application/xml+fhir", "application/zip", "audio/mpeg", "audio/wav", "image/bmp",
    "image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/tiff", "image/webp", "text/calendar", "text/csv", "text/html",
    "text/json", "text/markdown", "text/plain", "text/rtf", "text/xml", "video/mp4",
  ]
}
