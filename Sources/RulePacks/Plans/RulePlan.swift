import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import Findings
import Synchronization

/// The rules of one or more packs, each for one interaction, compiled to a tree that is walked together with a payload.
///
/// The paths of all parts of rules are merged, so that the children of an element are visited once, whatever the number of
/// rules about them. For the two parts
///
///     Appointment.status: fixed 'booked', required        Appointment.slot.reference: present
///
/// the tree, with registers 0 and 1, is
///
///     Appointment     clear 0, at the end: part 0 needs 0
///       status        reach 0; part 0 tests oneOf 'booked'
///       slot          clear 1, at the end: part 1 needs 1
///         reference   visible 1
///
/// A plan only decides whether a part may be violated. `RuleRun` then runs those parts and creates the findings. Parts that the
/// tree cannot express run for every payload.
final class RulePlan: Sendable {
  /// A part of a rule, with its rule and table.
  struct Part: Sendable {
    var table: Int
    var rule: Rule
    var part: RulePart
  }

  /// The resources at which a walk of a tree begins.
  struct Root: Sendable {
    /// The type of the resources that a table applies to; nil for any type, which means the outermost resource.
    var scope: Symbol?
    /// Whether the walk begins only at the outermost resource.
    var isOutermost: Bool
    /// The type at which the paths begin; nil for the scope itself.
    var head: Symbol?
    var node: Int

    init(isOutermost: Bool, node: Int) {
      self.isOutermost = isOutermost
      self.node = node
    }
  }

  /// The entries `first..<end` of a table.
  struct Slice: Sendable {
    var first: Int32 = 0
    var end: Int32 = 0

    @inline(__always) var isEmpty: Bool { first == end }
  }

  /// The parts and tables of a pack, with properties of the pack as a whole.
  struct Pack: Sendable {
    var parts = 0..<0
    var tables = 0..<0
    /// The parts that run if a resource does not conform to a profile, or if its conformance is unknown.
    var verdicts: [Int] = []
    /// The parts that run on request.
    var onRequest: [Int] = []
    /// The tables with rules that cannot be checked automatically.
    var uncheckedTables: [Int] = []
    /// Whether any rule has a `ConformanceCheck` that neither verdicts on profiles nor the walk decides.
    var hasOtherConformanceChecks = false
    /// Whether the walk finds all resources that must conform to profiles.
    var findsRequiredProfiles = true
  }

  /// The resources that a table applies to, and its rules that a walk does not decide.
  struct Table: Sendable {
    /// Whether all documents share the symbol of its resource type.
    var isShared: Bool
    /// The type of resource that it applies to; nil for any.
    var scope: Symbol?
    var isOutermost: Bool
    var skipsContained: Bool
    /// The rules that cannot be checked automatically.
    var unchecked: [(rule: Rule, reason: String)]
    /// The rules with a `ConformanceCheck` that is neither about profiles nor about the message definition.
    var conformanceRules: [Rule]
  }

  let parts: [Part]
  let tables: [RuleTable]
  let tablePlans: [Table]
  /// The tree.
  let code: PlanCode
  /// The parts that run for every payload, as bits.
  let always: [UInt64]
  /// The parts in `always` that run for payloads whose resource types all have shared symbols.
  let alwaysOfShared: [UInt64]
  let packs: [Pack]
  // The following properties combine those of all packs.
  let onRequest: [Int]
  let uncheckedTables: [Int]
  let hasOtherConformanceChecks: Bool
  let findsRequiredProfiles: Bool
  /// The profiles that parts require resources to conform to, by part.
  let profiles: [String?]
  /// The compiled message definitions, created on first use.
  private let messages = Guarded<MessagePlan?>(nil)

  init(_ compiler: consuming RulePlanCompiler) {
    parts = compiler.parts
    tables = compiler.tables
    var always = [UInt64](repeating: 0, count: (max(compiler.parts.count, compiler.conditionCount) + 63) / 64)
    var alwaysOfShared = always
    for part in compiler.always {
      always.insertBit(part)
      let isShared = compiler.parts.isEmpty || compiler.tablePlans[compiler.parts[part].table].isShared
      if isShared { alwaysOfShared.insertBit(part) }
    }
    self.always = always
    self.alwaysOfShared = alwaysOfShared
    packs = compiler.packs
    onRequest = packs.flatMap(\.onRequest)
    uncheckedTables = packs.flatMap(\.uncheckedTables)
    hasOtherConformanceChecks = packs.contains(where: \.hasOtherConformanceChecks)
    findsRequiredProfiles = packs.allSatisfy(\.findsRequiredProfiles)
    profiles = parts.map { $0.part.check?.kind.requiredProfile }
    tablePlans = compiler.tablePlans
    code = PlanCode(compiler)
  }

  /// The compiled message definitions; nil if there are none.
  func messagePlan(_ read: () -> MessageLibrary?, _ symbols: SymbolTable) -> MessagePlan? {
    messages.withLock { plan in
      if plan == nil { plan = read().map { MessagePlan($0, symbols) } }
      return plan
    }
  }

  /// The URL of a profile in the message definitions.
  func messageProfile(_ text: Int32) -> String? { messages.withLock { $0?.strings[Int(text)] } }

  deinit {
    code.free()
    messages.withLock { $0?.free() }
  }
}
