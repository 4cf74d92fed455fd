import FHIRDefinitions
import FHIRSyntax

/// Proves that nodes of a payload keep profiles, by a plan: one look at each node for each profile that is about it.
///
/// The proof is one-sided. What is proven clean has no finding and nothing that is left unchecked; what is not proven has to be walked
/// by `ProfileWalk`, which may find nothing either.
struct ProfileProof {
  let document: Document
  let typed: TypedDocument
  let references: ReferenceIndex
  let release: ReleaseDefinitions
  private let library: ProfileLibrary
  private let invariants: InvariantLibrary
  var plan: ProfilePlan
  private var isGrown = false
  /// Finds out how slices are distinguished; made when that is first needed.
  private var walk: ProfileWalk?
  /// Whether some resource claims a version of a profile: which edition others mean may depend on it.
  private let hasVersions: Bool
  /// How many of an element's children were seen, for each of the elements that are being looked at.
  var counts: [Int32] = []
  private var depth = 0
  private var steps: Int
  /// Whether what references lead to keeps a profile, by node and root of the profile; what is being found out counts as kept.
  private var targets: [UInt64: TargetState] = [:]

  private enum TargetState {
    case isBeingFoundOut
    case kept
    case notProven
  }

  /// Whether something counted as kept while it was being found out.
  private(set) var hasAssumed = false
  /// Whether a text could not be compared byte by byte.
  var isUnsure = false

  private static let greatestDepth = 60
  private static let stepsForNode = 64

  init(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ library: ProfileLibrary, _ invariants: InvariantLibrary,
    _ plan: ProfilePlan
  ) {
    document = typed.document
    self.typed = typed
    self.references = references
    release = typed.release
    self.library = library
    self.invariants = invariants
    self.plan = plan
    steps = 10_000 + Self.stepsForNode * typed.document.nodes.count
    hasVersions = Self.claimsVersions(typed.document)
  }

  private static func claimsVersions(_ document: Document) -> Bool {
    for mark in document.resources {
      guard let meta = document.element(.meta, of: mark.node) else { continue }
      for claim in document.elements(of: meta, named: .profile) where document.hasValue(claim) {
        for byte in document.source.storage[document.valueRange(of: claim)]
        where byte == UInt8(ascii: "|") || byte == UInt8(ascii: "#") {
          return true
        }
      }
    }
    return false
  }

  /// The plan, where this run has compiled more of it.
  var grownPlan: ProfilePlan? { isGrown ? plan : nil }

  // MARK: Profiles

  /// Whether a resource keeps the profile that is claimed in a node, or nothing can be said against it.
  mutating func keepsClaim(_ claim: Node, _ resource: Node) -> Bool {
    let record = document.record(claim)
    guard record.form == .string || record.form == .attribute, !record.flags.contains(.escaped) else { return false }
    let range = document.textRange(of: claim)
    if range.isEmpty { return true }
    guard let link = linkToClaim(in: range) else { return false }
    return keeps(link, resource)
  }

  /// Whether a resource keeps the profile of a URL that is not the payload's own.
  mutating func keeps(_ url: String, _ resource: Node) -> Bool {
    let number = plan.link(url, from: -1)
    return keeps(number, resource)
  }

  private mutating func keeps(_ link: Int32, _ resource: Node) -> Bool {
    switch target(of: link) {
    case .unresolved, .unknown: return false
    case .type(let type): return isSome(type, resource)
    case .profile(let row):
      if plan.links[Int(link)].hasEditions && hasVersions { return false }
      guard isAbout(row, resource) else { return false }
      return keeps(profile: row, resource)
    }
  }

  /// Whether an extension is known, in its place and as its definition has it.
  mutating func keepsDefinition(_ node: Node) -> Bool {
    guard let url = document.element(.url, of: node), document.hasValue(url) else { return true }
    let record = document.record(url)
    if record.flags.contains(.escaped) { return false }
    let range = document.textRange(of: url)
    guard URIGrammar.hasScheme(document.source.storage[range]) else { return true }
    guard let link = linkToClaim(in: range), case .profile(let row) = target(of: link) else { return false }
    if plan.links[Int(link)].hasEditions && hasVersions { return false }
    let profile = plan.profiles[Int(row)]
    guard profile.isOfExtensions, !profile.hasContextInvariants,
      (document.record(node).name == .modifierExtension) == profile.isModifier
    else { return false }
    guard !profile.hasContexts || isInPlace(profile, node) else { return false }
    return keeps(profile: row, node)
  }

  /// Whether an element keeps the profile that FHIR itself gives its type.
  mutating func keepsProfileOfType(_ url: String, _ node: Node) -> Bool {
    switch target(of: plan.link(url, from: -1)) {
    case .profile(let row): keeps(profile: row, node)
    case .type, .unknown: true
    case .unresolved: false
    }
  }

  private mutating func keeps(profile row: Int32, _ node: Node) -> Bool {
    if depth == 0 { isUnsure = false }
    let profile = plan.profiles[Int(row)]
    return !profile.isPartlyUnknown && isClean(node, profile.root)
  }

  /// Whether a profile is about the type of a resource.
  private func isAbout(_ profile: Int32, _ node: Node) -> Bool {
    plan.profiles[Int(profile)].type.map { isSome($0, node) } ?? true
  }

  private func isSome(_ name: Symbol, _ node: Node) -> Bool {
    guard let type = typed.type(of: node) else { return true }
    return release.isType(type, name)
  }

  // MARK: Links

  /// The link of a URL that a payload has in a range of bytes; nil for one that the definitions do not have, so that no payload
  /// makes the plan grow.
  private mutating func linkToClaim(in range: Range<Int>) -> Int32? {
    // FNV-1a. URLs with the same hash are compared below.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in document.source.storage[range] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    if let known = plan.claimed[hash], document.source.storage[range].elementsEqual(plan.links[Int(known)].url.utf8) {
      return known
    }
    let url = document.source.string(range)
    guard library.profile(url, release.release) != nil || library.typeName(of: url, release.release) != nil else { return nil }
    let number = plan.link(url, from: -1)
    if plan.claimed.count < Self.mostClaims {
      plan.claimed[hash] = number
      isGrown = true
    }
    return number
  }

  private static let mostClaims = 10_000

  private mutating func target(of link: Int32) -> ProfilePlan.Link.Target {
    if case .unresolved = plan.links[Int(link)].target {
      plan.resolve(link, library)
      if case .unknown = plan.links[Int(link)].target {} else { isGrown = true }
    }
    return plan.links[Int(link)].target
  }

  // MARK: Elements

  /// Whether a node keeps what a profile demands of an element.
  mutating func isClean(_ node: Node, _ row: Int32) -> Bool {
    steps -= 1
    guard steps > 0, depth < Self.greatestDepth else { return false }
    if !plan.elements[Int(row)].isCompiled {
      plan.compile(row, invariants)
      isGrown = true
    }
    let element = plan.elements[Int(row)]
    if element.isInexpressible { return false }
    depth += 1
    defer { depth -= 1 }
    return (element.types.isEmpty || hasType(node, element))
      && hasValue(node, element)
      && (element.invariants.isEmpty || holdInvariants(node, element))
      && (element.children.isEmpty || areChildrenClean(node, element))
  }

  private mutating func areChildrenClean(_ node: Node, _ element: PlannedElement) -> Bool {
    let first = counts.count
    for _ in element.children { counts.append(0) }
    defer { counts.removeLast(element.children.count) }
    var items = document.elements(of: node)
    while let item = items.next() {
      let name = document.record(item).name
      let base = element.hasChoices ? baseName(of: item) : name
      for index in element.children where plan.childNames[index] == name || plan.childNames[index] == base {
        let place = first + index - element.children.lowerBound
        counts[place] += 1
        let row = plan.children[index]
        guard counts[place] <= plan.elements[Int(row)].max, isClean(item, row) else { return false }
      }
    }
    for index in element.children {
      let count = counts[first + index - element.children.lowerBound]
      let row = plan.children[index]
      let child = plan.elements[Int(row)]
      if count < child.min { return false }
      // Of a child that is not there only the slicing is still to be looked at.
      if !child.isCompiled {
        plan.compile(row, invariants)
        isGrown = true
      }
      let slicing = plan.elements[Int(row)].slicing
      if slicing >= 0, !areSlicesClean(slicing, child.name, of: node, isEmpty: count == 0) { return false }
    }
    return true
  }

  private func baseName(of node: Node) -> Symbol { typed.element(of: node)?.baseName ?? .none }

  mutating func compile(slicing row: Int32) {
    var walk = walk ?? ProfileWalk(typed, references, library, nil, notesSupport: false)
    plan.compile(slicing: row, &walk)
    self.walk = walk
    isGrown = true
  }

  // MARK: Types

  private mutating func hasType(_ node: Node, _ element: PlannedElement) -> Bool {
    guard let row = typed.typeRow(of: node) else { return true }
    for index in element.types where plan.types[index].row == row { return keepsProfiles(of: plan.types[index], node) }
    guard let type = release.type(at: row) else { return false }
    let isChoice = typed.element(of: node)?.isChoice ?? false
    var chosen: Int?
    for index in element.types where permits(plan.types[index], type, isChoice: isChoice) {
      if plan.types[index].name == type.name {
        chosen = index
        break
      }
      if chosen == nil { chosen = index }
    }
    return chosen.map { keepsProfiles(of: plan.types[$0], node) } ?? false
  }

  func permits(_ permitted: PlannedType, _ type: TypeShape, isChoice: Bool) -> Bool {
    if permitted.isAny { return true }
    return isChoice && !permitted.isAbstract ? permitted.row == type.index : release.isType(type, permitted.name)
  }

  private mutating func keepsProfiles(of type: PlannedType, _ node: Node) -> Bool {
    if !type.isReference { return type.profiles.isEmpty || keepsOne(of: type.profiles, node) }
    // A profile of a reference may be meant for what it leads to.
    guard type.profiles.isEmpty else { return false }
    return (type.targets.isEmpty || leads(node, to: type.targets))
      && (type.permitsContained && type.permitsReferenced || isPermitted(node, type))
  }

  private mutating func keepsOne(of links: Range<Int>, _ node: Node) -> Bool {
    for index in links {
      let link = plan.linkLists[index]
      switch target(of: link) {
      case .unresolved, .unknown: return false
      case .type(let type): return isSome(type, node)
      case .profile(let row):
        if plan.links[Int(link)].hasEditions && hasVersions { return false }
        if links.count == 1 { return isAbout(row, node) && keeps(profile: row, node) }
      }
    }
    for index in links {
      guard case .profile(let row) = target(of: plan.linkLists[index]) else { return false }
      if isAbout(row, node), keeps(profile: row, node) { return true }
    }
    return false
  }

  // MARK: References

  private func isPermitted(_ node: Node, _ type: PlannedType) -> Bool {
    guard let text = document.element(.reference, of: node), document.hasValue(text) else { return true }
    let range = document.textRange(of: text)
    if range.isEmpty || document.record(text).flags.contains(.escaped) { return false }
    let isContained = document.source.storage[range.lowerBound] == UInt8(ascii: "#")
    return isContained ? type.permitsContained : type.permitsReferenced
  }

  private mutating func leads(_ node: Node, to links: Range<Int>) -> Bool {
    guard let textNode = document.element(.reference, of: node), let text = document.value(of: textNode) else { return true }
    let target = references.target(of: text, from: textNode)
    guard
      let name = target.flatMap({ document.resourceType(of: $0) }) ?? ReferenceText(text, in: release, document.symbols).type
    else { return true }
    let type = release.type(name)
    var hasUnknown = false
    var hasCandidate = false
    for index in links {
      switch self.target(of: plan.linkLists[index]) {
      case .unresolved, .unknown: hasUnknown = true
      case .type(let wanted): if type.map({ release.isType($0, wanted) }) ?? (name == wanted) { return true }
      case .profile(let row): hasCandidate = hasCandidate || leads(name, type, to: row)
      }
    }
    guard hasCandidate, !hasUnknown else { return false }
    guard let target else { return true }
    for index in links {
      let link = plan.linkLists[index]
      guard case .profile(let row) = self.target(of: link), leads(name, type, to: row) else { continue }
      if plan.links[Int(link)].hasEditions && hasVersions { return false }
      if isAbout(row, target), keepsAsTarget(row, target) { return true }
    }
    return false
  }

  private func leads(_ name: Symbol, _ type: TypeShape?, to profile: Int32) -> Bool {
    guard let wanted = plan.profiles[Int(profile)].type else { return false }
    return name == wanted || type.map { release.isType($0, wanted) } ?? false
  }

  private mutating func keepsAsTarget(_ profile: Int32, _ node: Node) -> Bool {
    let key = UInt64(node.index) << 32 | UInt64(UInt32(bitPattern: plan.profiles[Int(profile)].root))
    switch targets[key] {
    case .isBeingFoundOut:
      hasAssumed = true
      return true
    case .kept: return true
    case .notProven: return false
    case nil: break
    }
    targets[key] = .isBeingFoundOut
    let keeps = keeps(profile: profile, node)
    targets[key] = keeps ? .kept : .notProven
    return keeps
  }
}
