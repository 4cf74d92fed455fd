import FHIRDefinitions
import FHIRSyntax
import Findings

/// Holds nodes against profiles. Each demand of a profile stands by itself: what several profiles, their slices and the
/// profiles of their types say of a node is checked one after the other.
struct ProfileWalk {
  let typed: TypedDocument
  let document: Document
  let references: ReferenceIndex
  let bindings: BindingCheck
  let library: ProfileLibrary
  private let coding: Symbol?
  /// Evaluates the constraints of profiles; nil where nobody asks for them.
  var invariants: InvariantRunner?
  private var profiles: [Name: Profile?] = [:]
  /// What was checked already: a profile may be reached in several ways.
  var visited: Set<Visit> = []
  /// Whether a node keeps a profile, as far as it was asked. What is being found out counts as kept.
  var verdicts: [Visit: Bool] = [:]
  var criteria: [ObjectIdentifier: SliceCriteria] = [:]
  private var depth = 0
  /// More than 0 while it is found out whether something keeps a profile: then nothing is told.
  var dryRunDepth = 0
  /// The editions of profiles that several packages define; empty for other profiles.
  var knownEditions: [String: [Profile]] = [:]
  /// The edition that counts for a node, by the profile that would count otherwise.
  var chosenEditions: [Visit: Profile] = [:]
  /// The packages whose editions resources claim.
  var claimedPackages: [Node: UInt32?] = [:]

  private struct Name: Hashable {
    var url: String
    var package: UInt32?
  }

  struct Visit: Hashable {
    var node: Node
    var element: ObjectIdentifier
  }

  /// Why profiles are not known.
  private var reasons: [String: String] = [:]
  /// Whether what must be supported and is not there is told.
  let notesSupport: Bool

  /// Deeper than any profile goes; a profile whose types lead back to itself does.
  private static let greatestDepth = 64

  init(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ library: ProfileLibrary, _ invariants: InvariantRunner?,
    notesSupport: Bool
  ) {
    self.invariants = invariants
    self.notesSupport = notesSupport
    self.typed = typed
    document = typed.document
    self.references = references
    self.library = library
    bindings = BindingCheck(typed)
    coding = document.symbols.symbol("coding")
  }

  /// The profile of a canonical URL that stands in a payload, or in another profile.
  mutating func profile(_ url: String, in other: Profile? = nil) -> Profile? {
    let key = Name(url: url, package: other?.package)
    if let found = profiles[key] { return found }
    let profile = library.profile(url, typed.release.release, beside: other)
    profiles[key] = .some(profile)
    return profile
  }

  // MARK: Profiles

  /// Checks a resource against a profile that it claims in a node, or that it was asked to keep.
  mutating func check(_ resource: Node, claiming url: String, at claim: Node?, into validation: inout Validation) {
    let place = claim.map { document.valueRange(of: $0) } ?? document.headRange(of: resource)
    let wanted: (name: String, type: TypeShape?)
    if let profile = profile(url, for: resource) {
      wanted = (profile.typeName, profile.type)
      if isSome(wanted.name, resource) { return check(resource, profile, into: &validation) }
    } else if let name = typeName(ofCanonical: url) {
      wanted = (name, document.symbols.symbol(name).flatMap { typed.release.type($0) })
      if isSome(name, resource) {
        if isOtherVersion(url) { markUnchecked(profile: url, into: &validation) }
        return
      }
    } else {
      return markUnchecked(profile: url, into: &validation)
    }
    guard let type = typed.type(of: resource) else { return }
    validation.report(
      ProfileRules.otherType.finding(
        place, "the profile \(code: url) is about \(words: wanted.name), not \(words: document.symbols.name(type.name))",
        node: resource))
  }

  /// The type of the release that a canonical URL is that of.
  func typeName(ofCanonical url: String) -> String? {
    guard let name = ProfileLibrary.typeName(ofCanonical: url).map(String.init) else { return nil }
    return document.symbols.symbol(name).flatMap { typed.release.type($0) } == nil ? nil : name
  }

  /// Whether a canonical URL of a type has a version that is not of this release.
  func isOtherVersion(_ url: String) -> Bool { ProfileLibrary.isOtherVersion(url, than: typed.release.release) }

  /// Checks a node against a profile.
  mutating func check(_ node: Node, _ profile: Profile, into validation: inout Validation) {
    if let base = profile.unknownBase { markUnchecked(profile: base, into: &validation) }
    if !profile.unknownElements.isEmpty {
      let paths = Message.printable(profile.unknownElements.joined(separator: ", "), limit: 200)
      validation.markUnchecked(
        Unchecked(
          code: ProfileRules.otherType.code, subject: ProfileRules.otherType.requirement,
          reason: "The profile \(profile.canonical) speaks of what its type does not have: \(paths)."))
    }
    check(node, profile.root, of: profile, into: &validation)
  }

  /// Whether a node conforms to a profile.
  mutating func conforms(_ node: Node, to profile: Profile) -> Bool {
    (profile.type == nil || isSome(profile.typeName, node)) && keeps(node, profile.root, of: profile)
  }

  /// Whether a node keeps what a profile says of an element.
  mutating func keeps(_ node: Node, _ element: ProfileElement, of profile: Profile) -> Bool {
    let visit = Visit(node: node, element: ObjectIdentifier(element))
    if let verdict = verdicts[visit] { return verdict }
    verdicts[visit] = true
    let outside = visited
    visited = []
    dryRunDepth += 1
    defer { dryRunDepth -= 1 }
    var trial = Validation(limit: 20)
    check(node, element, of: profile, into: &trial)
    visited = outside
    let verdict = !trial.findings.contains { $0.severity >= .error }
    verdicts[visit] = verdict
    return verdict
  }

  mutating func markUnchecked(profile url: String, into validation: inout Validation) {
    guard let reason = reason(whyUnknown: url) else { return }
    validation.markUnchecked(
      Unchecked(
        code: ProfileRules.otherType.code, subject: ProfileRules.otherType.requirement,
        reason: reason))
  }

  /// Nil where the payload names more of them than anybody wants to read of.
  private mutating func reason(whyUnknown url: String) -> String? {
    if let known = reasons[url] { return known }
    guard reasons.count < Self.mostReasons else { return nil }
    let reason = findReason(whyUnknown: url)
    reasons[url] = reason
    return reason
  }

  private static let mostReasons = 200

  private func findReason(whyUnknown url: String) -> String {
    let profiles = typed.release.profiles
    let shown = Message.printable(url, limit: 200)
    if profiles.isLogicalModel(url) { return "\(shown) is a logical model, which says nothing of resources." }
    let plain = String(url.prefix { $0 != "|" })
    if typeName(ofCanonical: url) != nil {
      let others = typed.release.release.others
      if let other = others.first(where: { !ProfileLibrary.isOtherVersion(url, than: $0) }) {
        return "The profile \(shown) is for \(other.title), and this is read as \(typed.release.release.title)."
      }
      return "This version of the profile \(shown) is not known here."
    }
    if plain != url, profiles.isKnown(plain) {
      return "This version of the profile \(shown) is not known here: load its package with --ig."
    }
    if let release = library.otherRelease(of: url, than: typed.release.release) {
      return "The profile \(shown) is for \(release), and this is read as \(typed.release.release.title)."
    }
    let hint = profiles.namesake(of: url).map { "\($0) is, if that is what is meant" } ?? "load its package with --ig"
    return "The profile \(shown) is not known here: \(hint)."
  }

  // MARK: Elements

  /// Checks a node against what a profile says of an element, and all that stands inside.
  mutating func check(_ node: Node, _ element: ProfileElement, of profile: Profile, into validation: inout Validation) {
    guard depth < Self.greatestDepth, !validation.isFull,
      visited.insert(Visit(node: node, element: ObjectIdentifier(element))).inserted
    else { return }
    depth += 1
    defer { depth -= 1 }
    checkType(of: node, element, of: profile, into: &validation)
    checkValue(of: node, element, of: profile, into: &validation)
    for invariant in element.invariants { invariants?.check(invariant, node, of: profile, into: &validation) }
    for child in element.children { checkChild(child, of: node, element, profile, into: &validation) }
  }

  /// Checks how often an element occurs inside a node, and each of its occurrences.
  private mutating func checkChild(
    _ child: ProfileElement, of node: Node, _ parent: ProfileElement, _ profile: Profile, into validation: inout Validation
  ) {
    let items = items(child.name, of: node)
    if items.count < child.min, !document.isCutOff(node) {
      validation.report(
        ProfileRules.minimum.finding(
          document.headRange(of: node), missing(child, items.count, profile), help: "Add \(name(child.name)).", node: node,
          missing: items.isEmpty ? name(child.name) : nil))
    }
    if notesSupport, child.mustSupport, items.isEmpty, child.min == 0, child.max != 0 {
      validation.report(
        ProfileRules.mustSupport.finding(
          document.headRange(of: node),
          "\(words: name(child.name)) must be supported by the profile \(code: profile.canonical), and is not here", node: node))
    }
    if let max = child.max, items.count > max {
      for item in max == 0 ? items[...] : items.dropFirst(max).prefix(1) {
        validation.report(
          ProfileRules.maximum.finding(
            document.headRange(of: item),
            max == 0
              ? "\(words: name(child.name)) is not allowed by the profile \(code: profile.canonical)"
              : "expected \(words: name(child.name)) at most \(words: Self.times(max)) by the profile \(code: profile.canonical), found \(items.count)",
            help: max == 0 ? "Remove it." : nil, node: item))
      }
      if max == 0 { return }
    }
    if !child.slices.isEmpty { checkSlices(of: child, inside: parent, items, inside: node, profile, into: &validation) }
    if items.count > 1, child.name == coding, !child.children.isEmpty {
      checkTranslations(items, child, of: profile, into: &validation)
    } else {
      for item in items { check(item, child, of: profile, into: &validation) }
    }
  }

  /// Checks the codings of one concept. Where one has the code that a profile fixes, another that says the same in the codes
  /// of another system is what the profile rules out by its letter, and what its authors had in mind hardly ever.
  private mutating func checkTranslations(
    _ items: [Node], _ element: ProfileElement, of profile: Profile, into validation: inout Validation
  ) {
    guard let kept = items.first(where: { keeps($0, element, of: profile) }) else {
      for item in items { check(item, element, of: profile, into: &validation) }
      return
    }
    for item in items where item != kept {
      var others = Validation(limit: 20)
      check(item, element, of: profile, into: &others)
      for var finding in others.findings {
        if finding.code == ProfileRules.fixed.code { finding.severity = .warning }
        validation.report(finding)
      }
      for unchecked in others.unchecked { validation.markUnchecked(unchecked) }
    }
  }

  private func missing(_ child: ProfileElement, _ count: Int, _ profile: Profile) -> Message {
    count == 0 && child.min == 1
      ? "\(words: name(child.name)) is missing, which the profile \(code: profile.canonical) demands"
      : "expected \(words: name(child.name)) at least \(words: Self.times(child.min)) by the profile \(code: profile.canonical), found \(count)"
  }

  /// The elements of a name directly inside a node; the name of a choice stands for all of its types.
  func items(_ name: Symbol, of node: Node) -> [Node] {
    document.elements(of: node).filter { item in
      document.record(item).name == name || typed.element(of: item)?.baseName == name
    }
  }

  /// How often.
  static func times(_ count: Int) -> String { count == 1 ? "once" : count == 2 ? "twice" : "\(count) times" }

  /// The spelling of an element's name.
  func name(_ symbol: Symbol) -> String { Message.printable(document.name(symbol), limit: 80) }
}
