import FHIRDefinitions
import FHIRSyntax
import Findings

/// `profile`: (on resources) conformance to the profile `is`, whether the resource claims it or not.
///
/// Violations of the profile are reported by the base FHIR rules, each at its place. This row adds one finding at the
/// resource, so that nothing is reported twice.
struct ProfileCheck: RuleCheck, DemandingCheck {
  static let kind = "profile"
  static let options = ["is"]
  static let issueType = IssueType.structure

  /// The canonical URL, optionally with `|` and a version.
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
    return "The profile \(profile) is unknown: load its package with --ig."
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    for node in selection.elements {
      guard case .broken(let codes)? = selection.payload.verdict(on: node, keeping: profile) else { continue }
      let list = codes.count > 6 ? codes.prefix(5).joined(separator: ", ") + " and others" : codes.joined(separator: ", ")
      report(
        Violation(
          node, "expected conformance to profile \(code: profile), but it has findings of \(words: list)",
          help: "Fix the findings of \(list)."))
    }
  }
}
