/// One thing that is wrong, or remarkable, at one place of a payload.
public struct Finding: Sendable, Hashable {
  /// The rule that found it, for example `BKD003`. A code, once released, never changes its meaning.
  public var code: String
  /// The rule's name in kebab-case, for example `status-booked`.
  public var name: String
  public var severity: Severity
  /// The kind of issue as FHIR's value set issue-type has it.
  public var type: IssueType
  /// The bytes it is about, in the document's source.
  public var range: Range<Int>
  /// The element it is about as a FHIRPath, such as `Appointment.contained[1].identifier[0].value`; nil where there is
  /// no tree at that place.
  public var element: String?
  public var message: Message
  /// What to do about it, one sentence.
  public var help: String?
  /// The clause that demands it, such as `NHS Booking API, Book an appointment: Request`.
  public var clause: String?
  /// The key of the constraint of FHIR or a profile that is broken, such as `app-2`.
  public var constraint: String?
  /// What mends it, where there is one way alone to do so and it cannot be wrong.
  public var edits: [Edit]
  /// Further rules that say the same of the same place: one fault is one finding, with the code of one of them.
  public var further: [FurtherRule] = []
  /// The index, in its document, of the node it is about, from which `element` is made.
  package var nodeIndex: UInt32?
  /// The child element that is missing from the node, such as `status` or `value` for `value[x]`, where its absence is the fault.
  package var missing: String?
  /// What of its element is unusable by a rule of FHIR; nil where another thing is wrong, and for rules of packs.
  package var refusal: Refusal?
  /// The code of the rule at the same place that covers the finding's: one that says the same, and more.
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
  /// A finding of this rule. `help` replaces the rule's own where the place calls for other advice.
  package func finding(
    _ range: Range<Int>, _ message: Message, help: String? = nil, edits: [Edit] = [], missing: String? = nil
  ) -> Finding {
    var finding = Finding(
      code: code, name: name, severity: severity, type: type, range: range, message: message, help: help ?? self.help,
      clause: clause, edits: edits, missing: missing)
    finding.refusal = missing == nil ? refusal : nil
    return finding
  }
}
