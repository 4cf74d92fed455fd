package import FHIRSyntax

/// A profile that a resource of a payload has to keep, whether it claims it or not.
package struct ProfileDemand: Sendable, Hashable {
  package var resource: Node
  /// The canonical URL, maybe with `|` and a version.
  package var profile: String

  package init(_ resource: Node, keeps profile: String) {
    self.resource = resource
    self.profile = profile
  }

  /// Of one resource there are few demands.
  package func hash(into hasher: inout Hasher) { hasher.combine(resource) }
}

/// What came of a demand.
package enum ProfileVerdict: Sendable, Hashable {
  case kept
  /// The rules by which it is broken, each once, in the order of discovery.
  case broken([String])
  /// The profile is not known.
  case unknown
}
