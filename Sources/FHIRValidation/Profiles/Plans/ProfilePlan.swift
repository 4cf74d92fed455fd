import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import Findings
import Synchronization

/// The profiles of one release, compiled into flat tables that `ProfileProof` runs over a payload.
///
/// A plan only decides whether a node is clean: whether `ProfileWalk` would report nothing in it and leave nothing unchecked.
/// A node with a requirement that the tables cannot express is never clean. For
///
///     profile of Patient: identifier 1..*, sliced by system: nhsNumber 1..1; gender bound to administrative-gender
///
/// the tables are
///
///     profiles   #0 root: element 0
///     elements   #0 children 1, 2     #1 identifier min 1, slicing 0     #2 gender binding 0
///     slicings   #0 slices 0          slices   #0 element 3, criterion: system is one text
///
/// A row is compiled when a payload first reaches it, so that only what payloads use is compiled. Rows are identified by their
/// index in their table, and tables only grow.
struct ProfilePlan: Sendable {
  /// A canonical URL, and the profile that it resolves to for the profile that refers to it.
  struct Link: Sendable {
    enum Target: Sendable {
      case unresolved
      /// A row of `profiles`.
      case profile(Int32)
      /// A type of the release rather than a profile.
      case type(Symbol)
      case unknown
    }

    /// A range of the plan's texts.
    let url: Rows
    /// The row of the profile that refers to it; -1 for a payload.
    let owner: Int32
    var target = Target.unresolved
    /// Whether other types derive from the type of the link.
    var hasSubtypes = true
    /// Whether several packages define the profile, so that the payload determines which edition applies.
    var hasEditions = false
  }

  struct LinkKey: Hashable, Sendable {
    var url: String
    var package: UInt32?
  }

  /// The link of a URL that payloads claim, by a hash of the URL.
  struct Claim: Sendable {
    var hash: UInt64 = 0
    /// -1 for an empty slot of the table.
    var link: Int32 = -1
  }

  /// A compiled profile.
  struct Row: Sendable {
    let root: Int32
    /// The type that the profile applies to, by name, and its row in the release; `.max` if it has none.
    let type: Symbol?
    let typeRow: UInt32
    let appliesToExtensions: Bool
    let isModifier: Bool
    /// Whether its base or any of its elements is unknown, which is reported.
    let isPartlyUnknown: Bool
    let hasContextInvariants: Bool
    /// Whether it restricts the contexts in which the extension is allowed.
    let hasContexts: Bool
    /// Rows of `contexts`: those that need no evaluation.
    let contexts: Rows
  }

  /// The source of a row of `elements`.
  struct Source: Sendable {
    let element: ProfileElement
    let profile: Int32
  }

  let release: ReleaseDefinitions
  let symbols: SymbolTable
  let choices: SymbolSet
  let names: Names

  var profiles: [Row] = []
  var objects: [Profile] = []
  var rows: [ObjectIdentifier: Int32] = [:]
  var elements: [PlannedElement] = []
  var sources: [Source] = []
  var keys: [PlannedKey] = []
  var types: [PlannedType] = []
  var links: [Link] = []
  var linkNumbers: [LinkKey: Int32] = [:]
  /// Rows of `links`, grouped by type.
  var linkLists: [Int32] = []
  var values: [PlannedValue] = []
  var valueLists: [Int32] = []
  var members: [PlannedMember] = []
  /// The bytes of all fixed texts.
  var texts: [UInt8] = []
  var bindings: [PlannedBinding] = []
  var invariants: [CompiledInvariant] = []
  var predicates: [Predicate] = []
  var slicings: [PlannedSlicing] = []
  var slices: [PlannedSlice] = []
  var criteria: [PlannedCriterion] = []
  var steps: [PlannedStep] = []
  var contexts: [PlannedContext] = []
  /// An open-addressed table of the links that payloads claim, and the number of these links.
  var claims = [Claim](repeating: Claim(), count: 64)
  var claimCount = 0

  /// The types and names that the proof uses.
  struct Names: Sendable {
    /// One more than the row of the type Extension, as in `TypedDocument.NodeType`.
    let extensionType: UInt32
    let coding: UInt32
    /// `.max` if the release has no vital signs profiles.
    let observation: UInt32

    init(_ release: ReleaseDefinitions, _ symbols: SymbolTable) {
      func symbol(_ name: String) -> UInt32 { symbols.symbol(name)?.rawValue ?? .max }
      extensionType = symbols.symbol("Extension").flatMap { release.type($0) }.map { $0.index &+ 1 } ?? .max
      coding = symbol("coding")
      observation = release.release == .r4 ? symbol("Observation") : .max
    }
  }

  init(_ release: ReleaseDefinitions, _ symbols: SymbolTable) {
    self.release = release
    self.symbols = symbols
    choices = release.choiceNames(among: symbols)
    names = Names(release, symbols)
  }

  /// The link for a URL that payloads claim, by the hash of the URL; `isSame` compares the URL in a range of the texts.
  @inline(__always)
  func claim(_ hash: UInt64, _ isSame: (Rows) -> Bool) -> Int32? {
    var bucket = Int(truncatingIfNeeded: hash) & (claims.count - 1)
    while claims[bucket].link >= 0 {
      let claim = claims[bucket]
      if claim.hash == hash, isSame(links[Int(claim.link)].url) { return claim.link }
      bucket = (bucket + 1) & (claims.count - 1)
    }
    return nil
  }

  /// Whether a range of the texts equals the given bytes.
  func isEqual(_ rows: Rows, _ start: UnsafeRawPointer, _ count: Int) -> Bool {
    guard rows.count == count else { return false }
    return unsafe texts.withUnsafeBytes { bytes in
      // Safe: the rows lie inside the texts, and `count` bytes follow the start.
      unsafe bytes.baseAddress.map { unsafe ByteWords.areEqual($0 + Int(rows.first), start, count) } ?? (count == 0)
    }
  }

  /// Stores the link of a URL unless there are too many.
  mutating func addClaim(_ hash: UInt64, _ link: Int32) {
    if claimCount >= Self.maxClaims { return }
    claimCount += 1
    let known = claims
    if claimCount * 2 > claims.count { claims = Array(repeating: Claim(), count: known.count * 2) }
    if claims.count > known.count { for claim in known where claim.link >= 0 { insert(claim) } }
    insert(Claim(hash: hash, link: link))
  }

  private mutating func insert(_ claim: Claim) {
    var bucket = Int(truncatingIfNeeded: claim.hash) & (claims.count - 1)
    while claims[bucket].link >= 0 { bucket = (bucket + 1) & (claims.count - 1) }
    claims[bucket] = claim
  }

  private static var maxClaims: Int { 10_000 }

  /// How much is compiled: of two plans, the one with the greater size is kept.
  var size: Int { elements.count + links.count + slicings.count + compiledCount + claimCount }
  /// The number of compiled elements.
  var compiledCount = 0
}

/// The plans of all releases, shared by all threads. They grow as payloads reach more profiles.
package final class ProfilePlans: Sendable {
  /// A plan in separate memory, so that a run reads it in place. A run that needs more extends a copy: the tables of the original
  /// are not modified.
  ///
  /// Unchecked: it grows only before it is shared. Safe: the memory is allocated here, and freed with the last reference.
  @safe final class Shared: @unchecked Sendable {
    private let memory: UnsafeMutablePointer<ProfilePlan>

    init(_ plan: ProfilePlan) {
      unsafe memory = .allocate(capacity: 1)
      unsafe memory.initialize(to: plan)
    }

    deinit {
      unsafe memory.deinitialize(count: 1)
      unsafe memory.deallocate()
    }

    var plan: ProfilePlan {
      @inline(__always)
      _read { yield unsafe memory.pointee }
    }

    /// Extends the plan, which must not be shared yet.
    func grow<Result>(_ body: (inout ProfilePlan) -> Result) -> Result { unsafe body(&memory.pointee) }
  }

  private struct State: Sendable {
    var stu3: Shared?
    var r4: Shared?

    subscript(release: FHIRRelease) -> Shared? {
      get {
        switch release {
        case .stu3: stu3
        case .r4: r4
        }
      }
      set {
        switch release {
        case .stu3: stu3 = newValue
        case .r4: r4 = newValue
        }
      }
    }
  }

  private let plans: Guarded<State>

  package init() { plans = Guarded(State()) }

  func plan(_ release: ReleaseDefinitions, _ symbols: SymbolTable) -> Shared {
    plans.withLock { plans in
      if let known = plans[release.release] { return known }
      let new = Shared(ProfilePlan(release, symbols))
      plans[release.release] = new
      return new
    }
  }

  /// Stores what a run has compiled. Of two concurrent runs, the larger plan is kept; what only the smaller plan has compiled is
  /// compiled again when needed.
  func keep(_ new: Shared) {
    let (release, size) = (new.plan.release.release, new.plan.size)
    plans.withLock { plans in
      if plans[release].map({ $0.plan.size < size }) ?? true { plans[release] = new }
    }
  }
}
