import FHIRDefinitions
import FHIRSyntax

/// Walks a payload according to a plan and collects the parts that may be violated.
///
/// Visiting a node needs no allocation and no reference counting: input is read from tables, output is written to words. A
/// class only so that its functions pass its address instead of a copy.
final class RuleWalk {
  let plan: PlanCode
  let document: Document
  let bytes: DocumentBytes
  /// Seconds since 1970.
  let now: Int64
  /// The resources of the payload, in ascending node order.
  let resources: PlanTable<PlanResource>
  let hasEntries: Bool
  /// The values that begin with `#`, if the plan needs them.
  let localReferences: [LocalReference]
  /// The compiled message definitions; nil if there are none, or if the plan does not need them.
  let messages: MessagePlan?
  /// The registers of the plan.
  let registers: PlanWords
  /// The parts that may be violated, as bits.
  let suspects: PlanWords
  var result = Result()
  /// Whether the walk has reached a reference that it cannot resolve reliably.
  var isInconclusive = false
  /// The resource whose tables are being walked, as its position in `resources`.
  private(set) var scope: Int32 = 0
  /// The descents from the outermost resource, which are performed together.
  var descents = DescentList()
  /// The last reference that was looked up.
  var lastReference: (node: UInt32, start: Int, target: Target) = (.max, 0, .none)
  /// The paths from the outermost resource whose elements have been found, with their elements in `rootElements`.
  var rootPaths: [(key: Int32, start: Int, end: Int)] = []
  var rootElements: [UInt32] = []
  /// The earliest and latest moments found at paths.
  var limits = LimitList()
  /// The values already parsed as moments.
  var moments = InlineArray<8, CachedMoment>(repeating: CachedMoment())

  /// The result of a walk.
  struct Result {
    /// The parts that may be violated, as bits.
    var suspects: [UInt64] = []
    /// The resources that must conform to the profile of a part, in the order of parts and nodes.
    var requiredProfiles: [(part: Int32, node: UInt32)] = []
    /// The tables that apply to any resource, as bits.
    var tables: [UInt64] = []
    /// The result of checking the message definition; nil if there is no message.
    var message: MessageVerdict?
  }

  /// Walks a payload; nil if the walk could read the payload differently from the checks.
  static func run(
    _ plan: RulePlan, _ document: Document, now: Int64, messages: () -> MessageLibrary? = { nil }
  ) -> Result? {
    guard document.findings.isEmpty else { return nil }
    let messages = plan.code.messagePart < 0 ? nil : plan.messagePlan(messages, document.symbols)
    return DocumentBytes.with(document) { bytes -> Result? in
      guard let references = LocalReference.all(in: bytes, isNeeded: plan.code.needsLocalReferences) else { return nil }
      let resources = PlanTable(PlanResource.all(in: document, bytes))
      defer { resources.free() }
      return PlanWords.with(plan.code.registerCount + plan.code.partWords) { words in
        let walk = RuleWalk(plan.code, document, bytes, now, resources, references, messages, words)
        // The tables live as long as the plan.
        return withExtendedLifetime(plan) {
          walk.run(always: walk.hasUnsharedTypes ? plan.always : plan.alwaysOfShared)
          return walk.isInconclusive ? nil : walk.result
        }
      }
    } ?? nil
  }

  private init(
    _ plan: PlanCode, _ document: Document, _ bytes: DocumentBytes, _ now: Int64, _ resources: PlanTable<PlanResource>,
    _ localReferences: [LocalReference], _ messages: MessagePlan?, _ words: PlanWords
  ) {
    self.plan = plan
    self.document = document
    self.bytes = bytes
    self.now = now
    self.resources = resources
    self.localReferences = localReferences
    self.messages = messages
    registers = words
    suspects = words.suffix(from: Int32(truncatingIfNeeded: plan.registerCount))
    var hasEntries = false
    for index in 0..<resources.count where resources[index].kind == .entry { hasEntries = true }
    self.hasEntries = hasEntries
  }

  // MARK: Resources

  /// Whether any resource has a type without a shared symbol.
  private var hasUnsharedTypes: Bool {
    let shared = UInt32(truncatingIfNeeded: document.symbols.count)
    for index in 0..<resources.count where resources[index].type >= shared { return true }
    return false
  }

  private func run(always: [UInt64]) {
    for (index, word) in always.enumerated() { suspects[Int32(truncatingIfNeeded: index)] = word }
    result.tables = [UInt64](repeating: 0, count: Int(plan.tables.count) + 63 >> 6)
    if resources.count > 0, resources[0].node == 0 {
      findTables()
      for index in 0..<plan.heads.count { visit(plan.heads[index]) }
      if descents.count > 0 {
        scope = 0
        descend(from: 0, descents)
      }
    }
    result.suspects = suspects.array
    if result.requiredProfiles.count > 1 { result.requiredProfiles.sort { ($0.part, $0.node) < ($1.part, $1.node) } }
  }

  private func findTables() {
    for index in 0..<plan.tables.count {
      let table = plan.tables[index]
      if table.type == 0 ? table.isShared : applies(table) { result.tables[Int(index >> 6)] |= 1 &<< UInt64(index & 63) }
    }
  }

  private func applies(_ table: RulePlan.TableScope) -> Bool {
    for index in 0..<(table.isOutermost ? 1 : resources.count) where resources[index].type == table.type {
      if !table.skipsContained || resources[index].kind != .contained { return true }
    }
    return false
  }

  private func visit(_ head: RulePlan.Head) {
    if head.scope == 0 { return visitHeads(of: head, at: 0) }
    for index in 0..<(head.isOutermost ? 1 : resources.count) where resources[index].type == head.scope {
      visitHeads(of: head, at: index)
    }
  }

  /// Visits the resources at which the paths of a root begin, for a resource that the root's tables apply to.
  private func visitHeads(of head: RulePlan.Head, at scope: Int32) {
    self.scope = scope
    if head.head == 0 { return visit(head.node, resources[scope].node) }
    eachHead(of: head.head, at: scope) { node in
      visit(head.node, node)
      return true
    }
  }

  /// Calls `body`, as long as it returns true, for the resources of a type at which paths from a resource begin: the resource
  /// itself or, if it has another type, its contained resources or, if it has none, the resources in its entries.
  @inline(__always)
  func eachHead(of type: UInt32, at start: Int32, _ body: (UInt32) -> Bool) {
    let resource = resources[start]
    if resource.type == type {
      _ = body(resource.node)
      return
    }
    var kind = PlanResource.Kind.contained
    while true {
      var hasAny = false
      var index = start &+ 1
      while index < resources.count, resources[index].node < resource.end {
        let inner = resources[index]
        if inner.kind == kind, inner.owner == start {
          hasAny = true
          if inner.type == type, !body(inner.node) { return }
        }
        index &+= 1
      }
      if hasAny || kind == .entry { return }
      kind = .entry
    }
  }
}
