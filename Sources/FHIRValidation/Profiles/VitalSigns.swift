import FHIRDefinitions
import FHIRSyntax
import Findings

/// The profiles that R4 requires of an Observation because of its code, whether or not it claims them.
struct VitalSigns {
  /// The LOINC code and the profile of each vital sign (FHIR R4, Observation: Vital Signs Profiles). The codes of systolic and
  /// diastolic blood pressure have no profile: they are codes of components of 85354-9.
  private static let profiles = [
    "85353-1": "vitalspanel",
    "9279-1": "resprate",
    "8867-4": "heartrate",
    "2708-6": "oxygensat",
    "8310-5": "bodytemp",
    "8302-2": "bodyheight",
    "9843-4": "headcircum",
    "29463-7": "bodyweight",
    "39156-5": "bmi",
    "85354-9": "bp",
  ]

  private let document: Document
  private let observation: Symbol
  private let code: Symbol
  private let coding: Symbol

  /// Nil for releases other than R4.
  init?(_ typed: TypedDocument) {
    let symbols = typed.document.symbols
    guard typed.release.release == .r4, let observation = symbols.symbol("Observation"), let code = symbols.symbol("code"),
      let coding = symbols.symbol("coding")
    else {
      return nil
    }
    document = typed.document
    (self.observation, self.code, self.coding) = (observation, code, coding)
  }

  /// The profiles required by the codes of an Observation; empty for other resources.
  func profiles(for resource: Document.ResourceMark) -> [(code: String, url: String)] {
    guard resource.type == observation, let concept = document.element(code, of: resource.node) else { return [] }
    return document.elements(of: concept, named: coding).compactMap { coding in
      guard let system = document.element(.system, of: coding), document.value(of: system, is: "http://loinc.org"),
        let code = document.value(code, of: coding), let name = Self.profiles[code]
      else { return nil }
      return (code, "http://hl7.org/fhir/StructureDefinition/\(name)")
    }
  }

  /// Checks an Observation against the profiles of its codes. `known` is the range of findings of the resource's other profiles.
  func check(_ resource: Document.ResourceMark, known: Range<Int>, _ walk: inout ProfileWalk, into validation: inout Validation) {
    for (code, url) in profiles(for: resource) {
      if isClaimed(url, by: resource.node, &walk) { continue }
      var found = validation.withoutFindings
      walk.check(resource.node, claiming: url, at: nil, into: &found)
      let others = validation.findings[known]
      for var finding in found.findings where !others.contains(where: { isSame($0, finding) }) {
        finding.message = "\(finding.message); the LOINC code \(code: code) requires this profile"
        validation.report(finding)
      }
      for unchecked in found.unchecked { validation.markUnchecked(unchecked) }
    }
  }

  /// Whether a resource claims the given profile or a profile derived from it, and is therefore already checked.
  private func isClaimed(_ url: String, by resource: Node, _ walk: inout ProfileWalk) -> Bool {
    guard let meta = document.element(.meta, of: resource) else { return false }
    for claim in document.elements(of: meta, named: .profile) {
      guard let claimed = document.value(of: claim).flatMap({ walk.profile($0) }) else { continue }
      if claimed.url == url || claimed.bases.contains(url) { return true }
    }
    return false
  }

  /// Whether a finding of another profile reports the same error, so that only the name of the profile differs.
  private func isSame(_ known: Finding, _ finding: Finding) -> Bool {
    known.code == finding.code && known.node == finding.node && known.missing == finding.missing
      && known.constraint == finding.constraint && known.help == finding.help
  }
}
