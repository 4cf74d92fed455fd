package import FHIRSyntax
package import Findings

extension Validator {
  /// A finding that the payload is in an unsupported release of FHIR; `title` is the name of the release, such as `FHIR R5`.
  package static func unsupportedRelease(_ title: String, shownBy claim: Node?, in document: Document) -> Finding {
    let releases = FHIRRelease.allCases.map(\.title).joined(separator: " or ")
    let node = claim.flatMap { document.record($0).flags.contains(.resource) ? nil : $0 }
    return StructureRules.unsupportedRelease.finding(
      node.map { document.hasValue($0) ? document.valueRange(of: $0) : document.headRange(of: $0) }
        ?? document.root.map { document.headRange(of: $0) } ?? 0..<0,
      "unsupported release \(text: title), expected \(text: releases)",
      help: "Send \(releases), or choose the release to check against with --fhir-version.", node: node ?? document.root)
  }

  /// A finding that the payload is in a different release of FHIR than the pack selected for it.
  package static func releaseOfPack(
    _ claimed: FHIRRelease, expected: FHIRRelease, pack: String, in document: Document
  ) -> Finding {
    StructureRules.releaseOfPack.finding(
      document.root.map { document.headRange(of: $0) } ?? 0..<0,
      "expected \(text: expected.title) for pack '\(text: pack)', found a payload in \(text: claimed.title)",
      help: "Send \(expected.title), or choose the pack of the payload's API with --pack.", node: document.root)
  }

  /// Whether a finding is about an element or code that is unknown in the release or has a different form there. Missing square
  /// brackets are excluded: they are more likely a mistake than a sign of another release.
  package static func isAboutForm(_ finding: Finding) -> Bool {
    formCodes.contains(finding.code)
  }

  private static let formCodes = Set(
    [
      StructureRules.unknownElement, StructureRules.arrayForSingle, StructureRules.wrongForm, BindingRules.notMember,
    ].map(\.code))
}
