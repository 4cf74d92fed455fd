import FHIRSyntax

/// The display beside a reference to a person shares a word with the person's name. What does not look like a name, such
/// as `the caller`, is not judged: names have two words that begin without a small letter.
struct DisplayOfCheck: RuleCheck {
  static let kind = "displayOf"
  static let issueType = IssueType.businessRule

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  func check(_ selection: Selection, _ report: (Objection) -> Void) {
    let document = selection.document
    guard let nameSymbol = document.symbol("name") else { return }
    for node in selection.elements {
      guard let element = document.element(.display, of: node), let display = document.value(of: element),
        let target = selection.run.references.target(of: node),
        let type = document.resourceType(of: target).map({ document.name($0) }), Self.persons.contains(type)
      else { continue }
      var words: Set<String> = []
      for name in document.elements(of: target, named: nameSymbol) {
        for part in document.elements(of: name) where document.name(of: part) != "prefix" && document.name(of: part) != "use" {
          words.formUnion(document.value(of: part).map(Self.words) ?? [])
        }
      }
      let shown = Self.words(display)
      if words.isEmpty || !Self.looksLikeName(display) || !words.isDisjoint(with: shown) { continue }
      report(Objection(element, "\(payload: display) shares no word with the name of the \(words: type) referred to"))
    }
  }

  /// The resource types whose `name` is that of a person.
  private static let persons: Set<String> = ["Patient", "Practitioner", "RelatedPerson", "Person"]

  private static func looksLikeName(_ text: String) -> Bool {
    text.split { !$0.isLetter && !$0.isNumber && $0 != "'" }.count { $0.first.map { $0.isLetter && !$0.isLowercase } ?? false }
      > 1
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init))
  }
}
