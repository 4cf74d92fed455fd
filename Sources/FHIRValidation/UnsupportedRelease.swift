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
}
