extension RuleDescriptor {
  /// The rules about suppressions in settings files, by rising code.
  public static let suppressions: [RuleDescriptor] = [unusedSuppression, expiredSuppression]

  package static let unusedSuppression = RuleDescriptor(
    code: "CFG001", name: "unused-suppression", severity: .warning, type: .informational,
    requirement: "A suppression in a settings file leaves out at least one finding of the payloads in its folder.",
    clause: suppress, help: "Remove it.",
    fails: #"{"suppress": [{"rule": "LNT007", "files": "mended.json", "reason": "The supplier mends it in May."}]}"#,
    passes: #"{"suppress": []}"#)
  package static let expiredSuppression = RuleDescriptor(
    code: "CFG002", name: "expired-suppression", severity: .warning, type: .informational,
    requirement: "A suppression leaves findings out up to the last day that it names, and not beyond.",
    clause: suppress, help: "Mend what it left out, or give it another day and the reason.",
    fails: #"{"suppress": [{"rule": "LNT007", "reason": "The supplier mends it in May.", "expires": "2020-05-31"}]}"#,
    passes: #"{"suppress": []}"#)

  private static let suppress = "apptlint, docs/gating.md: Suppressions"
}
