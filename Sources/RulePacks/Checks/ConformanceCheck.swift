import FHIRDefinitions
import Findings

/// A check that delegates whether resources conform to profiles, and reports selections that it cannot decide.
protocol ConformanceCheck: RuleCheck {
  /// The profiles that resources must conform to.
  func requiredProfiles(_ selection: Selection) -> [RequiredProfile]

  /// The reason why the check cannot decide a selection, as one sentence; nil if it can.
  func undetermined(_ selection: Selection) -> Message?
}

extension ConformanceCheck {
  var conformanceCheck: (any ConformanceCheck)? { self }
}
