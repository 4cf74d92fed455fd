import FHIRSyntax
package import Findings

/// The rule about constraints: all constraints share its code, and each finding names the constraint.
package enum InvariantRules {
  package static let all = [invariant]

  static let invariant = RuleDescriptor(
    code: "INV", name: "invariant", severity: .error, type: .invariant,
    requirement:
      "Every element must satisfy the constraints of its type, its definition and its profiles. The name of a finding is the key of the constraint; options and settings accept the key too.",
    clause: "FHIR, Conformance rules: constraints",
    help: "Correct the content so that the constraint is satisfied.",
    fails: """
      { "resourceType": "Appointment", "status": "booked", "start": "2026-03-09T09:20:00Z",
        "participant": [ { "status": "accepted", "actor": { "reference": "Patient/1" } } ] }
      """,
    passes: """
      { "resourceType": "Appointment", "status": "booked", "start": "2026-03-09T09:20:00Z", "end": "2026-03-09T09:40:00Z",
        "participant": [ { "status": "accepted", "actor": { "reference": "Patient/1" } } ] }
      """)

  /// A finding about a constraint; `profile` is the canonical URL of the profile that defines it, nil for constraints of FHIR.
  static func finding(
    _ key: String, isError: Bool, expression: String, profile: String?, _ release: FHIRRelease, _ range: Range<Int>, node: Node
  ) -> Finding {
    let description = profile == nil ? InvariantDescriptions.description(of: key, release) : nil
    let source: Message = profile.map { " of profile \(code: $0)" } ?? ""
    let message: Message =
      description.map { "\(text: $0.meaning) (constraint \(text: key))" }
      ?? "violates the constraint \(text: Message.printable(key, limit: 80))\(source): \(code: expression)"
    var finding = Finding(
      code: invariant.code, name: key, severity: isError ? .error : .warning, type: .invariant, range: range, message: message,
      help: description?.help ?? invariant.help, clause: invariant.clause)
    finding.node = node
    finding.constraint = key
    if profile == nil { finding.missing = InvariantDescriptions.required[key] }
    return finding
  }
}
