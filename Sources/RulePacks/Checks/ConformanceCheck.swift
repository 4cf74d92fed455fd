import FHIRDefinitions
import Findings

/// A check that delegates the conformance of resources to profiles, and reports selections that it cannot decide.
protocol ConformanceCheck: RuleCheck {
  /// The profiles that resources must conform to.
  func requiredProfiles(_ selection: Selection) -> [RequiredProfile]

  /// The reason why it cannot decide a selection, as one sentence; nil if it can.
  func undetermined(_ selection: Selection) -> Message?
}

extension ConformanceCheck {
  var conformanceCheck: (any ConformanceCheck)? { self }
}
