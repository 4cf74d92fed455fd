import FHIRSyntax
import Findings
import HTTPExchange

/// The value is the absolute URL of a resource of the given type: `[base]/Appointment/[id]`, with `/_history/[vid]` if required.
struct LocationCheck: ValueCheck {
  static let kind = "location"
  static let options = ["of", "versioned"]

  private let type: String
  private let isVersioned: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    type = try options.string("of")
    isVersioned = try options.object.flag("versioned")
  }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    let wanted = "[base]/\(type)/[id]" + (isVersioned ? "/_history/[vid]" : "")
    return error(in: text, selection).map { "expected the absolute URL \(code: wanted): \($0)" }
  }

  private func error(in text: String, _ selection: Selection) -> Message? {
    if let error = HTTPURL.error(in: text) { return "\(text: error)" }
    let target = RequestTarget(text)
    guard target.level == .version || target.level == .instance, !text.contains("?"), !text.contains("#"),
      !text.hasSuffix("/")
    else {
      return "found \(selection.payload.found(reference: text))"
    }
    if target.type != type { return "found \(selection.payload.found(reference: text))" }
    if target.level == .instance && isVersioned { return "the version is missing" }
    if !Self.isID(target.id) { return "the id is not a FHIR id" }
    return Self.isID(target.version ?? "1") ? nil : "the version is not a FHIR id"
  }

  /// Whether a text is a FHIR id: 1 to 64 letters, digits, hyphens and dots.
  private static func isID(_ text: String?) -> Bool {
    guard let text, 1...64 ~= text.utf8.count else { return false }
    return text.utf8.allSatisfy(\.isIDCharacter)
  }
}
