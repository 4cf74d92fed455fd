package import Findings

/// The part of a pack that is always read: how its payloads are recognised, and what is shown in lists of packs.
package struct PackHead: Sendable {
  /// A condition on the payload's outermost resource that selects a pack.
  package struct Detection: Sendable {
    var when: ElementQuery
    /// Conditions that exclude the pack.
    var unless: [ElementQuery]
    /// Why the pack is selected, as stated in reports, such as `the profile that it claims`.
    package var because: String
  }

  package let id: String
  package let title: String
  package let release: FHIRRelease?
  package let includes: [String]
  package let detects: [Detection]
  /// The URL prefixes of the profiles that a payload of this specification may claim; empty if any profile is allowed.
  let ownProfiles: [String]
  /// The URL prefixes of the profiles that belong to other specifications, except those that match `ownProfiles`; nil if all
  /// other profiles do.
  let otherProfiles: [String]?
  /// The editions of the specification, and the edition for which the tables are read.
  let editions: EditionSelection

  /// The chosen edition of the specification; nil if the pack does not distinguish editions.
  package var edition: RulePack.Edition? { editions.edition }

  /// The versions of all editions, the newest first.
  package var editionVersions: [String] { editions.editions.map(\.version) }
}
