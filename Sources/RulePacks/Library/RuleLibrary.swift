package import FHIRSyntax
package import Findings
import Synchronization

/// All rule packs. Of built-in packs, only the heads are read up front; the rest and the tables are read on first use.
package final class RuleLibrary: Sendable {
  /// The heads of the packs, in the order of preference for detection.
  package let heads: [PackHead]
  private let files: [String: RuleFile]
  private let reader: RulePackReader
  private let editions: [String: String]
  /// The names of the `pack.json` files, by pack id.
  private let headFiles: [String: String]
  private let state: Guarded<State>

  private struct State {
    /// Packs without their tables, inherited interactions and inherited examples, by id.
    var own: [String: RulePack] = [:]
    /// Packs without their tables, by id.
    var complete: [String: RulePack] = [:]
    /// Tables by the name of their file.
    var tables: [String: RuleTable] = [:]
    /// Layouts by the id of the requested pack.
    var layouts: [String: PackLayout] = [:]
  }

  /// A library of rule files. The name of a file is its path; each `pack.json` lists the tables in its folder.
  /// A pack replaces an earlier one with the same id. `editions` maps pack ids to the editions to read, by default the newest.
  package init(files: [RuleFile], symbols: SymbolTable, editions: [String: String] = [:]) throws(RuleFileError) {
    let reader = RulePackReader(symbols: symbols)
    var byName: [String: RuleFile] = [:]
    var heads: [PackHead] = []
    var headFiles: [String: String] = [:]
    for file in files {
      byName[file.name] = file
      guard file.isPack else { continue }
      let head = try reader.head(file.readEssentials(), editions)
      heads.removeAll { $0.id == head.id }
      heads.append(head)
      headFiles[head.id] = file.name
    }
    // Errors in users' packs are reported before anything is checked; built-in packs have none, which tests verify.
    var state = State()
    for head in heads {
      guard let file = headFiles[head.id].flatMap({ byName[$0] }), !file.isTested else { continue }
      state.own[head.id] = try Self.pack(file, byName, reader, editions)
    }
    self.heads = heads
    self.headFiles = headFiles
    self.files = byName
    self.reader = reader
    self.editions = editions
    self.state = Guarded(state)
  }

  /// Reads a `pack.json`. The names of files in it are relative to its folder.
  private static func pack(
    _ file: RuleFile, _ files: [String: RuleFile], _ reader: RulePackReader, _ editions: [String: String],
    readsAll: Bool = false
  ) throws(RuleFileError) -> RulePack {
    let pack = try reader.pack(file.read(), editions, readsAll: readsAll)
    let folder = String(file.name.dropLast("pack.json".count))
    let examples = pack.examples.map { example in
      var example = example
      example.file = folder + example.file
      return example
    }
    for example in examples where files[example.file] == nil {
      throw RuleFileError(
        file: example.file, position: nil, problem: "the pack '\(pack.id)' names this example, but the file does not exist")
    }
    let tableFiles = pack.tableFiles.map { file in
      var file = file
      file.name = folder + file.name
      return file
    }
    return pack.with(tableFiles: tableFiles).with(interactions: pack.interactions, examples: examples)
  }

  /// All packs without their tables, in the order of the heads.
  package var packs: [RulePack] { heads.compactMap { pack($0.id) } }

  /// A pack without its tables, but with inherited interactions and examples; nil if the id is unknown.
  package func pack(_ id: String) -> RulePack? {
    if let known = state.withLock({ $0.complete[id] }) { return known }
    let pack = PackInheritance.inheriting(headsWithIncluded(id).compactMap { own($0.id) })
    state.withLock { $0.complete[id] = pack }
    return pack
  }

  private func own(_ id: String) -> RulePack? {
    if let known = state.withLock({ $0.own[id] }) { return known }
    guard let file = headFiles[id].flatMap({ files[$0] }) else { return nil }
    // `init` has already reported errors in users' packs.
    let pack = try? Self.pack(file, files, reader, editions)
    state.withLock { $0.own[id] = pack }
    return pack
  }

  /// The layout of a pack and of the packs that it includes.
  private func layout(_ id: String) -> PackLayout {
    if let known = state.withLock({ $0.layouts[id] }) { return known }
    let layout = PackLayout(headsWithIncluded(id).compactMap { pack($0.id) }, reader.symbols)
    return state.withLock { state in
      let known = state.layouts[id] ?? layout
      state.layouts[id] = known
      return known
    }
  }

  /// A pack with the tables that apply to a payload, followed by the packs that it includes; empty if the id is unknown.
  package func packs(for id: String, _ run: RuleRun) throws(RuleFileError) -> [RulePack] {
    if headFiles[id] == nil { return [] }
    let layout = layout(id)
    let applicable = layout.applicable(for: run)
    if let known = layout.known(applicable) { return known }
    var index = 0
    let packs = try packs(for: id) { file in
      guard file.isConditional else { return true }
      index += 1
      return applicable[index - 1]
    }
    layout.store(packs, applicable)
    return packs
  }

  /// A pack with the tables selected by `isApplicable`, followed by the packs that it includes; empty if the id is unknown.
  package func packs(for id: String, where isApplicable: (RulePack.TableFile) -> Bool = { _ in true }) throws(RuleFileError)
    -> [RulePack]
  {
    var packs: [RulePack] = []
    for head in headsWithIncluded(id) {
      if let pack = pack(head.id) { packs.append(try read(pack, where: isApplicable, load)) }
    }
    return packs
  }

  /// Completely reads each pack whose `pack.json` is one of the given files; throws if a table is missing or invalid, or if an
  /// included pack is unknown.
  package func validatePacks(in names: Set<String>) throws(RuleFileError) {
    for pack in heads {
      guard let head = headFiles[pack.id], names.contains(head) else { continue }
      if let pack = self.pack(pack.id) { _ = try read(pack, where: { _ in true }, load) }
      // The rows of all editions are read, because lists of rules show them too.
      if pack.editionVersions.count > 1 { _ = try packWithExamples(pack.id) }
    }
  }

  /// The conditions of the given tables.
  package func conditions(of files: [RulePack.TableFile]) -> TableConditions { TableConditions(files, reader.symbols) }

  /// The heads of a pack and of the packs that it includes, directly or indirectly; empty if the id is unknown.
  private func headsWithIncluded(_ id: String) -> [PackHead] {
    var found: [PackHead] = []
    func collect(_ id: String) {
      guard !found.contains(where: { $0.id == id }), let pack = heads.first(where: { $0.id == id }) else { return }
      found.append(pack)
      for other in pack.includes { collect(other) }
    }
    collect(id)
    return found
  }

  /// The file of an example; nil if it does not exist, which is ruled out when the pack is read.
  package func text(of example: RulePack.Example) -> SourceText? { files[example.file]?.read() }

  /// The SHA-256 of a pack's files, each with its name, as 64 hexadecimal digits; nil if the pack is unknown.
  package func digest(of id: String) -> String? {
    guard let head = headFiles[id], let pack = pack(id) else { return nil }
    var bytes: [UInt8] = []
    for file in ([head] + pack.tableFiles.map(\.name)).compactMap({ files[$0] }) {
      // The length separates the files: different names and contents cannot produce the same bytes.
      let text = file.read().bytes
      bytes += Array("\(file.name)\n\(text.count)\n".utf8)
      bytes += text
    }
    return SHA256.hex(of: bytes)
  }

  /// A pack with its tables, including the rows of all its editions, and their examples; nil if the id is unknown.
  package func packWithExamples(_ id: String) throws(RuleFileError) -> RulePack? {
    guard var pack = pack(id) else { return nil }
    if pack.editionVersions.count > 1, let file = headFiles[id].flatMap({ files[$0] }) {
      var tableFiles: [RulePack.TableFile] = []
      for file in try Self.pack(file, files, reader, editions, readsAll: true).tableFiles
      where !tableFiles.contains(where: { $0.name == file.name }) {
        tableFiles.append(file)
      }
      pack = pack.with(tableFiles: tableFiles)
    }
    return try read(pack, where: { _ in true }, loadWithExamples)
  }

  private func loadWithExamples(_ file: RuleFile, _ editions: EditionSelection) throws(RuleFileError) -> RuleTable {
    var all = editions
    all.readsAll = true
    return try reader.reading(all).table(file.read(), withExamples: true)
  }

  private func load(_ file: RuleFile, _ editions: EditionSelection) throws(RuleFileError) -> RuleTable {
    if let table = state.withLock({ $0.tables[file.name] }) { return table }
    let table = try reader.reading(editions).table(file.readEssentials(), withExamples: !file.isTested)
    state.withLock { $0.tables[file.name] = table }
    return table
  }

  private func read(
    _ pack: RulePack, where isApplicable: (RulePack.TableFile) -> Bool,
    _ table: (RuleFile, EditionSelection) throws(RuleFileError) -> RuleTable
  ) throws(RuleFileError) -> RulePack {
    let applicable = pack.tableFiles.filter(isApplicable)
    var tables: [RuleTable] = []
    for tableFile in applicable {
      guard let file = files[tableFile.name] else {
        throw RuleFileError(
          file: tableFile.name, position: nil,
          problem: "the pack '\(pack.id)' names this table, but its folder contains no such file")
      }
      tables.append(try table(file, pack.head.editions))
    }
    for other in pack.includes where headFiles[other] == nil {
      throw RuleFileError(file: pack.id, position: nil, problem: "the pack '\(pack.id)' includes the unknown pack '\(other)'")
    }
    return pack.with(tableFiles: applicable, tables: tables, plans: PackPlans(reader.symbols))
  }
}
