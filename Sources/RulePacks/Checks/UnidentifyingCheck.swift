import FHIRSyntax
import Findings

/// A free text contains nothing that identifies a patient: no NHS number, no date of birth, and no identifying data of the
/// Patients at a path.
///
/// Only whole words are matched: NHS numbers with a correct check digit, in any grouping; dates described as dates of birth; and
/// from the Patients their identifiers, dates of birth in any usual form, telephone numbers, e-mail addresses, postcodes, address
/// lines and names, and the contact details of their contacts. A family name that is short, or also a word of FHIR, is matched only
/// next to a given name or prefix. Other identifying data is not detected.
struct UnidentifyingCheck: ValueCheck {
  static let kind = "unidentifying"
  static let options = ["patients"]
  static let issueType = IssueType.businessRule

  private let patients: ElementQuery

  init(_ options: inout CheckOptions) throws(RuleFileError) { patients = try options.path("patients") }

  var planned: PlannedCheck { .elements }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    let text = FreeText(text)
    let days = text.days
    for patient in selection.payload.selector.elements(of: patients, at: selection.scope).prefix(Self.maximum) {
      if let what = what(of: patient, isIn: text, days, selection.document) {
        return "this must not contain the Patient's \(text: what)"
      }
    }
    if text.hasNHSNumber { return "this must not contain an NHS number" }
    return days.contains(where: \.isOfBirth) ? "this must not contain a date of birth" : nil
  }

  /// No booking has more Patients than this; further ones are ignored.
  private static let maximum = 100

  private static let sources: [(path: [String], what: String, shortest: Int)] = [
    (["identifier", "value"], "identifier", 6), (["telecom", "value"], "telephone number or e-mail address", 4),
    (["address", "postalCode"], "postcode", 4), (["address", "line"], "address", 4),
    (["contact", "telecom", "value"], "contact's telephone number or e-mail address", 4),
    (["contact", "address", "postalCode"], "contact's postcode", 4), (["contact", "address", "line"], "contact's address", 4),
  ]

  private func what(of patient: Node, isIn text: FreeText, _ days: [FreeText.Day], _ document: Document) -> String? {
    for (path, what, shortest) in Self.sources {
      for value in values(path, of: patient, document) {
        let joined = FreeText(value).joined
        if joined.utf8.count >= shortest && text.has(joined) { return what }
      }
    }
    for value in values(["birthDate"], of: patient, document) {
      if let date = FHIRDateTime(value), date.precision == .day, days.contains(where: { $0.isDay(date) }) {
        return "date of birth"
      }
    }
    let names = document.elements(of: patient).filter { document.name(of: $0) == "name" }
    return names.contains { spellings(of: $0, document).contains { text.has($0) } } ? "name" : nil
  }

  /// The spellings of a name that identify a person.
  private func spellings(of name: Node, _ document: Document) -> [String] {
    func parts(_ part: String) -> [String] { values([part], of: name, document).map { FreeText($0).joined } }
    var spellings = values(["text"], of: name, document).map { FreeText($0) }.filter { $0.words.count > 1 }.map(\.joined)
    for (family, joined) in zip(values(["family"], of: name, document), parts("family")) where !joined.isEmpty {
      if isIdentifying(family, in: document) { spellings.append(joined) }
      for other in parts("given") where !other.isEmpty { spellings += [other + joined, joined + other] }
      for prefix in parts("prefix") where !prefix.isEmpty { spellings.append(prefix + joined) }
    }
    return spellings
  }

  /// Whether a family name is identifying by itself, and is not a word that may occur in any message.
  private func isIdentifying(_ name: String, in document: Document) -> Bool {
    guard name.utf8.count >= 4 else { return false }
    return document.symbols.symbol(name) == nil && document.symbols.symbol(name.lowercased()) == nil
  }

  private func values(_ path: [String], of node: Node, _ document: Document) -> [String] {
    path.reduce([node]) { nodes, name in
      nodes.flatMap { node in document.elements(of: node).filter { document.name(of: $0) == name } }
    }.compactMap { document.value(of: $0) }
  }
}
