import FHIRDefinitions
import FHIRSyntax
import Synchronization

/// The profiles of one release, compiled into flat tables that `ProfileProof` runs over a payload.
///
/// A plan only decides whether a node is clean: whether `ProfileWalk` would find nothing in it and leave nothing unchecked.
/// What the tables cannot express is never clean. For
///
///     profile of Patient: identifier 1..*, sliced by system: nhsNumber 1..1; gender bound to administrative-gender
///
/// they hold
///
///     profiles   #0 root: element 0
///     elements   #0 children 1, 2     #1 identifier min 1, slicing 0     #2 gender binding 0
///     slicings   #0 slices 0          slices   #0 element 3, criterion: system is one text
///
/// A row is compiled when a payload first reaches it, so that a start pays only for what its payload touches. Rows are named by their
/// place in their table, and tables only grow.
struct ProfilePlan: Sendable {
  /// The profile of a canonical URL, as the profile that names it means it.
  struct Link: Sendable {
    enum Target: Sendable {
      case unresolved
      /// A row of `profiles`.
      case profile(Int32)
      /// No profile but a type of the release.
      case type(Symbol)
      case unknown
    }

    let url: String
    /// The row of the profile that names it; -1 where a payload does.
    let owner: Int32
    var target = Target.unresolved
    /// Whether several packages define the profile, so that a payload can tell which of them it means.
    var hasEditions = false
  }

  struct LinkKey: Hashable, Sendable {
    var url: String
    var package: UInt32?
  }

  /// A profile.
  struct Row: Sendable {
    let root: Int32
    /// The type that the profile is about, by name.
    let type: Symbol?
    let isOfExtensions: Bool
    let isModifier: Bool
    /// Whether something of it is unknown, which a report says.
    let isPartlyUnknown: Bool
    let hasContextInvariants: Bool
    /// Whether it says where it may be.
    let hasContexts: Bool
    /// Rows of `contexts`: those that need no evaluation.
    let contexts: Range<Int>
  }

  /// What a row of `elements` is compiled from.
  struct Source: Sendable {
    let element: ProfileElement
    let profile: Int32
  }

  let release: ReleaseDefinitions
  let symbols: SymbolTable
  let choices: SymbolSet
  let kinds: Kinds

  var profiles: [Row] = []
  var objects: [Profile] = []
  var rows: [ObjectIdentifier: Int32] = [:]
  var elements: [PlannedElement] = []
  var sources: [Source] = []
  /// The rows of elements that are children, those of one element together, and their names.
  var children: [Int32] = []
  var childNames: [Symbol] = []
  var types: [PlannedType] = []
  var links: [Link] = []
  var linkNumbers: [LinkKey: Int32] = [:]
  /// Rows of `links`, those of one type together.
  var linkLists: [Int32] = []
  var values: [PlannedValue] = []
  var valueLists: [Int32] = []
  var members: [PlannedMember] = []
  /// The bytes of all fixed texts.
  var texts: [UInt8] = []
  var bindings: [PlannedBinding] = []
  var invariants: [InvariantLibrary.Invariant] = []
  var slicings: [PlannedSlicing] = []
  var slices: [PlannedSlice] = []
  var criteria: [PlannedCriterion] = []
  var steps: [Symbol] = []
  var contexts: [PlannedContext] = []
  /// The rows of `links` by the hash of a URL that payloads claim.
  var claimed: [UInt64: Int32] = [:]

  /// The rows of the types that bindings know.
  struct Kinds: Sendable {
    let coding: UInt32?
    let concept: UInt32?
    let quantities: [UInt32]
    let codes: [UInt32]
  }

  init(_ release: ReleaseDefinitions, _ symbols: SymbolTable) {
    func row(_ name: String) -> UInt32? { symbols.symbol(name).flatMap { release.type($0) }?.index }
    self.release = release
    self.symbols = symbols
    choices = release.choiceNames(among: symbols)
    kinds = Kinds(
      coding: row("Coding"), concept: row("CodeableConcept"),
      quantities: ["Quantity", "Age", "Count", "Distance", "Duration", "Money"].compactMap(row),
      codes: ["code", "string", "uri"].compactMap(row))
  }

  /// How much is compiled: what has more rows knows all that what has fewer does, or as much.
  var size: Int { elements.count + links.count + slicings.count + compiledCount }
  /// How many elements are compiled.
  var compiledCount = 0
}

/// The plans of all releases, shared by all threads. They grow as payloads reach more of the profiles.
package final class ProfilePlans: Sendable {
  private let plans: Mutex<[FHIRRelease: ProfilePlan]>

  package init() { plans = Mutex([:]) }

  func plan(_ release: ReleaseDefinitions, _ symbols: SymbolTable) -> ProfilePlan {
    plans.withLock { plans in
      if let known = plans[release.release] { return known }
      let new = ProfilePlan(release, symbols)
      plans[release.release] = new
      return new
    }
  }

  /// Keeps what a run has compiled. Of two runs at once the one that knows more stays; what the other compiled is compiled again.
  func keep(_ plan: ProfilePlan) {
    plans.withLock { plans in
      if plans[plan.release.release].map({ $0.size < plan.size }) ?? true { plans[plan.release.release] = plan }
    }
  }
}
