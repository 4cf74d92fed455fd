import FHIRDefinitions

/// A check that leaves a part of its judgement to others: the conformance of resources to profiles, and what it does not
/// know.
protocol DemandingCheck: RuleCheck {
  /// The profiles that resources have to keep.
  func demands(_ selection: Selection) -> [ProfileDemand]

  /// Why it cannot judge a selection, one sentence; nil where it can.
  func undetermined(_ selection: Selection) -> String?
}

extension DemandingCheck {
  var demanding: (any DemandingCheck)? { self }
}
