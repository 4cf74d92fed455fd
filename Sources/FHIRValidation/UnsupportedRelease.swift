package import FHIRSyntax
package import Findings

extension Validator {
  /// The finding that a payload is in a release of FHIR, of a title such as `FHIR R5`, that it cannot be checked against.
  package static func unsupportedRelease(_ title: String, shownBy place: Node?, in document: Document) -> Finding {
    let releases = FHIRRelease.allCases.map(\.title).joined(separator: " and ")
    let place = place.flatMap { document.record($0).flags.contains(.resource) ? nil : $0 }
    return StructureRules.unsupportedRelease.finding(
      place.map { document.hasValue($0) ? document.valueRange(of: $0) : document.headRange(of: $0) }
        ?? document.root.map { document.headRange(of: $0) } ?? 0..<0,
      "the payload is \(words: title), which is not supported: only \(words: releases) are checked",
      help: "Send \(releases), or choose the release to check against with --fhir-version.", node: place ?? document.root)
  }
  /// Whether a finding is about an element or code that the release does not have, or that it has in another form; not about square
  /// brackets that are missing, which are forgotten more often than meant.
  package static func isAboutForm(_ finding: Finding) -> Bool {
    formCodes.contains(finding.code)
  }

  private static let formCodes = Set(
    [
      StructureRules.unknownElement, StructureRules.arrayForSingle, StructureRules.wrongForm, BindingRules.notMember,
    ].map(\.code))
}
