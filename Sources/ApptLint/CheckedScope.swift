package import Findings

/// What a report covers, besides the rules that the configuration selects.
package struct CheckedScope: Sendable, Hashable {
  /// The releases that payloads were read as.
  package private(set) var releases: Set<FHIRRelease>
  /// Whether payloads were compared with earlier versions.
  package private(set) var comparesVersions: Bool
  /// Whether any profile may have applied.
  package private(set) var appliesProfiles: Bool

  package init(_ report: Report) {
    releases = [report.release]
    comparesVersions = report.comparesVersions
    // Payloads name their profiles in `meta`, and extensions have profiles.
    appliesProfiles =
      report.hasRequiredProfiles
      || ["profile", "extension", "modifierExtension"].contains { report.source.text.containsBytes(of: $0) }
  }

  package mutating func formUnion(_ other: CheckedScope) {
    releases.formUnion(other.releases)
    comparesVersions = comparesVersions || other.comparesVersions
    appliesProfiles = appliesProfiles || other.appliesProfiles
  }
}
