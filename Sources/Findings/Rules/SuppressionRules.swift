extension RuleDescriptor {
  /// The rules about suppressions in settings files, in ascending order of code.
  package static let suppressions: [RuleDescriptor] = [unusedSuppression, expiredSuppression]

  package static let unusedSuppression = RuleDescriptor(
    code: "CFG001", name: "unused-suppression", severity: .warning, type: .informational,
    requirement: "A suppression in a settings file must match at least one finding in the payloads of its folder.",
    clause: suppress, help: "Remove the suppression.",
    fails: #"{"suppress": [{"rule": "LNT007", "files": "fixed.json", "reason": "The supplier will fix it in May."}]}"#,
    passes: #"{"suppress": []}"#)
  package static let expiredSuppression = RuleDescriptor(
    code: "CFG002", name: "expired-suppression", severity: .warning, type: .informational,
    requirement: "A suppression must not be past its expiry date, the last day on which it applies.",
    clause: suppress, help: "Fix the suppressed findings, or set a later date and state the reason.",
    fails: #"{"suppress": [{"rule": "LNT007", "reason": "The supplier will fix it in May.", "expires": "2020-05-31"}]}"#,
    passes: #"{"suppress": []}"#)

  private static let suppress = "apptlint, docs/gating.md: Suppressions"
}
