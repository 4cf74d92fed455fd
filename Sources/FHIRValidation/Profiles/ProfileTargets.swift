import FHIRDefinitions
import FHIRSyntax
import Findings

/// Reference targets: a profile must allow their type and, if they are in the payload, they must conform to the profile for this
/// type.
extension ProfileWalk {
  /// Checks that the target of a reference has the type of one of the given profiles and, if it is in the payload, conforms to
  /// the profile.
  mutating func checkTarget(
    of node: Node, _ urls: [String], _ profile: Profile, into validation: inout Validation
  ) {
    guard let textNode = document.element(.reference, of: node), let text = document.value(of: textNode) else { return }
    let target = references.target(of: text, from: textNode)
    guard
      let type = target.flatMap({ document.resourceType(of: $0) })
        ?? ReferenceText(text, in: typed.release, document.symbols).type
    else { return }
    var names: [String] = []
    var candidates: [Profile] = []
    var unknown: String?
    for url in urls {
      if let found = self.profile(url, in: profile) {
        names.append(found.typeName)
        if isType(type, named: found.typeName) { candidates.append(found) }
      } else if let name = ProfileLibrary.typeName(ofCanonical: url),
        let wanted = document.symbols.symbol(String(name)), typed.release.type(wanted) != nil
      {
        if typed.release.type(type).map({ typed.release.isType($0, wanted) }) ?? (type == wanted) { return }
        names.append(String(name))
      } else {
        unknown = unknown ?? url
      }
    }
    // The target may conform to the unknown profile.
    if let unknown { return markUnchecked(profile: unknown, into: &validation) }
    let range = document.valueRange(of: textNode)
    if candidates.isEmpty {
      // A target that FHIR itself prohibits is reported elsewhere.
      if dryRunDepth == 0, isRuledOut(type, at: node) { return }
      let found = target.map { document.publicType(of: $0) ?? "an unknown type" } ?? document.name(type)
      validation.report(
        ProfileRules.targetType.finding(
          range,
          "profile \(code: profile.canonical) requires a reference to \(text: Alternatives.shortText(names)), found one to \(text: Message.printable(found, limit: 64))",
          node: node, relatedTo: target, in: document))
      return
    }
    guard let target else { return }
    let isFree = freeReferences.contains(Visit(node: node, element: ObjectIdentifier(profile.root)))
    if isFree, candidates.contains(where: { claims($0, target) }) { return }
    checkProfile(of: target, candidates, at: node, textNode, into: &validation)
  }

  /// Whether a type has the given name, or derives from the type with this name.
  private func isType(_ type: Symbol, named name: String) -> Bool {
    if document.name(type) == name { return true }
    guard let wanted = document.symbols.symbol(name), let shape = typed.release.type(type) else { return false }
    return typed.release.isType(shape, wanted)
  }

  /// Whether the element, regardless of the profile, prohibits references to a type.
  private func isRuledOut(_ type: Symbol, at node: Node) -> Bool {
    guard let element = typed.element(of: node) else { return false }
    let targets = typed.release.targets(of: element)
    return !targets.isEmpty
      && targets.allSatisfy { target in
        guard case .type(let name) = target else { return false }
        return name != type && !(typed.release.type(type).map { typed.release.isType($0, name) } ?? false)
      }
  }

  /// Whether a resource claims a profile, in any version.
  private func claims(_ profile: Profile, _ resource: Node) -> Bool {
    guard let meta = document.element(.meta, of: resource) else { return false }
    return document.elements(of: meta, named: .profile).contains {
      document.value(of: $0).map { Canonical.withoutVersion($0) == profile.url } ?? false
    }
  }

  /// Checks that a target conforms to at least one of the given profiles. Other errors in the target are reported there.
  private mutating func checkProfile(
    of target: Node, _ candidates: [Profile], at reference: Node, _ textNode: Node, into validation: inout Validation
  ) {
    var applicable: [Profile] = []
    for candidate in candidates {
      let profile = profile(candidate.url, in: candidate, for: target) ?? candidate
      if conforms(target, to: profile) { return }
      applicable.append(profile)
    }
    if document.resourceType(of: target) == nil { return }
    var message: Message =
      "the referenced \(text: document.publicType(of: target) ?? "resource") does not conform to profile \(text: Alternatives.shortText(applicable.map(\.canonical)))"
    // The first error is needed only for messages. In a dry run, targets of targets would be searched repeatedly.
    if dryRunDepth == 0, applicable.count == 1, let error = firstError(of: target, applicable[0]) {
      message = "\(message): \(text: error.code), \(error.message)"
    }
    validation.report(
      ProfileRules.targetProfile.finding(
        document.valueRange(of: textNode), message, node: reference, relatedTo: target, in: document))
  }

  /// The first error that makes a node violate a profile.
  private mutating func firstError(of node: Node, _ profile: Profile) -> Finding? {
    firstError(of: node, profile.root, profile)
  }

  /// The first error that makes a node violate what a profile requires of an element.
  mutating func firstError(of node: Node, _ element: ProfileElement, _ profile: Profile) -> Finding? {
    findings(of: node, element, profile).first { $0.severity >= .error }
  }

  /// The findings of a profile for a node, without reporting them.
  mutating func findings(of node: Node, _ element: ProfileElement, _ profile: Profile) -> [Finding] {
    let outside = visited
    visited = []
    dryRunDepth += 1
    defer {
      dryRunDepth -= 1
      visited = outside
    }
    var dryRun = Validation(limit: 20)
    check(node, element, of: profile, into: &dryRun)
    return dryRun.findings
  }
}
