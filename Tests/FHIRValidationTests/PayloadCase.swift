import Findings
import Testing

/// A payload and the findings that it must have: for each, its code and its element.
struct PayloadCase: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var release: FHIRRelease
  var finds: [String]

  var testDescription: String { name }

  init(_ name: String, _ text: String, as release: FHIRRelease = .r4, finds: [String] = []) {
    (self.name, self.text, self.release, self.finds) = (name, text, release, finds)
  }

  /// A Patient in JSON with the given content.
  static func patient(
    _ name: String, _ content: String, as release: FHIRRelease = .r4, finds: [String] = []
  ) -> PayloadCase {
    PayloadCase(name, #"{"resourceType": "Patient", \#(content)}"#, as: release, finds: finds)
  }
}
