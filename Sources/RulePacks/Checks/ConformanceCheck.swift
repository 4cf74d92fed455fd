import FHIRDefinitions
import Findings

/// A check that requires resources to conform to profiles, as decided by profile validation. It reports the selections that it
/// cannot decide.
protocol ConformanceCheck: RuleCheck {
  /// The resources that must conform to profiles, with these profiles.
  func requiredProfiles(_ selection: Selection) -> [RequiredProfile]

  /// The reason why the check cannot decide a selection, as one sentence; nil if it can.
  func undetermined(_ selection: Selection) -> Message?
}

extension ConformanceCheck {
  var conformanceCheck: (any ConformanceCheck)? { self }
}
