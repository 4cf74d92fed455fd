import FHIRDefinitions
import FHIRSyntax
import Findings

/// `profile`: (on resources) what the profile `is` demands, whether the resource claims it or not.
///
/// What is broken of the profile is told by FHIR's own rules, each at its place. This row's finding is about the resource,
/// once, so that nothing is told twice.
struct ProfileCheck: RuleCheck, DemandingCheck {
  static let kind = "profile"
  static let options = ["is"]
  static let issueType = IssueType.structure

  /// The canonical URL, maybe with `|` and a version.
  let profile: String

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    profile = try options.string("is")
  }

  var planned: PlannedCheck { .verdict }

  func demands(_ selection: Selection) -> [ProfileDemand] {
    selection.elements.filter { selection.document.resourceType(of: $0) != nil }.map { ProfileDemand($0, keeps: profile) }
  }

  func undetermined(_ selection: Selection) -> String? {
    guard selection.elements.contains(where: { selection.payload.verdict(on: $0, keeping: profile) == .unknown }) else {
      return nil
    }
    return "The profile \(profile) is not known here: load its package with --ig."
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    for node in selection.elements {
      guard case .broken(let codes)? = selection.payload.verdict(on: node, keeping: profile) else { continue }
      let list = codes.count > 6 ? codes.prefix(5).joined(separator: ", ") + " and others" : codes.joined(separator: ", ")
      report(
        Violation(
          node, "this does not keep the profile \(code: profile), by \(words: list)",
          help: "Mend what is said of it by \(list)."))
    }
  }
}
