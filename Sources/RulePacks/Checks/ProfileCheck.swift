import FHIRDefinitions
import FHIRSyntax
import Findings

/// A resource conforms to the profile `is`, whether or not it claims the profile.
///
/// Violations of the profile are reported by the base FHIR rules, each at its position. This row adds one finding at the
/// resource, so that nothing is reported twice.
struct ProfileCheck: RuleCheck, ConformanceCheck {
  static let kind = "profile"
  static let options = ["is"]
  static let issueType = IssueType.structure

  /// The canonical URL, optionally with `|` and a version.
  private let profile: String

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    profile = try options.string("is")
  }

  var requiredProfile: String? { profile }

  var planned: PlannedCheck { .verdict }

  func requiredProfiles(_ selection: Selection) -> [RequiredProfile] {
    selection.elements.filter { selection.document.resourceType(of: $0) != nil }.map {
      RequiredProfile($0, conformingTo: profile)
    }
  }

  func undetermined(_ selection: Selection) -> Message? {
    guard selection.elements.contains(where: { selection.payload.verdict(on: $0, conformingTo: profile) == .unknown }) else {
      return nil
    }
    return "The profile \(text: profile) is unknown: load its package with --ig."
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    for node in selection.elements {
      guard case .violates(let codes)? = selection.payload.verdict(on: node, conformingTo: profile) else { continue }
      let list = codes.count > 6 ? codes.prefix(5).joined(separator: ", ") + " and others" : codes.joined(separator: ", ")
      report(
        Violation(
          node, "the resource must conform to profile \(code: profile), but violates \(text: list)",
          help: "Fix the findings of \(list)."))
    }
  }
}
