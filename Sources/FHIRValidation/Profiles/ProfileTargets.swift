import FHIRDefinitions
import FHIRSyntax
import Findings

/// What references lead to: one of the types that a profile leaves, and, where that is in the payload, what keeps its profile.
extension ProfileWalk {
  /// Checks that a reference leads to one of several types, and that what it leads to keeps its profile.
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
        if leads(to: type, found.typeName) { candidates.append(found) }
      } else if let name = ProfileLibrary.typeName(ofCanonical: url),
        let wanted = document.symbols.symbol(String(name)), typed.release.type(wanted) != nil
      {
        if typed.release.type(type).map({ typed.release.isType($0, wanted) }) ?? (type == wanted) { return }
        names.append(String(name))
      } else {
        unknown = unknown ?? url
      }
    }
    // What is referred to may keep the profile that nobody knows.
    if let unknown { return markUnchecked(profile: unknown, into: &validation) }
    let range = document.valueRange(of: textNode)
    if candidates.isEmpty {
      // What FHIR itself rules out is told as that.
      if dryRunDepth == 0, isRuledOut(type, at: node) { return }
      validation.report(
        ProfileRules.targetType.finding(
          range,
          "the profile \(code: profile.canonical) expects a reference to \(words: Message.list(of: names)), found one to \(words: Message.printable(document.name(type), limit: 64))",
          node: node))
      return
    }
    if let target { checkProfile(of: target, candidates, at: node, textNode, into: &validation) }
  }

  /// Whether a type is one of a name, or built on it.
  private func leads(to type: Symbol, _ name: String) -> Bool {
    if document.name(type) == name { return true }
    guard let wanted = document.symbols.symbol(name), let shape = typed.release.type(type) else { return false }
    return typed.release.isType(shape, wanted)
  }

  /// Whether the element, whatever the profile, does not permit references to a type.
  private func isRuledOut(_ type: Symbol, at node: Node) -> Bool {
    guard let element = typed.element(of: node) else { return false }
    let targets = typed.release.targets(of: element)
    return !targets.isEmpty
      && targets.allSatisfy { target in
        guard case .type(let name) = target else { return false }
        return name != type && !(typed.release.type(type).map { typed.release.isType($0, name) } ?? false)
      }
  }

  /// Checks that a target conforms to one of some profiles. What else is wrong with it is reported where it is.
  private mutating func checkProfile(
    of target: Node, _ candidates: [Profile], at reference: Node, _ textNode: Node, into validation: inout Validation
  ) {
    var applicable: [Profile] = []
    for candidate in candidates {
      let profile = profile(candidate.url, in: candidate, for: target) ?? candidate
      if conforms(target, to: profile) { return }
      applicable.append(profile)
    }
    guard let type = document.resourceType(of: target) else { return }
    var message: Message =
      "the \(words: document.name(type)) that this refers to does not conform to the profile \(words: Message.list(of: applicable.map(\.canonical)))"
    // Only for people: in a trial, targets of targets of targets would each be searched again.
    if dryRunDepth == 0, applicable.count == 1, let fault = firstFault(of: target, applicable[0]) {
      message = "\(message), by \(words: fault.code): \(fault.message)"
    }
    validation.report(
      ProfileRules.targetProfile.finding(document.valueRange(of: textNode), message, node: reference))
  }

  /// The first thing by which a node does not keep a profile.
  private mutating func firstFault(of node: Node, _ profile: Profile) -> Finding? {
    firstFault(of: node, profile.root, profile)
  }

  /// The first thing by which a node does not keep what a profile says of an element.
  mutating func firstFault(of node: Node, _ element: ProfileElement, _ profile: Profile) -> Finding? {
    faults(of: node, element, profile).first { $0.severity >= .error }
  }

  /// What a profile objects to in a node, without reporting it.
  mutating func faults(of node: Node, _ element: ProfileElement, _ profile: Profile) -> [Finding] {
    let outside = visited
    visited = []
    dryRunDepth += 1
    defer {
      dryRunDepth -= 1
      visited = outside
    }
    var trial = Validation(limit: 20)
    check(node, element, of: profile, into: &trial)
    return trial.findings
  }
}
