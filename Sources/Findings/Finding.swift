/// One problem or remark at one place in a payload.
public struct Finding: Sendable, Hashable {
  /// The rule that found it, for example `BKD003`. A code, once released, never changes its meaning.
  public var code: String
  /// The rule's name in kebab-case, for example `status-booked`.
  public var name: String
  public var severity: Severity
  /// The kind of issue, from FHIR's value set issue-type.
  public var type: IssueType
  /// The affected bytes in the document's source.
  public var range: Range<Int>
  /// The affected element as a FHIRPath, such as `Appointment.contained[1].identifier[0].value`; nil if there is
  /// no tree at that place.
  public var element: String?
  public var message: Message
  /// How to fix it, in one sentence.
  public var help: String?
  /// The clause that requires it, such as `NHS Booking API, Book an appointment: Request`.
  public var clause: String?
  /// The key of the violated constraint of FHIR or a profile, such as `app-2`.
  public var constraint: String?
  /// The edits that fix it, if there is only one, safe way to do so.
  public var edits: [Edit]
  /// Further rules violated by the same error: each error is one finding, with the code of one of its rules.
  public var further: [FurtherRule] = []
  /// The index of the affected node in its document, from which `element` is made.
  package var nodeIndex: UInt32?
  /// The child element that is missing from the node, such as `status` or `value` for `value[x]`, if its absence is the error.
  package var missing: String?
  /// What part of its element a rule of FHIR makes unusable; nil for other errors, and for rules of packs.
  package var refusal: Refusal?
  /// The code of the rule at the same place that covers the finding's rule: one that requires the same, and more.
  package var coveredBy: String?

  package init(
    code: String, name: String, severity: Severity, type: IssueType, range: Range<Int>, message: Message,
    help: String? = nil, clause: String? = nil, edits: [Edit] = [], missing: String? = nil
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.type = type
    self.range = range
    self.message = message
    self.help = help
    self.clause = clause
    self.edits = edits
    self.missing = missing
  }
}

extension Finding {
  /// The family of its rule; nil for rules of packs.
  public var family: RuleFamily? { RuleFamily.family(of: code) }
}

extension RuleDescriptor {
  /// A finding of this rule. `help` replaces the rule's own if the place calls for other advice.
  package func finding(
    _ range: Range<Int>, _ message: Message, help: String? = nil, edits: [Edit] = [], missing: String? = nil
  ) -> Finding {
    var finding = Finding(
      code: code, name: name, severity: severity, type: type, range: range, message: message, help: help ?? self.help,
      clause: clause, edits: edits, missing: missing)
    // A value that is missing is not rejected.
    finding.refusal = missing == nil || refusal == .content ? refusal : nil
    return finding
  }
}
