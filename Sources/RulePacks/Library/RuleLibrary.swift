package import FHIRSyntax
package import Findings
import Synchronization

/// All rule packs. The tables of a pack are read on first use.
package final class RuleLibrary: Sendable {
  /// The packs without their tables, in the order of preference for detection.
  package let packs: [RulePack]
  private let files: [String: RuleFile]
  private let reader: RulePackReader
  /// The names of the `pack.json` files, by pack.
  private let heads: [String: String]
  /// Tables by the name of their file.
  private let loaded = Guarded<[String: RuleTable]>([:])
  /// By the id of the requested pack.
  private let layouts: [String: PackLayout]

  /// A library of rule files. The name of a file is its path; each `pack.json` lists the tables in its folder.
  /// A pack replaces an earlier one with the same id. `editions` are the editions to read by the id of the pack; the newest
  /// ones by default.
  package init(files: [RuleFile], symbols: SymbolTable, editions: [String: String] = [:]) throws(RuleFileError) {
    reader = RulePackReader(symbols: symbols)
    var byName: [String: RuleFile] = [:]
    var packs: [RulePack] = []
    var heads: [String: String] = [:]
    for file in files {
      byName[file.name] = file
      guard file.name == "pack.json" || file.name.hasSuffix("/pack.json") else { continue }
      var pack = try reader.pack(file.read(), editions)
      let folder = String(file.name.dropLast("pack.json".count))
      pack = pack.with(
        tableFiles: pack.tableFiles.map { file in
          var file = file
          file.name = folder + file.name
          return file
        }
      ).with(
        interactions: pack.interactions,
        examples: pack.examples.map { example in
          var example = example
          example.file = folder + example.file
          return example
        })
      packs.removeAll { $0.id == pack.id }
      packs.append(pack)
      heads[pack.id] = file.name
    }
    for pack in packs {
      for example in pack.examples where byName[example.file] == nil {
        throw RuleFileError(
          file: example.file, position: nil, problem: "the pack '\(pack.id)' names this example, but the file does not exist")
      }
    }
    packs = packs.map { PackInheritance.inheriting(Self.including($0.id, packs)) ?? $0 }
    self.heads = heads
    self.packs = packs
    self.files = byName
    var layouts: [String: PackLayout] = [:]
    for pack in packs { layouts[pack.id] = PackLayout(Self.including(pack.id, packs), reader.symbols) }
    self.layouts = layouts
  }

  /// A pack with the tables that apply to a payload, followed by the packs that it includes; empty if the id is unknown.
  package func packs(for id: String, _ run: RuleRun) throws(RuleFileError) -> [RulePack] {
    guard let layout = layouts[id] else { return [] }
    let applicable = layout.applicable(for: run)
    if let known = layout.known(applicable) { return known }
    var index = 0
    let packs = try packs(for: id) { file in
      guard file.isConditional else { return true }
      index += 1
      return applicable[index - 1]
    }
    layout.keep(packs, applicable)
    return packs
  }

  /// A pack with the tables selected by `isApplicable`, followed by the packs that it includes; empty if the id is unknown.
  package func packs(for id: String, where isApplicable: (RulePack.TableFile) -> Bool = { _ in true }) throws(RuleFileError)
    -> [RulePack]
  {
    var packs: [RulePack] = []
    for pack in Self.including(id, self.packs) {
      if let pack = try read(pack.id, where: isApplicable, load) { packs.append(pack) }
    }
    return packs
  }

  /// Reads each pack whose `pack.json` is one of some files, completely: throws if a table is missing or invalid, or if an
  /// included pack is unknown.
  package func validatePacks(in names: Set<String>) throws(RuleFileError) {
    for pack in packs {
      guard let head = heads[pack.id], names.contains(head) else { continue }
      _ = try read(pack.id, where: { _ in true }, load)
      // Rows of other editions than the chosen one are listed too.
      if pack.editionVersions.count > 1 { _ = try packWithExamples(pack.id) }
    }
  }

  /// The conditions of some tables.
  package func conditions(of files: [RulePack.TableFile]) -> TableConditions { TableConditions(files, reader.symbols) }

  /// A pack and those that it includes.
  private static func including(_ id: String, _ packs: [RulePack]) -> [RulePack] {
    var found: [RulePack] = []
    func collect(_ id: String) {
      guard !found.contains(where: { $0.id == id }), let pack = packs.first(where: { $0.id == id }) else { return }
      found.append(pack)
      for other in pack.includes { collect(other) }
    }
    collect(id)
    return found
  }

  /// The file of an example; nil if there is none, which `init` excludes.
  package func text(of example: RulePack.Example) -> SourceText? { files[example.file]?.read() }

  /// The SHA-256 of a pack's files, each with its name, as 64 hexadecimal digits; nil if the pack is unknown.
  package func digest(of id: String) -> String? {
    guard let head = heads[id], let pack = packs.first(where: { $0.id == id }) else { return nil }
    var bytes: [UInt8] = []
    for file in ([head] + pack.tableFiles.map(\.name)).compactMap({ files[$0] }) {
      // A name and the bytes cannot be confused with other names and bytes: the length separates them.
      let text = file.read().bytes
      bytes += Array("\(file.name)\n\(text.count)\n".utf8)
      bytes += text
    }
    return SHA256.hex(of: bytes)
  }

  /// A pack with its tables, including the rows of all its editions, and their examples; nil if the id is unknown.
  package func packWithExamples(_ id: String) throws(RuleFileError) -> RulePack? {
    try read(id, where: { _ in true }, loadWithExamples)
  }

  private func loadWithExamples(_ file: RuleFile, _ editions: EditionChoice) throws(RuleFileError) -> RuleTable {
    var all = editions
    all.readsAll = true
    return try reader.reading(all).table(file.read(), withExamples: true)
  }

  private func load(_ file: RuleFile, _ editions: EditionChoice) throws(RuleFileError) -> RuleTable {
    if let table = loaded.withLock({ $0[file.name] }) { return table }
    let table = try reader.reading(editions).table(file.read(), withExamples: !file.isTested)
    loaded.withLock { $0[file.name] = table }
    return table
  }

  private func read(
    _ id: String, where isApplicable: (RulePack.TableFile) -> Bool,
    _ table: (RuleFile, EditionChoice) throws(RuleFileError) -> RuleTable
  ) throws(RuleFileError) -> RulePack? {
    guard let pack = packs.first(where: { $0.id == id }) else { return nil }
    let applicable = pack.tableFiles.filter(isApplicable)
    var tables: [RuleTable] = []
    for tableFile in applicable {
      guard let file = files[tableFile.name] else {
        throw RuleFileError(
          file: tableFile.name, position: nil,
          problem: "the pack '\(id)' names this table, but its folder contains no such file")
      }
      tables.append(try table(file, pack.editions))
    }
    for other in pack.includes where !packs.contains(where: { $0.id == other }) {
      throw RuleFileError(file: id, position: nil, problem: "the pack '\(id)' includes the unknown pack '\(other)'")
    }
    return pack.with(tableFiles: applicable, tables: tables, plans: PackPlans(reader.symbols))
  }
}
