import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import Findings
import Synchronization

/// The rules of some packs, of each for one interaction, compiled to a tree that is walked together with a payload.
///
/// The paths of all parts of rules are merged, so that the children of an element are looked at once, whatever number of
/// rules is about them. For the two parts
///
///     Appointment.status: fixed 'booked', required        Appointment.slot.reference: present
///
/// the tree is
///
///     Appointment     clear 0, at the end: part 0 needs 0
///       status        reach 0; part 0 tests oneOf 'booked'
///       slot          clear 1, at the end: part 1 needs 1
///         reference   visible 1
///
/// A plan decides nothing but whether a part may be violated. Those parts run as `RuleRun` runs them, which words the findings.
/// Parts that the tree cannot express run for every payload.
final class RulePlan: Sendable {
  /// A part of a rule beside what it belongs to.
  struct Part: Sendable {
    var table: Int
    var rule: Rule
    var part: RulePart
  }

  /// The resources that a tree is walked at.
  struct Root: Sendable {
    /// The type of the resources that a table is about; nil for any, which is the outermost.
    var scope: Symbol?
    /// Whether only the outermost resource counts.
    var isOutermost: Bool
    /// The type at which the paths begin; nil for the scope itself.
    var head: Symbol?
    var node: Int

    init(isOutermost: Bool, node: Int) {
      self.isOutermost = isOutermost
      self.node = node
    }
  }

  /// Of a table, the entries `first..<end`.
  struct Slice: Sendable {
    var first: Int32 = 0
    var end: Int32 = 0

    @inline(__always) var isEmpty: Bool { first == end }
  }

  /// What holds for a pack as a whole.
  struct Pack: Sendable {
    var parts = 0..<0
    var tables = 0..<0
    /// The parts that run where a verdict on a profile is not that it is kept.
    var verdicts: [Int] = []
    /// The parts that run where they are asked for.
    var onRequest: [Int] = []
    /// The tables with rules that a machine cannot check.
    var uncheckedTables: [Int] = []
    /// Whether rules leave a part of their judgement to others, but for conformance to profiles.
    var hasOtherDemands = false
    /// Whether the walk finds all that has to conform to profiles.
    var findsDemands = true
  }

  /// What holds for a table as a whole.
  struct Table: Sendable {
    /// Whether all documents have the type of resource that it is about.
    var isShared: Bool
    /// The type of resource that it is about; nil for any.
    var scope: Symbol?
    var isOutermost: Bool
    /// The rules that a machine cannot check.
    var unchecked: [(rule: Rule, reason: String)]
    /// The rules that leave a part of their judgement to others, but for conformance to profiles.
    var demanding: [Rule]
  }

  let parts: [Part]
  let tables: [RuleTable]
  let tablePlans: [Table]
  /// The tree.
  let code: PlanCode
  /// The parts that run for every payload, as bits.
  let always: [UInt64]
  /// Those of them that run for payloads all of whose types of resources are shared by all documents.
  let alwaysOfShared: [UInt64]
  let packs: [Pack]
  /// What holds for all the packs together.
  let onRequest: [Int]
  let uncheckedTables: [Int]
  let hasOtherDemands: Bool
  let findsDemands: Bool
  /// The profiles that parts want resources to conform to, by part.
  let profiles: [String?]
  /// How the definitions of messages decide; compiled when a payload first asks for it.
  private let messages = Guarded<MessagePlan?>(nil)

  init(_ compiler: consuming RulePlanCompiler) {
    parts = compiler.parts
    tables = compiler.tables
    var always = [UInt64](repeating: 0, count: (max(compiler.parts.count, compiler.conditionCount) + 63) / 64)
    var alwaysOfShared = always
    for part in compiler.always {
      always[part >> 6] |= 1 << UInt64(part & 63)
      let isShared = compiler.parts.isEmpty || compiler.tablePlans[compiler.parts[part].table].isShared
      if isShared { alwaysOfShared[part >> 6] |= 1 << UInt64(part & 63) }
    }
    self.always = always
    self.alwaysOfShared = alwaysOfShared
    packs = compiler.packs
    onRequest = packs.flatMap(\.onRequest)
    uncheckedTables = packs.flatMap(\.uncheckedTables)
    hasOtherDemands = packs.contains(where: \.hasOtherDemands)
    findsDemands = packs.allSatisfy(\.findsDemands)
    profiles = parts.map { ($0.part.check?.kind as? ProfileCheck)?.profile }
    tablePlans = compiler.tablePlans
    code = PlanCode(compiler)
  }

  /// The compiled definitions of messages; nil where there are none.
  func messagePlan(_ read: () -> MessageLibrary?, _ symbols: SymbolTable) -> MessagePlan? {
    messages.withLock { plan in
      if plan == nil { plan = read().map { MessagePlan($0, symbols) } }
      return plan
    }
  }

  /// The URL of a profile that the definitions of messages name.
  func messageProfile(_ text: Int32) -> String? { messages.withLock { $0?.strings[Int(text)] } }

  deinit {
    code.free()
    messages.withLock { $0?.free() }
  }
}
