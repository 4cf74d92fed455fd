import FHIRSyntax
import Findings

/// The display next to a reference to a person has a word in common with the person's name, ignoring case and diacritics. A
/// display that does not look like a name, such as `the caller`, is ignored: names have at least two words that do not begin with
/// a lower-case letter.
struct DisplayOfCheck: RuleCheck {
  static let kind = "displayOf"
  static let issueType = IssueType.businessRule

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .test(.display) }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    guard let nameSymbol = document.symbol("name") else { return }
    for node in selection.elements {
      guard let element = document.element(.display, of: node), let display = document.value(of: element),
        let target = selection.payload.references.target(of: node),
        let type = document.resourceType(of: target).map({ document.name($0) }), Self.persons.contains(type)
      else { continue }
      guard let words = Self.wordsOfNames(of: target, nameSymbol, in: document) else { continue }
      let shown = Self.words(display)
      if words.isEmpty || !Self.looksLikeName(display) || !words.isDisjoint(with: shown) { continue }
      report(
        Violation(
          element, "\(payload: display) has no word in common with the name of the referenced \(text: type)",
          related: (document.element(nameSymbol, of: target) ?? target, "the name of the \(type)")))
    }
  }

  /// The resource types whose `name` is the name of a person.
  static let persons: Set<String> = ["Patient", "Practitioner", "RelatedPerson", "Person"]

  /// If the names of a person have more parts than this, they are not compared, because every reference to the person would
  /// search them again.
  private static let maxParts = 100

  /// The words in the names of a person, without prefixes; nil if the names have too many parts to search.
  private static func wordsOfNames(of person: Node, _ name: Symbol, in document: Document) -> Set<String>? {
    var words: Set<String> = []
    var count = 0
    for name in document.elements(of: person, named: name) {
      for part in document.elements(of: name) {
        count += 1
        if count > maxParts { return nil }
        if document.name(of: part) == "prefix" || document.name(of: part) == "use" { continue }
        words.formUnion(document.value(of: part).map(Self.words) ?? [])
      }
    }
    return words
  }

  private static func looksLikeName(_ text: String) -> Bool {
    text.split { !$0.isLetter && !$0.isNumber && $0 != "'" }.count { $0.first.map { $0.isLetter && !$0.isLowercase } ?? false }
      > 1
  }

  private static func words(_ text: String) -> Set<String> {
    let letters = text.lowercased().map { $0.isASCII ? $0 : baseLetters[$0] ?? $0 }
    return Set(letters.split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map { String($0) })
  }

  /// The ASCII letters of letters with a diacritic: systems differ in whether they preserve it. Characters are equal if they are
  /// canonically equivalent.
  private static let baseLetters: [Character: Character] = {
    let marks = (0x300...0x30C).map { $0 } + [0x31B, 0x323, 0x326, 0x327, 0x328]
    var letters: [Character: Character] = ["ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i"]
    for letter in "abcdefghijklmnopqrstuvwxyz" {
      for mark in marks.compactMap(Unicode.Scalar.init) {
        var text = String(letter)
        text.unicodeScalars.append(mark)
        if let character = text.first { letters[character] = letter }
      }
    }
    return letters
  }()
}
