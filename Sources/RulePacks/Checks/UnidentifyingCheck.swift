import FHIRSyntax

/// A free text holds nothing that identifies a patient: no NHS number, and none of what the Patients at a path are known by.
///
/// Found are whole words alone: NHS numbers with the right check digit, and of the Patients their numbers, dates of birth,
/// telephone numbers, addresses of e-mail, postcodes, lines of addresses and family names. A family name that is short, or
/// a word of FHIR as well, is not looked for. What else may identify somebody is not judged.
struct UnidentifyingCheck: ValueCheck {
  static let kind = "unidentifying"
  static let options = ["patients"]
  static let issueType = IssueType.businessRule

  private let patients: ElementQuery

  init(_ options: inout CheckOptions) throws(RuleFileError) { patients = try options.path("patients") }

  func objection(to text: String, at node: Node, in selection: Selection) -> Message? {
    let words = Self.words(text)
    for (what, value) in values(selection) where Self.has(value, in: words) {
      return "this holds the Patient's \(words: what)"
    }
    return words.contains(where: Self.isNHSNumber) ? "this holds an NHS number" : nil
  }

  /// Whether ten digits are an NHS number of the ranges that are given out: others are moments and serial numbers.
  private static func isNHSNumber(_ word: String) -> Bool {
    let digits = word.utf8.map { Int($0) - Int(UInt8(ascii: "0")) }
    guard digits.count == 10, digits.allSatisfy({ 0...9 ~= $0 }), [4, 6, 7, 9].contains(digits[0]) else { return false }
    return ChecksumCheck.checkDigit(of: digits.dropLast()) == digits[9]
  }

  // MARK: What a Patient is known by

  private static let sources: [(path: [String], what: String)] = [
    (["identifier", "value"], "identifier"), (["birthDate"], "date of birth"),
    (["telecom", "value"], "telephone number or e-mail"),
    (["address", "postalCode"], "postcode"), (["address", "line"], "address"), (["name", "family"], "name"),
  ]

  private func values(_ selection: Selection) -> [(what: String, value: [String])] {
    let document = selection.document
    var values: [(String, [String])] = []
    for patient in selection.run.selector.elements(of: patients, at: selection.scope) {
      for (path, what) in Self.sources {
        for node in path.reduce(
          [patient],
          { nodes, name in
            nodes.flatMap { node in document.elements(of: node).filter { document.name(of: $0) == name } }
          })
        {
          guard let text = document.value(of: node), !(what == "name" && !isTelling(text, in: document)) else { continue }
          let words = Self.words(text)
          if words.joined().utf8.count >= (what == "identifier" ? 6 : 4) { values.append((what, words)) }
        }
      }
    }
    return values
  }

  /// Whether a family name says who somebody is, and is no word that any message may have.
  private func isTelling(_ name: String, in document: Document) -> Bool {
    guard name.utf8.count >= 4 else { return false }
    let lower = name.lowercased()
    return document.symbols.symbol(name) == nil && document.symbols.symbol(lower) == nil
  }

  // MARK: Words

  /// The words of a text in lower case: letters, digits, and what stands between digits of a number or date is left out.
  private static func words(_ text: String) -> [String] {
    text.lowercased().split { character in
      guard let scalar = character.unicodeScalars.first else { return true }
      return !(scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }.map(String.init)
  }

  /// Whether the words of a value follow one another in a text; the digits of a number may be grouped in another way.
  private static func has(_ value: [String], in words: [String]) -> Bool {
    guard let first = value.first else { return false }
    for start in words.indices where words[start] == first && words[start...].starts(with: value) { return true }
    let joined = value.joined()
    guard joined.utf8.count >= 6, joined.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return false }
    for start in words.indices {
      var run = ""
      for word in words[start...] {
        guard word.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), run.utf8.count < joined.utf8.count else {
          break
        }
        run += word
        if run == joined { return true }
      }
    }
    return false
  }
}
