import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Findings

/// The profiles of the configuration that resources of one payload must conform to, because the caller requested them.
struct RequestedProfiles {
  private(set) var required: [RequiredProfile] = []
  /// The profiles that no resource is checked against.
  private(set) var unchecked: [NotChecked] = []

  private let typed: TypedDocument
  private let library: ProfileLibrary

  init(_ urls: [String], for typed: TypedDocument, _ library: ProfileLibrary) {
    self.typed = typed
    self.library = library
    var others: [String] = []
    for url in urls {
      let assignments = library.assignments(of: url, release)
      if assignments.isEmpty { others.append(url) } else { add(assignments, of: url) }
    }
    guard let root = typed.document.resources.first?.node, root.index == 0 else {
      for url in others {
        unchecked.append(.profile(because: "The profile \(text: url) is for a resource, but the payload is not a resource."))
      }
      return
    }
    // The profiles for the payload's type are required. If there are none, the first one reports the wrong type.
    var chosen = others.filter { fits($0, root) }
    if chosen.isEmpty { chosen = Array(others.prefix(1)) }
    for url in chosen { required.append(RequiredProfile(root, conformingTo: url)) }
    for url in others where !chosen.contains(url) {
      let type = library.typeName(of: url, release) ?? "an unknown type"
      unchecked.append(.profile(because: "The profile \(text: url) applies to \(text: type), but the payload has another type."))
    }
  }

  private var release: FHIRRelease { typed.release.release }

  /// Adds the profiles that a definition other than a profile assigns to resources by their types.
  private mutating func add(_ assignments: [ProfileAssignment], of url: String) {
    let document = typed.document
    let count = required.count
    for assignment in assignments {
      for resource in document.resources where document.name(resource.type) == assignment.type {
        required.append(RequiredProfile(resource.node, conformingTo: assignment.profile))
      }
    }
    if required.count == count {
      unchecked.append(.profile(because: "\(text: url) has no profile for any resource of the payload."))
    }
  }

  /// Whether a profile is for the type of a resource, or for a base of this type; true if the profile is unknown.
  private func fits(_ url: String, _ resource: Node) -> Bool {
    guard let name = library.typeName(of: url, release) else { return true }
    guard let type = typed.type(of: resource), let wanted = typed.document.symbols.symbol(name) else { return false }
    return typed.release.isType(type, wanted)
  }
}
