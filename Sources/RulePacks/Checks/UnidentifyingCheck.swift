import FHIRSyntax
import Findings

/// Free text contains nothing that identifies a patient: no NHS number, no date of birth, and no identifying data of the Patients
/// at a path.
///
/// Only whole words are matched: NHS numbers with a correct check digit, in any grouping; dates described as dates of birth; and
/// from the Patients their identifiers, dates of birth in any usual form, telephone numbers, e-mail addresses, postcodes, address
/// lines and names, and the contact details of their contacts. A family name that is short, or also a word of FHIR, is matched
/// only next to a given name or prefix. Other identifying data is not detected.
struct UnidentifyingCheck: RuleCheck {
  static let kind = "unidentifying"
  static let options = ["patients"]
  static let issueType = IssueType.businessRule
  static let checksValues = true

  private let patients: ElementQuery

  init(_ options: inout CheckOptions) throws(RuleFileError) { patients = try options.path("patients") }

  var planned: PlannedCheck { .elements }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    let data = selection.payload.once(patients, from: selection.scope) {
      let data = IdentifyingData()
      for patient in selection.payload.selector.elements(of: patients, at: selection.scope).prefix(Self.maxPatients) {
        data.add(patient, in: document)
      }
      return data
    }
    for node in selection.elements {
      guard let text = document.value(of: node).map({ FreeText($0) }) else { continue }
      let days = text.days
      if let kind = data.first(in: text, days) {
        report(Violation(node, "this must not contain the Patient's \(text: kind)"))
      } else if text.hasNHSNumber {
        report(Violation(node, "this must not contain an NHS number"))
      } else if days.contains(where: \.isOfBirth) {
        report(Violation(node, "this must not contain a date of birth"))
      }
    }
  }

  /// No booking has more Patients than this; further Patients are ignored.
  private static let maxPatients = 100
}
