import FHIRDefinitions
import FHIRSyntax
import Findings
import RulePacks
import Synchronization

/// What payloads are checked as that claim the same: most payloads of a run do, and it is found out once for all of them.
///
/// What is claimed decides together with the configuration: the versions and profiles of the outermost resource, and which
/// conditions of rule packs the payload meets. Nothing else of a payload is kept. The number of entries is limited, as
/// payloads claim what they like.
final class SelectionCache: Sendable {
  /// Packs that are chosen together, and their tables that are about some payloads only.
  struct Group: Sendable {
    var ids: [String]
    /// Why these, for the basis; nil where somebody chose them.
    var reason: String?
    var conditions: TableConditions

    init(_ ids: [String], reason: String?, _ library: RuleLibrary) {
      var files: [RulePack.TableFile] = []
      for id in ids {
        // Unknown ids and broken files were refused when the linter was made.
        _ = try? library.packs(for: id) { file in
          if file.isConditional, !files.contains(where: { $0.name == file.name }) { files.append(file) }
          return false
        }
      }
      self.ids = ids
      self.reason = reason
      conditions = library.conditions(of: files)
    }
  }

  private struct Key: Hashable, Sendable {
    var bytes: [UInt8] = []

    mutating func append(_ number: UInt64) {
      for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number &>> shift)) }
    }

    func hash(into hasher: inout Hasher) {
      // Safe: the bytes are lent for this call.
      unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
  }

  private struct State: Sendable {
    /// Packs by the part of a key that they depend on.
    var contexts: [Key: PackContext] = [:]
    var selections: [Key: PackSelection] = [:]
  }

  /// The packs that the configuration chooses; nil where each payload does.
  let chosen: Group?
  /// The packs for payloads that no pack recognises, and for those without a resource.
  let always: Group
  let none: Group
  /// Each pack with those that it includes, in the library's order.
  private let recognised: [Group]
  /// The names of the claims in the outermost resource.
  private let names: [Symbol]
  private let state = Guarded(State())

  /// The most entries, and the most bytes of claims that are looked up.
  private static let mostEntries = 256
  private static let mostBytes = 4_096

  init(_ configuration: Configuration, _ library: RuleLibrary, _ symbols: SymbolTable) {
    names = ["fhirVersion", "version", "url"].compactMap { symbols.symbol($0) }
    if case .chosen(let ids) = configuration.packs {
      chosen = Group(ids, reason: nil, library)
      recognised = []
    } else {
      chosen = nil
      recognised = library.packs.map { Group([$0.id], reason: nil, library) }
    }
    always = Group(PackSelection.always, reason: "no pack recognises it: choose one with --pack", library)
    none = Group([], reason: "no resource to choose a pack for", library)
  }

  /// The group of a pack that recognises a payload.
  func group(of pack: String, because: String) -> Group? {
    guard var group = recognised.first(where: { $0.ids == [pack] }) else { return nil }
    group.reason = "pack from \(because)"
    return group
  }

  /// The selection for a payload as far as what it claims settles it; `make` finds it out, for packs that are loaded.
  func selection(
    for document: Document, _ group: Group, _ run: RuleRun, load: () -> PackContext, make: (PackContext) -> PackSelection
  ) -> PackSelection {
    guard let (key, packKey) = keys(document, group, run) else { return make(load()) }
    if let known = state.withLock({ $0.selections[key] }) { return known }
    let context = context(packKey, load)
    let made = make(context)
    // A claim of a release that is not supported is reported at its place.
    if made.other != nil { return made }
    state.withLock { state in
      if state.selections.count >= Self.mostEntries { state.selections.removeAll(keepingCapacity: true) }
      state.selections[key] = made
    }
    return made
  }

  private func context(_ key: Key, _ load: () -> PackContext) -> PackContext {
    if let known = state.withLock({ $0.contexts[key] }) { return known }
    let loaded = load()
    state.withLock { state in
      if state.contexts.count >= Self.mostEntries { state.contexts.removeAll(keepingCapacity: true) }
      state.contexts[key] = loaded
    }
    return loaded
  }

  /// The keys of a payload's selection and of its packs; nil where it claims too much.
  private func keys(_ document: Document, _ group: Group, _ run: RuleRun) -> (selection: Key, packs: Key)? {
    guard let root = document.root, let mask = group.conditions.dueMask(for: run) else { return nil }
    var key = Key()
    key.bytes.reserveCapacity(256)
    key.append(mask)
    for id in group.ids {
      key.bytes.append(contentsOf: id.utf8)
      key.bytes.append(0)
    }
    let end = key.bytes.count
    key.bytes.append(0)
    if let reason = group.reason { key.bytes.append(contentsOf: reason.utf8) }
    for name in names {
      for place in document.elements(of: root, named: name) { append(place, of: document, named: name, to: &key) }
    }
    if let meta = document.element(.meta, of: root) {
      for place in document.elements(of: meta, named: .profile) { append(place, of: document, named: .profile, to: &key) }
    }
    if key.bytes.count > Self.mostBytes { return nil }
    return (key, Key(bytes: Array(key.bytes[..<end])))
  }

  private func append(_ place: Node, of document: Document, named name: Symbol, to key: inout Key) {
    key.append(UInt64(name.rawValue))
    let record = document.record(place)
    if record.form == .string, !record.flags.contains(.escaped) {
      let range = document.textRange(of: place)
      key.append(UInt64(range.count))
      key.bytes.append(contentsOf: document.source.storage[range])
    } else if let value = document.value(of: place) {
      key.append(UInt64(value.utf8.count))
      key.bytes.append(contentsOf: value.utf8)
    } else {
      key.append(.max)
    }
  }
}
