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
    let letters = text.lowercased().map(baseLetter)
    return Set(letters.split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map { String($0) })
  }

  /// The ASCII letter of a letter with diacritics, composed or not, and any other character itself: systems differ in whether they
  /// preserve diacritics.
  private static func baseLetter(_ character: Character) -> Character {
    guard !character.isASCII, let scalar = character.unicodeScalars.first else { return character }
    if scalar.isASCII { return scalar.properties.isAlphabetic ? Character(scalar) : character }
    for (range, letters) in baseLetters where range.contains(scalar.value) {
      let letter = letters.utf8[letters.utf8.index(letters.startIndex, offsetBy: Int(scalar.value - range.lowerBound))]
      return letter == UInt8(ascii: ".") ? character : Character(Unicode.Scalar(letter))
    }
    return character
  }

  /// The ASCII letters of the characters in the Unicode blocks of Latin letters with diacritics; a dot for those without one.
  private static let baseLetters: [(range: ClosedRange<UInt32>, letters: String)] = [
    (
      0xC0...0x24F,
      "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggggggg"
        + "hhhhiiiiiiiiii..jjkk.llllll..llnnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz........."
        + "........................oo.............uu............................aaiioouuuuuuuuuu.aaaa....ggkkoo"
        + "oo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................"
    ),
    (
      0x1E00...0x1EFF,
      "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssss"
        + "ssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee"
        + "iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"
    ),
  ]
}
