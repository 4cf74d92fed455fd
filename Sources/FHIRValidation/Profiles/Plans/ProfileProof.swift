import FHIRDefinitions
import FHIRSyntax

/// Proves that nodes of a payload conform to profiles, using a plan: one visit of each node for each applicable profile.
///
/// The proof is one-sided. A node that is proven clean has no findings and nothing unchecked; any other node must be walked by
/// `ProfileWalk`, which may find nothing either.
///
/// If the proof reaches a row that is not compiled, it continues as if the node conformed; then the row is compiled, and the
/// proof runs again.
struct ProfileProof {
  let reader: NodeReader
  let typed: TypedDocument
  let references: ReferenceIndex
  let library: ProfileLibrary
  let invariants: InvariantLibrary
  let codes: CodeTables
  /// Whether users loaded code systems or value sets, so that codes are looked up by text.
  let hasLoadedCodes: Bool
  /// The plan shared by all runs, or a copy that this run has extended.
  private var shared: ProfilePlans.Shared
  private var isGrown = false
  /// Determines how slices are distinguished; created on first use.
  var walk: ProfileWalk?
  /// Whether any resource claims a version of a profile, on which the edition for other resources may depend; nil until
  /// determined.
  var hasVersions: Bool?
  /// The rows reached that are not compiled.
  var uncompiledRows: [UncompiledRow] = []
  var depth = 0
  var steps: Int
  /// Whether the targets of references conform to profiles; a target whose result is being computed is assumed to conform.
  var targets = TargetStates()

  enum UncompiledRow {
    case element(Int32)
    case slicing(Int32)
    case link(Int32)
  }

  /// Whether the proof assumed that a target conforms because its result was being computed.
  private(set) var hasAssumed = false
  /// Whether the proof met a value or code that it cannot compare.
  var isUnsure = false

  private static var maxDepth: Int { 60 }
  private static var stepsPerNode: Int { 64 }

  init(
    _ reader: NodeReader, _ typed: TypedDocument, _ references: ReferenceIndex, _ library: ProfileLibrary,
    _ invariants: InvariantLibrary, _ plan: ProfilePlans.Shared
  ) {
    self.reader = reader
    self.typed = typed
    self.references = references
    self.library = library
    self.invariants = invariants
    shared = plan
    codes = typed.release.terminology.pack
    hasLoadedCodes = typed.release.terminology.isExtended
    steps = 10_000 + Self.stepsPerNode * Int(reader.count)
  }

  var plan: ProfilePlan {
    @inline(__always)
    _read { yield shared.plan }
  }

  /// The plan, if this run has compiled more of it.
  var grownPlan: ProfilePlans.Shared? { isGrown ? shared : nil }

  /// Compiles more of the plan.
  mutating func grow<Result>(_ body: (inout ProfilePlan) -> Result) -> Result {
    if !isGrown { shared = ProfilePlans.Shared(shared.plan) }
    isGrown = true
    return shared.grow(body)
  }

  // MARK: Profiles

  /// Whether a resource conforms to the profile claimed at a node; true for an empty claim.
  mutating func satisfiesClaim(_ claim: UInt32, _ resource: UInt32) -> Bool {
    let record = reader.record(claim)
    switch record.form {
    case .string, .attribute: break
    default: return false
    }
    if NodeReader.has(record, .escaped) { return false }
    let (start, end) = NodeReader.text(record)
    if start >= end { return true }
    guard let link = linkToClaim(start, end) else { return false }
    return satisfies(link, resource)
  }

  /// Whether a resource conforms to the profile with a URL that does not come from the payload.
  mutating func satisfies(_ url: String, _ resource: UInt32) -> Bool { satisfies(link(to: url), resource) }

  private mutating func satisfies(_ link: Int32, _ resource: UInt32) -> Bool {
    prove { proof in
      switch proof.target(of: link) {
      case .unresolved: return true
      case .unknown: return false
      case .type(let type): return proof.isOfType(type, .max, resource)
      case .profile(let row):
        if proof.dependsOnVersions(link) { return false }
        return proof.applies(row, to: resource) && proof.satisfiesAsTarget(row, resource)
      }
    }
  }

  /// Whether an extension is known, in an allowed context and conforms to its definition.
  mutating func satisfiesDefinition(_ node: UInt32) -> Bool {
    guard let url = reader.element(Symbol.url.rawValue, of: node), case let record = reader.record(url),
      NodeReader.hasValue(record)
    else { return true }
    if NodeReader.has(record, .escaped) { return false }
    let (start, end) = NodeReader.text(record)
    // The parts of extensions have names instead of URLs.
    guard hasScheme(start, end) else { return true }
    guard let link = linkToClaim(start, end) else { return false }
    return prove { proof in
      switch proof.target(of: link) {
      case .unresolved: return true
      case .unknown, .type: return false
      case .profile(let row):
        if proof.dependsOnVersions(link) { return false }
        let profile = proof.plan.profiles[Int(row)]
        guard profile.appliesToExtensions, !profile.hasContextInvariants,
          (proof.reader.name(node) == Symbol.modifierExtension.rawValue) == profile.isModifier
        else { return false }
        guard !profile.hasContexts || proof.isInContext(profile, node) else { return false }
        return proof.satisfies(profile: row, node)
      }
    }
  }

  /// Whether a text starts with a URI scheme: see `URIGrammar.hasScheme`.
  private func hasScheme(_ start: Int, _ end: Int) -> Bool {
    var offset = start
    while offset < end {
      let byte = reader.byte(offset)
      if byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") {
        offset &+= 1
        continue
      }
      if byte == UInt8(ascii: ":") { return offset > start }
      let isOther =
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".")
      if !isOther || offset == start { return false }
      offset &+= 1
    }
    return false
  }

  /// Whether an element conforms to the profile that FHIR itself requires for its type.
  mutating func satisfiesProfileOfType(_ url: String, _ node: UInt32) -> Bool {
    let link = link(to: url)
    return prove { proof in
      switch proof.target(of: link) {
      case .profile(let row): proof.satisfies(profile: row, node)
      case .type, .unknown, .unresolved: true
      }
    }
  }

  func isFullyKnown(_ profile: Int32) -> Bool { !plan.profiles[Int(profile)].isPartlyUnknown }

  mutating func satisfies(profile row: Int32, _ node: UInt32) -> Bool {
    isFullyKnown(row) && isClean(node, plan.profiles[Int(row)].root)
  }

  /// Whether a profile applies to the type of a resource.
  func applies(_ profile: Int32, to node: UInt32) -> Bool {
    let row = plan.profiles[Int(profile)].typeRow
    if row != .max, reader.typeNumber(node) == row &+ 1 { return true }
    return plan.profiles[Int(profile)].type.map { isOfType($0, row, node) } ?? true
  }

  /// Whether a node has the type with the given name, or a type derived from it.
  func isOfType(_ name: Symbol, _ row: UInt32, _ node: UInt32) -> Bool {
    guard let type = typed.type(of: Node(index: node)) else { return true }
    return type.index == row || typed.release.isType(type, name)
  }

  /// Whether a target conforms to a profile, computed once.
  mutating func satisfiesAsTarget(_ profile: Int32, _ node: UInt32) -> Bool {
    let key = UInt64(node) << 32 | UInt64(UInt32(bitPattern: profile))
    switch targets[key] {
    case .inProgress:
      hasAssumed = true
      return true
    case .satisfied: return true
    case .notProven: return false
    case .unknown: break
    }
    targets[key] = .inProgress
    let isSatisfied = satisfies(profile: profile, node)
    targets[key] = isSatisfied ? .satisfied : .notProven
    return isSatisfied
  }

  // MARK: Elements

  /// Whether a node satisfies what a profile requires of an element.
  mutating func isClean(_ node: UInt32, _ row: Int32) -> Bool {
    steps &-= 1
    guard steps > 0, depth < Self.maxDepth else { return false }
    guard plan.elements[Int(row)].isCompiled else {
      needs(element: row)
      return true
    }
    if plan.elements[Int(row)].isInexpressible { return false }
    depth &+= 1
    defer { depth &-= 1 }
    return (plan.elements[Int(row)].types.isEmpty || hasType(node, plan.elements[Int(row)].types))
      && (!plan.elements[Int(row)].requiresValue || hasValue(node, row))
      && (plan.elements[Int(row)].predicates.isEmpty || satisfiesInvariants(node, plan.elements[Int(row)].predicates))
      && (plan.elements[Int(row)].children.isEmpty || areChildrenClean(node, row))
  }

  private mutating func areChildrenClean(_ node: UInt32, _ row: Int32) -> Bool {
    let element = plan.elements[Int(row)]
    var seen: UInt64 = 0
    var items = reader.items(of: node)
    while let item = reader.next(&items) {
      let position = position(of: reader.name(item), element)
      if position != ElementSlot.noName, !visit(item, position, element, &seen) { return false }
      guard element.hasChoices, case let choice = reader.choiceName(item), choice != ElementSlot.noName else { continue }
      let other = self.position(of: choice, element)
      if other != ElementSlot.noName, other != position, !visit(item, other, element, &seen) { return false }
    }
    if element.required & ~seen != 0 { return false }
    var several = element.counted & seen
    while several != 0 {
      let position = several.trailingZeroBitCount
      several &= several &- 1
      if !isWithinCardinality(element.children.first &+ Int32(truncatingIfNeeded: position), of: node) { return false }
    }
    var sliced = element.sliced & seen
    while sliced != 0 {
      let position = sliced.trailingZeroBitCount
      sliced &= sliced &- 1
      if !areSlicesClean(of: element.children.first &+ Int32(truncatingIfNeeded: position), node) { return false }
    }
    return true
  }

  /// The index of a child by its name; `ElementSlot.noName` if there is none.
  @inline(__always)
  private func position(of name: UInt32, _ element: PlannedElement) -> UInt32 {
    var key = PlannedKey.start(of: name, element.keyMask)
    while true {
      // At most half of the keys are used, so the search terminates.
      let found = plan.keys[Int(element.firstKey) &+ Int(key)]
      if found.name == name { return found.position }
      if found.name == ElementSlot.noName { return ElementSlot.noName }
      key = (key &+ 1) & element.keyMask
    }
  }

  @inline(__always)
  private mutating func visit(_ item: UInt32, _ position: UInt32, _ element: PlannedElement, _ seen: inout UInt64) -> Bool {
    let bit = UInt64(1) &<< UInt64(position)
    if element.forbidden & bit != 0 || element.single & seen & bit != 0 { return false }
    seen |= bit
    return element.plain & bit != 0 || isClean(item, element.children.first &+ Int32(bitPattern: position))
  }

  /// Whether a child occurs within its cardinality.
  private func isWithinCardinality(_ row: Int32, of node: UInt32) -> Bool {
    let child = plan.elements[Int(row)]
    var count: Int32 = 0
    var items = reader.items(of: node)
    while let item = reader.next(&items) { if isNamed(child.name, child.isChoice, item) { count &+= 1 } }
    return count >= child.min && count <= child.max
  }

  @inline(__always)
  func isNamed(_ name: Symbol, _ isChoice: Bool, _ item: UInt32) -> Bool {
    reader.name(item) == name.rawValue || isChoice && reader.choiceName(item) == name.rawValue
  }
}
