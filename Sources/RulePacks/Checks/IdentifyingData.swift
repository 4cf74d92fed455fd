import FHIRSyntax

/// The data that identifies Patients, to be searched for in free text.
///
/// Entries are indexed by their first character, so that a text is searched once, whatever the number of Patients. A class, so
/// that all texts of a payload share the budget for comparisons.
final class IdentifyingData {
  private struct Entry {
    /// The words, without gaps: see `FreeText`.
    var characters: [Character]
    /// The kind of data, such as `postcode`.
    var kind: String
  }

  /// The entries, in the order in which they are reported.
  private var entries: [Entry] = []
  /// The positions of entries, by their first character.
  private var positions: [Character: [Int]] = [:]
  /// For each date of birth, the number of entries before it.
  private var birthDates: [Date: Int] = [:]
  /// The number of comparisons of entries and characters that are still allowed: hostile texts and names could match almost
  /// everywhere.
  private var remaining = 5_000_000

  private struct Date: Hashable {
    /// The year, or its last two digits.
    var year: Int
    var month: Int
    var day: Int
  }

  private static let sources: [(path: [String], kind: String, shortest: Int)] = [
    (["identifier", "value"], "identifier", 6), (["telecom", "value"], "telephone number or e-mail address", 4),
    (["address", "postalCode"], "postcode", 4), (["address", "line"], "address", 4),
    (["contact", "telecom", "value"], "contact's telephone number or e-mail address", 4),
    (["contact", "address", "postalCode"], "contact's postcode", 4), (["contact", "address", "line"], "contact's address", 4),
  ]

  /// The maximum number of values of one kind used from one Patient; the rest is ignored.
  private static let maxValues = 100
  /// The maximum number of entries for all Patients; the rest is ignored.
  private static let maxEntries = 10_000

  // MARK: Patients

  /// Adds the data of a Patient.
  func add(_ patient: Node, in document: Document) {
    for (path, kind, shortest) in Self.sources {
      for value in Self.values(path, of: patient, document) {
        let joined = FreeText(value).joined
        if joined.utf8.count >= shortest { add(joined, kind) }
      }
    }
    for value in Self.values(["birthDate"], of: patient, document) {
      guard let date = FHIRDateTime(value), date.precision == .day else { continue }
      for year in [date.year, date.year % 100] {
        let key = Date(year: year, month: date.month, day: date.day)
        if birthDates[key] == nil { birthDates[key] = entries.count }
      }
    }
    for name in Self.elements(["name"], of: patient, document).prefix(Self.maxValues) { add(name: name, document) }
  }

  private func add(_ joined: String, _ kind: String) {
    let characters = Array(joined)
    guard let first = characters.first, entries.count < Self.maxEntries else { return }
    positions[first, default: []].append(entries.count)
    entries.append(Entry(characters: characters, kind: kind))
  }

  /// Adds the spellings of a name that identify a person.
  private func add(name: Node, _ document: Document) {
    func parts(_ part: String) -> [String] {
      Self.values([part], of: name, document).map { FreeText($0).joined }.filter { !$0.isEmpty }
    }
    for text in Self.values(["text"], of: name, document).map({ FreeText($0) }) where text.words.count > 1 {
      add(text.joined, "name")
    }
    let (given, prefixes) = (parts("given"), parts("prefix"))
    for family in Self.values(["family"], of: name, document) {
      let joined = FreeText(family).joined
      if joined.isEmpty { continue }
      if Self.isIdentifying(family, in: document) { add(joined, "name") }
      for other in given.prefix(Self.maxParts) {
        add(other + joined, "name")
        add(joined + other, "name")
      }
      for prefix in prefixes.prefix(Self.maxParts) { add(prefix + joined, "name") }
    }
  }

  /// The maximum number of given names, and of prefixes, used from one name; the rest is ignored.
  private static let maxParts = 10

  /// Whether a family name is identifying by itself, and not a word that may occur in any message.
  private static func isIdentifying(_ name: String, in document: Document) -> Bool {
    guard name.utf8.count >= 4 else { return false }
    return document.symbols.symbol(name) == nil && document.symbols.symbol(name.lowercased()) == nil
  }

  private static func values(_ path: [String], of node: Node, _ document: Document) -> [String] {
    elements(path, of: node, document).prefix(maxValues).compactMap { document.value(of: $0) }
  }

  private static func elements(_ path: [String], of node: Node, _ document: Document) -> [Node] {
    path.reduce([node]) { nodes, name in
      nodes.flatMap { node in document.elements(of: node).filter { document.name(of: $0) == name } }
    }
  }

  // MARK: Texts

  /// The kind of the first entry that a text contains; nil if it contains none. `days` are the dates in the text.
  func first(in text: FreeText, _ days: [FreeText.Day]) -> String? {
    var found: (position: Int, kind: String)?
    func note(_ position: Int, _ kind: String) {
      if found.map({ position < $0.position }) ?? true { found = (position, kind) }
    }
    for reading in days.flatMap(\.readings) {
      let key = Date(year: reading.year, month: reading.month, day: reading.day)
      if let position = birthDates[key] { note(position, "date of birth") }
    }
    // The characters of all words, and whether a word begins or ends before each of them.
    let characters = text.words.flatMap { Array($0.text) }
    var isBoundary = [Bool](repeating: false, count: characters.count + 1)
    var start = 0
    for word in text.words {
      isBoundary[start] = true
      start += word.text.count
    }
    isBoundary[characters.count] = true
    for start in characters.indices where isBoundary[start] {
      for position in positions[characters[start]] ?? [] {
        remaining -= 1
        if remaining < 0 { break }
        let end = start + entries[position].characters.count
        guard end <= characters.count, isBoundary[end], position < found?.position ?? .max else { continue }
        if isEqual(entries[position].characters, characters[start..<end]) { note(position, entries[position].kind) }
      }
    }
    return found?.kind
  }

  private func isEqual(_ wanted: [Character], _ found: ArraySlice<Character>) -> Bool {
    for (expected, actual) in zip(wanted, found) {
      remaining -= 1
      if remaining < 0 || expected != actual { return false }
    }
    return true
  }
}
