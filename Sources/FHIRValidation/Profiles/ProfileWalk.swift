import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks nodes against profiles. Requirements are independent: those of several profiles, of their slices and of the profiles of
/// their types are checked one after another.
struct ProfileWalk {
  let typed: TypedDocument
  let document: Document
  let references: ReferenceIndex
  let bindings: BindingCheck
  let library: ProfileLibrary
  private let coding: Symbol?
  /// Evaluates the constraints of profiles; nil if they are not needed.
  var invariants: InvariantRunner?
  private var profiles: [Name: Profile?] = [:]
  /// Nodes already checked: a profile may be reached in several ways.
  var visited: Set<Visit> = []
  /// The results computed so far of whether a node conforms to a profile. A node whose result is being computed is assumed to
  /// conform.
  var verdicts: [Visit: Bool] = [:]
  var criteria: [ObjectIdentifier: SliceCriteria] = [:]
  private var depth = 0
  /// Greater than 0 in a dry run, which determines whether a node conforms to a profile without reporting.
  var dryRunDepth = 0
  /// The editions of profiles that several packages define; empty for other profiles.
  var knownEditions: [String: [Profile]] = [:]
  /// The edition that applies to a node, by the profile that would apply otherwise.
  var chosenEditions: [Visit: Profile] = [:]
  /// References whose targets only some editions of a profile constrain, with the root of the edition chosen.
  var freeReferences: Set<Visit> = []
  /// The package whose edition a resource claims.
  var claimedPackages: [Node: UInt32?] = [:]

  private struct Name: Hashable {
    var url: String
    var package: UInt32?
  }

  struct Visit: Hashable {
    var node: Node
    var element: ObjectIdentifier
  }

  /// The reasons why profiles are unknown.
  private var reasons: [UnknownProfile: Message] = [:]
  /// Whether missing mustSupport elements are reported.
  let reportsMustSupport: Bool

  /// Deeper than any real profile; a profile may refer to itself through its types.
  private static let maxDepth = 64

  init(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ library: ProfileLibrary, _ invariants: InvariantRunner?,
    reportsMustSupport: Bool
  ) {
    self.invariants = invariants
    self.reportsMustSupport = reportsMustSupport
    self.typed = typed
    document = typed.document
    self.references = references
    self.library = library
    bindings = BindingCheck(typed)
    coding = document.symbols.symbol("coding")
  }

  /// The profile with a canonical URL that occurs in the payload or in another profile.
  mutating func profile(_ url: String, in other: Profile? = nil) -> Profile? {
    let key = Name(url: url, package: other?.package)
    if let found = profiles[key] { return found }
    let profile = library.profile(url, typed.release.release, relativeTo: other)
    profiles[key] = .some(profile)
    return profile
  }

  // MARK: Profiles

  /// Checks a resource against a profile that it claims at `claim`, or that is required of it.
  mutating func check(_ resource: Node, claiming url: String, at claim: Node?, into validation: inout Validation) {
    let range = claim.map { document.valueRange(of: $0) } ?? document.headRange(of: resource)
    let wanted: (name: String, type: TypeShape?)
    if let profile = profile(url, for: resource) {
      wanted = (profile.typeName, profile.type)
      if isOfType(wanted.name, resource) { return check(resource, profile, into: &validation) }
    } else if let name = typeName(ofCanonical: url) {
      wanted = (name, document.symbols.symbol(name).flatMap { typed.release.type($0) })
      if isOfType(name, resource) {
        if isOtherVersion(url) { markUnchecked(profile: url, isClaimed: claim != nil, into: &validation) }
        return
      }
    } else {
      return markUnchecked(profile: url, isClaimed: claim != nil, into: &validation)
    }
    guard let type = typed.type(of: resource) else { return }
    let shown: Message = claim.map { typed.found(url, at: $0) } ?? "\(code: url)"
    validation.report(
      ProfileRules.otherType.finding(
        range, "profile \(shown) applies to \(text: wanted.name), found \(text: document.symbols.name(type.name))",
        help: claim == nil ? "Use a profile for this type." : nil, node: resource))
  }

  /// The name of the type of the release with the given canonical URL; nil for none.
  func typeName(ofCanonical url: String) -> String? {
    guard let name = ProfileLibrary.typeName(ofCanonical: url).map(String.init) else { return nil }
    return document.symbols.symbol(name).flatMap { typed.release.type($0) } == nil ? nil : name
  }

  /// Whether the canonical URL of a type has a version that is not a version of this release.
  func isOtherVersion(_ url: String) -> Bool { ProfileLibrary.isOtherVersion(url, than: typed.release.release) }

  /// Checks a node against a profile.
  mutating func check(_ node: Node, _ profile: Profile, into validation: inout Validation) {
    if let base = profile.unknownBase { markUnchecked(profile: base, into: &validation) }
    if !profile.unknownElements.isEmpty {
      let paths = Message.printable(profile.unknownElements.joined(separator: ", "), limit: 200)
      validation.markUnchecked(
        .profile(
          because: "The profile \(text: profile.canonical) constrains elements that its type does not have: \(text: paths)."))
    }
    check(node, profile.root, of: profile, into: &validation)
  }

  /// Whether a node conforms to a profile.
  mutating func conforms(_ node: Node, to profile: Profile) -> Bool {
    (profile.type == nil || isOfType(profile.typeName, node)) && satisfies(node, profile.root, of: profile)
  }

  /// Whether a node satisfies what a profile requires of an element.
  mutating func satisfies(_ node: Node, _ element: ProfileElement, of profile: Profile) -> Bool {
    let visit = Visit(node: node, element: ObjectIdentifier(element))
    if let verdict = verdicts[visit] { return verdict }
    verdicts[visit] = true
    let outside = visited
    visited = []
    dryRunDepth += 1
    defer { dryRunDepth -= 1 }
    var dryRun = Validation(limit: 20)
    check(node, element, of: profile, into: &dryRun)
    visited = outside
    let verdict = !dryRun.findings.contains { $0.severity >= .error }
    verdicts[visit] = verdict
    return verdict
  }

  /// Records that a profile claimed by the payload, or named by a definition or the user, is unknown.
  mutating func markUnchecked(profile url: String, isClaimed: Bool = false, into validation: inout Validation) {
    guard let reason = unknownReason(for: UnknownProfile(url: url, isClaimed: isClaimed)) else { return }
    validation.markUnchecked(.profile(because: reason))
  }

  /// An unknown profile, and whether its URL comes from the payload.
  struct UnknownProfile: Hashable {
    let url: String
    let isClaimed: Bool
  }

  /// The reason why a profile is unknown; nil if the payload has more unknown profiles than are worth reporting.
  private mutating func unknownReason(for profile: UnknownProfile) -> Message? {
    if let known = reasons[profile] { return known }
    guard reasons.count < Self.maxReasons else { return nil }
    let reason = makeUnknownReason(for: profile)
    reasons[profile] = reason
    return reason
  }

  private static let maxReasons = 200

  private func makeUnknownReason(for profile: UnknownProfile) -> Message {
    let profiles = typed.release.profiles
    let url = profile.url
    let plain = String(url.prefix { $0 != "|" })
    let isType = typeName(ofCanonical: url) != nil
    let shown: Message =
      if !profile.isClaimed {
        "\(text: Message.printable(url, limit: 200))"
      } else if isType {
        ReleaseDefinitions.mentioned(definedURL: url)
      } else {
        typed.release.mentioned(url: url, document.symbols)
      }
    if profiles.isLogicalModel(url) {
      return "\(text: Message.printable(plain, limit: 200)) is a logical model, which cannot constrain resources."
    }
    let checkedAs = typed.release.release.title
    if isType {
      let others = typed.release.release.others
      if let other = others.first(where: { !ProfileLibrary.isOtherVersion(url, than: $0) }) {
        return "The profile \(shown) is for \(text: other.title), but the payload is checked as \(text: checkedAs)."
      }
      return "This version of the profile \(shown) is unknown."
    }
    if plain != url, profiles.isKnown(plain) {
      return "This version of the profile \(shown) is unknown: load its package with --ig."
    }
    if let release = library.otherRelease(of: url, than: typed.release.release) {
      return "The profile \(shown) is for \(text: release), but the payload is checked as \(text: checkedAs)."
    }
    let hint = profiles.urlOfProfileNamed(like: url).map { "did you mean \($0)?" } ?? "load its package with --ig."
    return "The profile \(shown) is unknown: \(text: hint)"
  }

  // MARK: Elements

  /// Checks a node and its content against what a profile requires of an element.
  mutating func check(_ node: Node, _ element: ProfileElement, of profile: Profile, into validation: inout Validation) {
    guard depth < Self.maxDepth, !validation.isFull,
      visited.insert(Visit(node: node, element: ObjectIdentifier(element))).inserted
    else { return }
    depth += 1
    defer { depth -= 1 }
    checkType(of: node, element, of: profile, into: &validation)
    checkValue(of: node, element, of: profile, into: &validation)
    for invariant in element.invariants { invariants?.check(invariant, node, of: profile, into: &validation) }
    for child in element.children { checkChild(child, of: node, element, profile, into: &validation) }
  }

  /// Checks the cardinality of an element inside a node, and each of its items.
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
    if reportsMustSupport, child.mustSupport, items.isEmpty, child.min == 0, child.max != 0 {
      validation.report(
        ProfileRules.mustSupport.finding(
          document.headRange(of: node),
          "\(text: name(child.name)) is mustSupport in profile \(code: profile.canonical), but missing", node: node))
    }
    if let max = child.max, items.count > max {
      for item in max == 0 ? items[...] : items.dropFirst(max).prefix(1) {
        let finding = ProfileRules.maximum.finding(
          document.headRange(of: item),
          max == 0
            ? "\(text: name(child.name)) is not allowed by profile \(code: profile.canonical)"
            : "profile \(code: profile.canonical) allows \(text: name(child.name)) at most \(text: Self.times(max)), found \(items.count)",
          help: max == 0 ? "Remove it." : nil, node: item)
        validation.report(relating(finding, to: items, max))
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

  /// A finding about too many items, with a relation to the first of them if any is allowed.
  func relating(_ finding: Finding, to items: [Node], _ max: Int) -> Finding {
    guard max > 0, let first = items.first else { return finding }
    return finding.relating(to: document.headRange(of: first), "the first occurrence")
  }

  /// Checks the codings of one concept. If one coding conforms, another coding, with the same meaning in a different code system,
  /// violates the profile literally, but rarely the intention of its authors: its violations of fixed values are only warnings.
  private mutating func checkTranslations(
    _ items: [Node], _ element: ProfileElement, of profile: Profile, into validation: inout Validation
  ) {
    guard let conforming = items.first(where: { satisfies($0, element, of: profile) }) else {
      for item in items { check(item, element, of: profile, into: &validation) }
      return
    }
    for item in items where item != conforming {
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
      ? "\(text: name(child.name)) is required by profile \(code: profile.canonical)"
      : "profile \(code: profile.canonical) requires \(text: name(child.name)) at least \(text: Self.times(child.min)), found \(count)"
  }

  /// The child elements with the given name; the base name of a choice covers all of its types.
  func items(_ name: Symbol, of node: Node) -> [Node] {
    document.elements(of: node).filter { item in
      document.record(item).name == name || typed.element(of: item)?.baseName == name
    }
  }

  /// A count in words.
  static func times(_ count: Int) -> String { count == 1 ? "once" : count == 2 ? "twice" : "\(count) times" }

  /// An element's name in printable form.
  func name(_ symbol: Symbol) -> String { Message.printable(document.name(symbol), limit: 80) }
}
