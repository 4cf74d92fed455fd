package import Findings

/// The part of a pack that is always read: how its payloads are recognised, and what lists of packs show.
package struct PackHead: Sendable {
  /// A condition on the payload's outermost resource that selects a pack.
  package struct Detection: Sendable {
    var when: ElementQuery
    /// Conditions that exclude the pack.
    var unless: [ElementQuery]
    /// The reason for the basis of a report, such as `the profile that it claims`.
    package var because: String
  }

  package let id: String
  package let title: String
  package let release: FHIRRelease?
  package let includes: [String]
  package let detects: [Detection]
  /// The URL prefixes of the profiles that a payload of this specification may claim; empty if any are allowed.
  let ownProfiles: [String]
  /// The URL prefixes of the profiles that only other specifications define, unless the profile is its own; nil for all profiles.
  let otherProfiles: [String]?
  /// The editions of the specification, and the one that the tables are of.
  let editions: EditionSelection

  /// The edition of the specification; nil if the pack does not distinguish any.
  package var edition: RulePack.Edition? { editions.edition }

  /// The versions of all editions, the newest first.
  package var editionVersions: [String] { editions.editions.map(\.version) }
}
