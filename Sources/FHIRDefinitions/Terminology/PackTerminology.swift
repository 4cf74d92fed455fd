/// The code systems and value sets of the pack, by their URLs and codes.
extension CodeTables: TerminologySource {
  func codeSystem(_ url: Bytes) -> System? { strings.number(of: url).flatMap { system($0) } }

  func concept(_ code: Bytes, in system: System) -> Concept? {
    if let number = strings.number(of: code), let concept = concept(number, in: system) { return concept }
    return system.isCaseSensitive ? nil : row(ignoringCaseOf: code, in: system).map { concept(at: $0) }
  }

  func spelling(of code: Bytes, in system: System) -> String? {
    if let number = strings.number(of: code), concept(number, in: system) != nil { return strings.text(number) }
    return system.isCaseSensitive ? nil : row(ignoringCaseOf: code, in: system).map { self.code(at: $0) }
  }

  private func row(ignoringCaseOf code: Bytes, in system: System) -> Int? {
    let wanted = code.map(Self.lowercased)
    return rows(of: system).first { self.code(at: $0).utf8.lazy.map(Self.lowercased).elementsEqual(wanted) }
  }

  func hasSystem(withCode code: Bytes) -> Bool { strings.number(of: code).map { hasSystem(withCode: $0) } ?? false }

  private static func lowercased(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte }

  func display(of concept: Concept) -> String? { concept.display > 0 ? strings.text(concept.display - 1) : nil }

  func allowsDisplay(_ text: Bytes, _ concept: Concept) -> Bool {
    concept.display == 0 || strings.equals(concept.display - 1, text)
  }

  func concepts(of system: System) -> [ConceptSchema] {
    rows(of: system).map { row in
      let concept = concept(at: row)
      return ConceptSchema(code: code(at: row), display: display(of: concept), isAbstract: concept.isAbstract)
    }
  }

  func codes(of system: System, upTo limit: Int) -> [String] {
    let rows = rows(of: system).lazy.filter { !concept(at: $0).isAbstract }
    return Array(rows.map { code(at: $0) }.prefix(max(0, limit)))
  }

  /// The pack has no supplements.
  func otherDisplays(of code: Bytes, system: Bytes) -> [String] { [] }

  func valueSet(_ url: String) -> ValueSet? {
    guard let set = strings.number(of: url).map({ valueSet($0) }) else { return nil }
    if case .missing = set.state { return nil }
    return set
  }

  func parts(of set: ValueSet) -> Range<Int> { rows(of: set) }

  func codes(ofPart part: Int, upTo limit: Int) -> [String] { Array(listedCodes(part).prefix(max(0, limit))) }

  func hasSystem(_ system: Bytes, in set: ValueSet) -> Bool {
    strings.number(of: system).map { hasSystem($0, in: set) } ?? false
  }
}
