import FHIRDefinitions
import FHIRSyntax

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
    if let unknown { return leaveOut(profile: unknown, into: &validation) }
    let range = document.valueRange(of: textNode)
    if candidates.isEmpty {
      // What FHIR itself rules out is told as that.
      if trials == 0, isRuledOut(type, at: node) { return }
      validation.report(
        ProfileRules.targetType.finding(
          range,
          "the profile \(code: profile.canonical) expects a reference to \(words: Message.list(of: names)), found one to \(words: Message.printable(document.name(type), limit: 64))",
          node: node))
      return
    }
    guard let target else { return }
    let wanted = PendingTarget(reference: node, target: target, candidates: candidates, demand: demand)
    if faulty == nil {
      pending.append(wanted)
    } else {
      checkProfile(of: wanted, into: &validation)
    }
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

  /// Checks what references lead to, once all else that is wrong with the payload is known: what is no valid resource keeps
  /// no profile.
  mutating func checkPendingTargets(into validation: inout Validation) {
    faulty = validation.findings.filter { $0.severity >= .error }.compactMap(\.node).sorted()
    verdicts = [:]
    for wanted in pending where !validation.isFull { checkProfile(of: wanted, into: &validation) }
    pending = []
  }

  private mutating func checkProfile(of wanted: PendingTarget, into validation: inout Validation) {
    if !hasError(wanted.target) { for candidate in wanted.candidates where keeps(wanted.target, candidate) { return } }
    guard let textNode = document.element(.reference, of: wanted.reference),
      let type = document.resourceType(of: wanted.target)
    else { return }
    var message: Message =
      "the \(words: document.name(type)) that this leads to does not keep the profile \(words: Message.list(of: wanted.candidates.map(\.canonical)))"
    // What is wrong with the resource itself is told there; what only this profile wants of it is told here alone.
    if !hasError(wanted.target), wanted.candidates.count == 1, let fault = firstFault(of: wanted.target, wanted.candidates[0]) {
      message = "\(message), by \(words: fault.code): \(fault.message)"
    }
    validation.report(
      ProfileRules.targetProfile.finding(document.valueRange(of: textNode), message, node: wanted.reference))
    if let demand = wanted.demand { validation.record(brokenBy: ProfileRules.targetProfile.code, demand) }
  }

  /// Whether an error is about a resource or something in it.
  private func hasError(_ resource: Node) -> Bool {
    guard let faulty else { return false }
    let index = faulty.firstIndex(pastThose: { $0 < resource })
    return index < faulty.count && faulty[index].index < document.record(resource).next
  }

  /// The first thing by which a node does not keep a profile.
  private mutating func firstFault(of node: Node, _ profile: Profile) -> Finding? {
    firstFault(of: node, profile.root, profile)
  }

  /// The first thing by which a node does not keep what a profile says of an element.
  mutating func firstFault(of node: Node, _ element: ProfileElement, _ profile: Profile) -> Finding? {
    let outside = visited
    visited = []
    trials += 1
    defer {
      trials -= 1
      visited = outside
    }
    var trial = Validation(limit: 20)
    check(node, element, of: profile, into: &trial)
    return trial.findings.first { $0.severity >= .error }
  }
}
