package import FHIRSyntax
package import Findings

/// The compiled definitions: one pack of bytes, mapped and never parsed. See `PackFormat` for the layout.
package struct Definitions: Sendable {
  /// The names of all elements and types. Documents must be read with these for lookups to succeed.
  package let symbols: SymbolTable
  /// The strings that all releases refer to by number.
  package let strings: PackStrings
  /// The definitions of each release, in the order of `FHIRRelease.allCases`.
  private(set) var releases: [ReleaseDefinitions]
  private let pack: PackBytes

  /// The definitions in a pack, which must be aligned to eight bytes and must never change or be freed: static data of the
  /// program, or memory that is never released.
  ///
  /// Nil if the bytes are not a pack, have another version, are truncated, or have a table of names that could cause reads
  /// outside the pack. Wrong numbers in the other tables cause wrong results, but never a read outside the pack.
  package init?(immortal bytes: UnsafeRawBufferPointer) {
    guard let bytes = unsafe PackBytes(immortal: bytes), bytes.count >= PackFormat.headerSize,
      bytes[0] == PackFormat.magic[0], bytes[4] == PackFormat.magic[1], bytes[8] == PackFormat.version,
      Int(bytes[PackFormat.lengthOffset]) == bytes.count,
      let names = Self.section(.symbols, nil, of: bytes), let symbols = SymbolTable(checked: names),
      let texts = Self.section(.strings, nil, of: bytes), let index = Self.section(.stringIndex, nil, of: bytes),
      let strings = PackStrings(texts, index: index)
    else { return nil }
    let releases = FHIRRelease.allCases.compactMap { Self.release($0, of: bytes, symbols, strings) }
    guard releases.count == FHIRRelease.allCases.count else { return nil }
    self.symbols = symbols
    self.strings = strings
    self.releases = releases
    pack = bytes
  }

  /// The definitions of one release.
  package func release(_ release: FHIRRelease) -> ReleaseDefinitions {
    releases[release.position]
  }

  /// The message definitions in the pack. There are few, so each call parses all of them.
  package func messages() throws(DefinitionsError) -> MessageLibrary {
    guard let text = Self.section(.messages, nil, of: pack) else { throw DefinitionsError("the pack has no messages") }
    return MessageLibrary(try MessageFiles.definitions(unsafe SourceText(name: "messages", bytes: text.buffer)))
  }

  /// The definitions of the other releases that a payload of the given release may be mistaken for.
  package func others(than release: FHIRRelease) -> [ReleaseDefinitions] { release.others.map { self.release($0) } }

  /// A copy in which the definitions of each release are replaced by the result of a closure.
  func mapping(
    _ replace: (ReleaseDefinitions) throws(DefinitionsError) -> ReleaseDefinitions
  ) throws(DefinitionsError) -> Definitions {
    var result = self
    result.releases = []
    for release in releases { result.releases.append(try replace(release)) }
    return result
  }

  /// A copy whose messages may also show the texts that other releases define, and further public texts, which are read on
  /// first use.
  package func withPublicTexts(
    isBuiltIn: @escaping @Sendable (String) -> Bool, others: @escaping @Sendable () -> Set<String>
  ) -> Definitions {
    let texts = PublicTexts(releases: releases, isBuiltIn: isBuiltIn, others: others)
    var result = self
    result.releases = releases.map { $0.with(texts) }
    return result
  }

  /// Whether a release has a type with the given name.
  func isType(_ name: Substring, in release: FHIRRelease) -> Bool {
    symbols.symbol(String(name)).flatMap { self.release(release).type($0) } != nil
  }

  private static func release(
    _ release: FHIRRelease, of bytes: PackBytes, _ symbols: SymbolTable, _ strings: PackStrings
  ) -> ReleaseDefinitions? {
    guard let types = section(.types, release, of: bytes), let elements = section(.elements, release, of: bytes),
      let details = section(.details, release, of: bytes), let targets = section(.targets, release, of: bytes),
      let systems = section(.codeSystems, release, of: bytes), let concepts = section(.concepts, release, of: bytes),
      let sets = section(.valueSets, release, of: bytes), let parts = section(.parts, release, of: bytes),
      let codes = section(.codes, release, of: bytes), let profiles = section(.profiles, release, of: bytes),
      let texts = section(.profileTexts, release, of: bytes), let packages = section(.packages, release, of: bytes),
      let invariants = section(.invariants, release, of: bytes)
    else { return nil }
    let terminology = Terminology(
      CodeTables(strings: strings, systems: systems, concepts: concepts, sets: sets, parts: parts, codes: codes))
    return ReleaseDefinitions(
      release: release, symbols: symbols, strings: strings, terminology: terminology,
      profiles: ProfileLayers(
        PackProfiles(symbols: symbols, strings: strings, rows: profiles, texts: texts, packages: packages)),
      types: types, elements: elements, details: details, targets: targets, invariants: invariants)
  }

  private static func section(_ section: PackFormat.Section, _ release: FHIRRelease?, of bytes: PackBytes) -> PackBytes? {
    let code = release.map(PackFormat.code) ?? 0
    for index in 0..<min(Int(bytes[PackFormat.sectionCountOffset]), bytes.count / PackFormat.sectionSize) {
      let row = PackFormat.headerSize + index * PackFormat.sectionSize
      guard bytes[row] == section.rawValue, bytes[row + 4] == code else { continue }
      return bytes.part(at: Int(bytes[row + 8]), count: Int(bytes[row + 12]))
    }
    return nil
  }
}

extension SymbolTable {
  /// The table in a section of a pack; nil if its bytes could make a lookup hang or read out of bounds.
  fileprivate init?(checked bytes: PackBytes) {
    let count = Int(bytes[0])
    let slotCount = Int(bytes[4])
    guard count >= Symbol.wellKnownNames.count, slotCount > count, slotCount & (slotCount - 1) == 0 else { return nil }
    let offsets = 8 + slotCount * 8
    let names = offsets + (count + 1) * 4
    guard names <= bytes.count, bytes[offsets] == 0 else { return nil }
    // At least one slot must be empty, or a search would not terminate; each id must belong to a name.
    var used = 0
    for slot in 0..<slotCount {
      let id = Int(bytes[8 + slot * 8 + 4])
      guard id < count else { return nil }
      if id != 0 { used += 1 }
    }
    guard used < slotCount else { return nil }
    for id in 0..<count where bytes[offsets + id * 4] > bytes[offsets + id * 4 + 4] { return nil }
    guard names + Int(bytes[offsets + count * 4]) <= bytes.count else { return nil }
    // Safe: everything that a lookup follows was checked, and the bytes are immortal.
    unsafe self.init(immortal: bytes.buffer)
    for (id, name) in Symbol.wellKnownNames.enumerated() where self.name(Symbol(rawValue: UInt32(id))) != name { return nil }
  }
}
