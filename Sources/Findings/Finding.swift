/// One problem or remark at one position in a payload.
public struct Finding: Sendable, Hashable {
  /// The rule that found it, for example `BKD003`. A code, once released, never changes its meaning.
  public package(set) var code: String
  /// The rule's name in kebab-case, for example `status-booked`.
  public package(set) var name: String
  /// The severity of the rule, or the one that the configuration sets for it.
  public package(set) var severity: Severity
  /// The kind of issue, from FHIR's value set issue-type.
  public package(set) var type: IssueType
  /// The affected bytes in the source of the report, as UTF-8 offsets from 0.
  public package(set) var range: Range<Int>
  /// The affected element as a FHIRPath, such as `Appointment.contained[1].identifier[0].value`, with indices from 0; nil
  /// outside of any element.
  public package(set) var element: String?
  /// What is wrong and what is right, in one line.
  public package(set) var message: Message
  /// How to fix it, in one sentence.
  public package(set) var help: String?
  /// The clause of the specification that requires it, such as `NHS Booking API, Book an appointment: Request`.
  public package(set) var clause: String?
  /// The key of the violated constraint of FHIR or a profile, such as `app-2`; nil for other rules.
  public package(set) var constraint: String?
  /// The edits that fix it when all are applied, if there is only one way to fix it, and it is safe; otherwise empty.
  public package(set) var edits: [Edit]
  /// Further rules violated by the same error: each error is one finding, with the code of one of its rules.
  public package(set) var further: [FurtherRule] = []
  /// The index of the affected node in its document, from which `element` is derived.
  package var nodeIndex: UInt32?
  /// The child element that is missing from the node, such as `status` or `value` for `value[x]`, if its absence is the error.
  package var missing: String?
  /// The names of the elements that must be in the missing child, each inside the previous one: `profile` if `meta.profile` is
  /// missing and `meta` is too.
  package var missingInside: [String] = []
  /// The part of its element that is unusable because it violates a rule of FHIR; nil for other errors, and for rules of packs.
  package var unusablePart: UnusablePart?
  /// Other places in the text that are related to the finding, such as the value that this one contradicts.
  package var related: [RelatedPlace] = []
  /// Whether it has a safe fix, but only for another text, such as the body that was extracted from the source of the report.
  package var hasFixElsewhere = false
  /// Whether the element must not be present, whatever its content.
  package var forbidsElement = false
  /// The code of the rule, with a finding at the same position, that covers the finding's rule: it requires the same, and more.
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

/// Another place in the text that is related to a finding.
package struct RelatedPlace: Sendable, Hashable {
  /// The bytes in the source of the report.
  package var range: Range<Int>
  /// A description, without values of the payload.
  package var text: String

  package init(_ range: Range<Int>, _ text: String) {
    self.range = range
    self.text = text
  }
}

extension Finding {
  /// This finding with another related place.
  package func relating(to range: Range<Int>, _ text: String) -> Finding {
    var finding = self
    finding.related.append(RelatedPlace(range, text))
    return finding
  }

  /// Whether it comes before another in reports: by position, then by severity, the highest first, then by code and message.
  package func precedes(_ other: Finding) -> Bool {
    if range != other.range {
      return (range.lowerBound, range.upperBound) < (other.range.lowerBound, other.range.upperBound)
    }
    if severity != other.severity { return severity > other.severity }
    if code != other.code { return code < other.code }
    return message.text(showingValues: true) < other.message.text(showingValues: true)
  }

  /// The text that selects only its rule: the code or, for a constraint, the key, since constraints share one code.
  package var selector: String { code == RuleFamily.invariants.prefix ? name : code }

  /// The family of its rule; nil for rules of packs.
  public var family: RuleFamily? { RuleFamily.family(of: code) }
}

extension RuleDescriptor {
  /// A finding of this rule. `help` replaces the rule's own if the position calls for other advice.
  package func finding(
    _ range: Range<Int>, _ message: Message, help: String? = nil, edits: [Edit] = [], missing: String? = nil
  ) -> Finding {
    var finding = Finding(
      code: code, name: name, severity: severity, type: type, range: range, message: message, help: help ?? self.help,
      clause: clause, edits: edits, missing: missing)
    // A missing value is not an unusable value.
    finding.unusablePart = missing == nil || unusablePart == .content ? unusablePart : nil
    return finding
  }
}
