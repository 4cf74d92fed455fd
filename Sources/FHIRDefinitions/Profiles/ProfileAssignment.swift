import FHIRSyntax

/// A profile to which all resources of a type must conform, according to an implementation guide (`global`), a capability
/// statement (`rest.resource.profile`) or a message definition (`focus.profile`).
package struct ProfileAssignment: Sendable, Hashable {
  package var type: String
  package var profile: String

  static func all(of node: Node, in document: Document) -> [ProfileAssignment] {
    let entries: [(node: Node, type: String)]
    switch document.resourceType(of: node).map(document.name) {
    case "ImplementationGuide": entries = document.children("global", of: node).map { ($0, "type") }
    case "CapabilityStatement":
      entries = document.children("rest", of: node).flatMap { document.children("resource", of: $0) }.map { ($0, "type") }
    case "MessageDefinition": entries = document.children("focus", of: node).map { ($0, "code") }
    default: return []
    }
    return entries.compactMap { entry in
      guard let type = document.text(entry.type, of: entry.node), let profile = document.child("profile", of: entry.node),
        // STU3 refers to the profile, R4 gives its canonical URL.
        let url = document.value(of: profile) ?? document.text("reference", of: profile)
      else { return nil }
      return ProfileAssignment(type: type, profile: url)
    }
  }
}
