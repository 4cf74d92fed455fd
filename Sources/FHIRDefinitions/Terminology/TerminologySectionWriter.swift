/// Writes the sections with the code systems and value sets of one release.
struct TerminologySectionWriter {
  private(set) var systemBytes: [UInt8] = []
  private(set) var conceptBytes: [UInt8] = []
  private(set) var setBytes: [UInt8] = []
  private(set) var partBytes: [UInt8] = []
  private(set) var codeBytes: [UInt8] = []

  mutating func write(
    _ systems: [CodeSystemSchema], _ sets: [ValueSetSchema], _ strings: PackStringList
  ) throws(DefinitionsError) {
    var systemsByURL: [String: CodeSystemSchema] = [:]
    // Several packages may have the same code system, each with codes that the others lack.
    for system in systems { systemsByURL[system.url] = systemsByURL[system.url]?.adding(system) ?? system }
    var setsByURL: [String: ValueSetSchema] = [:]
    for set in sets where setsByURL[set.url] == nil { setsByURL[set.url] = set }
    for url in systemsByURL.keys.sorted(by: Self.precedes) {
      guard let system = systemsByURL[url] else { continue }
      let number = try strings.number(of: url)
      var rows: [(code: UInt32, display: UInt32, flags: UInt32)] = []
      var seen: Set<String> = []
      for concept in system.allConcepts where seen.insert(concept.code).inserted {
        let display = try concept.display.map { display throws(DefinitionsError) in try strings.number(of: display) + 1 } ?? 0
        rows.append((try strings.number(of: concept.code), display, concept.isAbstract ? 1 : 0))
      }
      rows.sort { $0.code < $1.code }
      systemBytes.append(words: number, UInt32(conceptBytes.count / PackFormat.conceptSize), UInt32(rows.count))
      systemBytes.append(words: (system.isComplete ? 1 : 0) | (system.isCaseSensitive ? 0 : 2))
      for row in rows { conceptBytes.append(words: row.code, row.display, row.flags) }
    }
    var resolver = ValueSetResolver(systems: systemsByURL, sets: setsByURL)
    for url in setsByURL.keys.sorted(by: Self.precedes) {
      let number = try strings.number(of: url)
      let parts = resolver.parts(of: url)
      setBytes.append(
        words: number, UInt32(partBytes.count / PackFormat.partSize), UInt32(parts?.count ?? 0), parts == nil ? 1 : 0)
      for (system, part) in (parts ?? [:]).sorted(by: { Self.precedes($0.key, $1.key) }) {
        partBytes.append(words: try strings.number(of: system))
        switch part {
        case .all: partBytes.append(words: 0, 0, 0)
        case .unknown: partBytes.append(words: 2, 0, 0)
        case .codes(let codes):
          var numbers: [UInt32] = []
          for code in codes { numbers.append(try strings.number(of: code)) }
          partBytes.append(words: 1, UInt32(codeBytes.count / 4), UInt32(numbers.count))
          for number in numbers.sorted() { codeBytes.append(words: number) }
        }
      }
    }
  }

  private static func precedes(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
}

extension CodeSystemSchema {
  /// This code system with the additional codes of another version.
  func adding(_ other: CodeSystemSchema) -> CodeSystemSchema {
    var result = self
    let known = Set(allConcepts.map(\.code))
    result.concepts += other.concepts.filter { !known.contains($0.code) }
    result.isComplete = isComplete && other.isComplete
    return result
  }
}

extension PackStringList {
  /// Inserts the texts of code systems and value sets.
  mutating func insert(_ systems: [CodeSystemSchema], _ sets: [ValueSetSchema]) {
    for system in systems {
      insert(system.url)
      for concept in system.allConcepts {
        insert(concept.code)
        if let display = concept.display { insert(display) }
      }
    }
    for set in sets {
      insert(set.url)
      for include in set.includes + set.excludes {
        if let system = include.system { insert(system) }
        for code in include.codes { insert(code) }
        for filter in include.filters { for code in filter.value.split(separator: ",") { insert(String(code)) } }
      }
    }
  }
}
