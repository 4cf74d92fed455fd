/// The linter's report on one payload, exchange or change: a value that can be stored, compared field by field, and written as an
/// OperationOutcome.
public struct Report: Sendable {
  /// The text that the findings' ranges refer to, as UTF-8, with the name that the caller gave it.
  public package(set) var source: SourceText
  /// The format that the payload was read as; JSON for exchanges.
  public package(set) var format: PayloadFormat
  /// The release that the payload was read as.
  public package(set) var release: FHIRRelease
  /// The title of the payload's release if it is unsupported, such as `FHIR R5`; otherwise nil.
  public package(set) var otherRelease: String?
  /// The ids of the rule packs that were applied, in order; empty for FHIR only.
  public package(set) var packs: [String]
  /// The edition of each pack's specification, by the pack's id; only for packs that distinguish editions.
  public package(set) var editions: [String: String]
  /// How release and packs were determined, in a phrase such as `from the claimed profile`. Guesses are described as guessed.
  public package(set) var basis: String
  /// Whether the release was guessed.
  public package(set) var isGuessed = false
  /// The findings, by position, then severity and code, without duplicates; each with its element if there is one.
  public package(set) var findings: [Finding]
  /// The minimum number of findings of each severity omitted because of the limit: those of the lowest severity, so
  /// that errors are omitted only if there are more of them than the limit.
  public package(set) var omissions: [Severity: Int]
  /// Checks that could not run, and why. A report without findings says nothing about them.
  public package(set) var notChecked: [NotChecked]
  /// The HTTP status for a server's response to a payload, or to the request of an exchange, with these findings.
  ///
  /// It is 400 if the payload cannot be read as the FHIR that it claims to be, 422 if it violates a profile or a rule of a
  /// specification, 403 if the token is missing or invalid, 412 if a PUT has no `If-Match`, and 409 if the payload changes
  /// elements that must not change, following the failure tables of the specifications. Nil if there are no errors, and for
  /// recordings of several exchanges.
  public package(set) var recommendedStatus: Int?
  /// The payload's line number, if each line of the input is a payload; nil if the payload is the whole input.
  package var inputLine: Int?
  /// The line number of the text's first line in its input.
  package var firstLine: Int { inputLine ?? 1 }
  /// The lowest severity that fails the run; nil if none does.
  package var failThreshold: Severity? = .error
  /// How many findings are omitted because of suppressions.
  package var suppressed = 0
  /// The findings that suppressions match, each of one rule.
  package var suppressedFindings: [Finding] = []
  /// Whether a part of the text was not read or not checked, because of syntax errors, a limit or an unsupported release.
  package var isIncomplete = false
  /// Whether the payload was compared with an earlier version, or may have been, as part of a recording.
  package var comparesVersions = false
  /// Whether profiles applied that the payload need not claim: because they were requested, or because a pack requires them.
  package var hasRequiredProfiles = false
  /// How many findings are omitted because they are in the baseline.
  package var known = 0
  /// Whether the report is about a payload, rather than a settings file.
  package var isOnPayload = true

  package init(
    source: SourceText, format: PayloadFormat, release: FHIRRelease, otherRelease: String? = nil, packs: [String],
    editions: [String: String] = [:], basis: String, findings: [Finding] = [], omissions: [Severity: Int] = [:],
    notChecked: [NotChecked] = [], recommendedStatus: Int? = nil
  ) {
    self.source = source
    self.format = format
    self.release = release
    self.otherRelease = otherRelease
    self.packs = packs
    self.editions = editions
    self.basis = basis
    self.findings = findings
    self.omissions = omissions
    self.notChecked = notChecked
    self.recommendedStatus = recommendedStatus
  }

  /// The release as a code: `3.0`, `4.0`, or `other` if it is unsupported.
  package var releaseCode: String { otherRelease == nil ? release.rawValue : "other" }

  /// Whether a finding's severity fails the run.
  package func fails(_ finding: Finding) -> Bool { failThreshold.map { finding.severity >= $0 } ?? false }

  /// The minimum number of findings omitted because of the limit.
  public var omitted: Int { omissions.isEmpty ? 0 : omissions.values.reduce(0, +) }

  /// Whether errors may be among the omitted findings.
  public var mayHideErrors: Bool { worstOmitted.map { $0 >= .error } ?? false }

  /// The severity of the issue about omitted findings: an error if errors may be among them.
  package var omissionSeverity: Severity { mayHideErrors ? .error : .information }

  /// Whether findings that fail the run were omitted.
  package var omissionFails: Bool { failThreshold.map { least in worstOmitted.map { $0 >= least } ?? false } ?? false }

  /// The highest severity of the omitted findings; nil if there are none.
  private var worstOmitted: Severity? { omissions.isEmpty ? nil : omissions.filter { $0.value > 0 }.keys.max() }

  /// The highest severity of all findings, including omitted ones; nil if there are none.
  public var worst: Severity? {
    findings.isEmpty ? worstOmitted : (findings.map(\.severity) + [worstOmitted].compactMap { $0 }).max()
  }
}

/// A requirement that applies to a payload but could not be checked.
public struct NotChecked: Sendable, Hashable {
  /// The rule's code, for example `BKD002`.
  public package(set) var code: String
  /// What is not checked, in one sentence.
  public package(set) var requirement: String
  /// The reason, in one sentence, without values of the payload.
  public var reason: String { reason(showingValues: false) }
  /// The reason, with values of the payload as separate parts.
  package var explanation: Message

  package init(code: String, requirement: String, reason: Message) {
    self.code = code
    self.requirement = requirement
    explanation = reason
  }

  /// The reason, in one sentence.
  package func reason(showingValues: Bool) -> String { explanation.text(showingValues: showingValues) }
}
