package import FHIRSyntax

/// A profile to which a resource of a payload must conform, even if the resource does not claim it.
package struct RequiredProfile: Sendable, Hashable {
  package var resource: Node
  /// The canonical URL, optionally with `|` and a version.
  package var profile: String

  package init(_ resource: Node, conformingTo profile: String) {
    self.resource = resource
    self.profile = profile
  }

  /// Hashes only the resource, because a resource has few required profiles.
  package func hash(into hasher: inout Hasher) { hasher.combine(resource) }
}

/// The result for a required profile.
package enum ProfileVerdict: Sendable, Hashable {
  case conforms
  /// The violated rules without duplicates, in the order of discovery.
  case violates([String])
  /// The profile is unknown.
  case unknown
}
