import FHIRDefinitions
import FHIRSyntax
import Findings
import RulePacks
import Synchronization

/// The pack selections of payloads, by their claims. Most payloads of a run make the same claims, so their selection is
/// determined only once.
///
/// A selection follows from the configuration and the claims: the versions and profiles of the outermost resource, and the
/// conditions of rule packs that the payload satisfies. Nothing else from a payload is stored. The number of entries is limited,
/// since payloads may claim anything.
final class SelectionCache: Sendable {
  /// Packs that are selected together, and the conditions of their tables that apply only to some payloads.
  struct Group: Sendable {
    var ids: [String]
    /// Why the packs were selected, for the basis; nil if they were selected explicitly.
    var reason: String? { didSet { reasonBytes = Self.bytes(of: reason) } }
    var conditions: TableConditions
    /// The ids and the reason in the form that keys contain.
    private(set) var idBytes: [UInt8] = []
    private(set) var reasonBytes: [UInt8]

    init(_ ids: [String], reason: String?, _ library: RuleLibrary) {
      var files: [RulePack.TableFile] = []
      for id in ids {
        // Unknown ids and invalid files were rejected when the linter was created.
        _ = try? library.packs(for: id) { file in
          if file.isConditional, !files.contains(where: { $0.name == file.name }) { files.append(file) }
          return false
        }
      }
      self.ids = ids
      self.reason = reason
      conditions = library.conditions(of: files)
      for id in ids {
        idBytes.append(contentsOf: id.utf8)
        idBytes.append(0)
      }
      reasonBytes = Self.bytes(of: reason)
    }

    private static func bytes(of reason: String?) -> [UInt8] { [0] + (reason.map { Array($0.utf8) } ?? []) }
  }

  struct Key: Hashable, Sendable {
    fileprivate var bytes: [UInt8] = []
    /// The end of the part that the packs depend on.
    fileprivate var packEnd = 0

    /// The key of the packs.
    fileprivate var packKey: Key { Key(bytes: Array(bytes[..<packEnd])) }

    static func == (left: Key, right: Key) -> Bool { left.bytes == right.bytes }

    fileprivate mutating func append(_ number: some FixedWidthInteger & BitwiseCopyable) {
      // Safe: the bytes are borrowed for this call.
      unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    func hash(into hasher: inout Hasher) {
      // Safe: the bytes are borrowed for this call.
      unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
  }

  private struct State: Sendable {
    /// Packs by the part of a key that they depend on.
    var contexts: [Key: PackContext] = [:]
    var selections: [Key: PackSelection] = [:]
    /// The selection that was looked up last, which the next payload usually needs too.
    var last: (key: Key, selection: PackSelection)?
    /// The groups by pack id, and the default packs under the empty text, created when a payload first needs them.
    var groups: [String: Group] = [:]

    /// The selection for a key; nil if it is unknown.
    mutating func selection(_ key: Key) -> PackSelection? {
      if let last, last.key == key { return last.selection }
      guard let known = selections[key] else { return nil }
      last = (key, known)
      return known
    }
  }

  /// The packs that the configuration selects; nil if each payload determines its own.
  let chosen: Group?
  /// The packs for payloads without a resource.
  let withoutResource: Group
  private let library: RuleLibrary
  /// The names of the elements with which the outermost resource makes claims.
  private struct ClaimNames: Sendable {
    let fhirVersion: Symbol
    let version: Symbol
    let url: Symbol

    func contains(_ name: Symbol) -> Bool {
      name.rawValue == fhirVersion.rawValue || name.rawValue == version.rawValue || name.rawValue == url.rawValue
    }
  }

  private let names: ClaimNames
  private let state = Guarded(State())

  /// The maximum number of entries, and the maximum length of a key in bytes.
  private static let maxEntries = 256
  private static let maxBytes = 4_096

  init(_ configuration: Configuration, _ library: RuleLibrary, _ symbols: SymbolTable) {
    func name(_ text: String) -> Symbol { symbols.symbol(text) ?? .none }
    names = ClaimNames(fhirVersion: name("fhirVersion"), version: name("version"), url: name("url"))
    chosen = if case .chosen(let ids) = configuration.packs { Group(ids, reason: nil, library) } else { nil }
    withoutResource = Group([], reason: "no resource to choose a pack for", library)
    self.library = library
  }

  /// The packs for payloads that no pack recognises.
  var defaultPacks: Group { group("", PackSelection.defaultPacks, reason: PackSelection.unrecognised) }

  /// The group of a pack that recognises a payload.
  func group(of pack: String, because: String) -> Group {
    var group = group(pack, [pack], reason: nil)
    group.reason = "pack from \(because)"
    return group
  }

  private func group(_ key: String, _ ids: [String], reason: String?) -> Group {
    if let known = state.withLock({ $0.groups[key] }) { return known }
    let group = Group(ids, reason: reason, library)
    return state.withLock { state in
      let known = state.groups[key] ?? group
      state.groups[key] = known
      return known
    }
  }

  /// The selection for a key; nil if it is unknown.
  func selection(_ key: Key) -> PackSelection? { state.withLock { $0.selection(key) } }

  /// The packs for a key; nil if they are unknown.
  func context(_ key: Key) -> PackContext? {
    let key = key.packKey
    return state.withLock { $0.contexts[key] }
  }

  /// Stores the part of a selection that the claims determine, and its packs.
  func store(_ selection: PackSelection, _ context: PackContext, _ key: Key) {
    state.withLock { state in
      if state.contexts.count >= Self.maxEntries { state.contexts.removeAll(keepingCapacity: true) }
      state.contexts[key.packKey] = context
      // A claim of an unsupported release is reported at its position, so the selection cannot be reused.
      if selection.other != nil { return }
      if state.selections.count >= Self.maxEntries { state.selections.removeAll(keepingCapacity: true) }
      state.selections[key] = selection
    }
  }

  /// The key of a payload's selection; nil if its claims are too long.
  func key(_ document: Document, _ group: Group, _ run: RuleRun) -> Key? {
    guard let root = document.root, let mask = group.conditions.applicableMask(for: run) else { return nil }
    var key = Key()
    key.bytes.reserveCapacity(256)
    key.append(mask)
    key.bytes.append(contentsOf: group.idBytes)
    key.packEnd = key.bytes.count
    key.bytes.append(contentsOf: group.reasonBytes)
    var meta: Node?
    for child in document.elements(of: root) {
      let name = document.record(child).name
      if name.rawValue == Symbol.meta.rawValue {
        meta = meta ?? child
      } else if names.contains(name) {
        append(child, of: document, named: name, to: &key)
      }
    }
    if let meta {
      for child in document.elements(of: meta, named: .profile) { append(child, of: document, named: .profile, to: &key) }
    }
    return key.bytes.count > Self.maxBytes ? nil : key
  }

  private func append(_ child: Node, of document: Document, named name: Symbol, to key: inout Key) {
    key.append(UInt64(name.rawValue))
    let record = document.record(child)
    if record.form == .string, !record.flags.contains(.escaped) {
      let range = document.textRange(of: child)
      key.append(UInt64(range.count))
      key.bytes.append(contentsOf: document.source.storage[range])
    } else if let value = document.value(of: child) {
      key.append(UInt64(value.utf8.count))
      key.bytes.append(contentsOf: value.utf8)
    } else {
      key.append(UInt64.max)
    }
  }
}
