/// What the linter says of one payload: the input of every reporter.
public struct Report: Sendable {
  /// The text that the findings' ranges point into; its name is the path as given.
  public var source: SourceText
  public var format: PayloadFormat
  /// The release that the payload was read as.
  public var release: FHIRRelease
  /// The title of the payload's release where that is one that is not supported, such as `FHIR R5`; nil where it is
  /// `release`.
  public var otherRelease: String?
  /// The rule packs that were applied, in order; empty for FHIR alone.
  public var packs: [String]
  /// How release and packs were determined, a clause such as `from the profile that the payload claims`. What was guessed is
  /// called guessed.
  public var basis: String
  /// The findings, by place, then severity and code; no two alike; each with its element where there is one.
  public var findings: [Finding]
  /// How many findings of each severity, at least, were left out because the limit was reached: the least grave of all, so
  /// that errors are left out only where there are more of them than the limit.
  public var omissions: [Severity: Int]
  /// What could not be checked, and why.
  public var notChecked: [NotChecked]
  /// The HTTP status that a server answers with to a payload, or to the request of an exchange, that has these findings:
  /// 400 where it cannot be read as the FHIR that it claims to be, 422 where it breaks a profile or a rule of a
  /// specification, 403 where the token is missing or wrong, 409 where it changes what must stay as it was. Nil where
  /// nothing of severity error is found, and for recordings of several exchanges.
  public var recommendedStatus: Int?
  /// The number that the text's first line has in its file: more than 1 where the file holds several payloads.
  public var firstLine = 1
  /// The least severity that fails the run; nil where none does.
  public var failing: Severity? = .error
  /// How many findings are left out because a suppression of the settings names them.
  public var suppressed = 0
  /// How many findings are left out because a baseline knows them.
  public var known = 0
  /// Whether it is about a payload; not where it is about a settings file.
  public var isOnPayload = true

  public init(
    source: SourceText, format: PayloadFormat, release: FHIRRelease, packs: [String], basis: String,
    findings: [Finding] = [], omissions: [Severity: Int] = [:], notChecked: [NotChecked] = []
  ) {
    self.source = source
    self.format = format
    self.release = release
    self.packs = packs
    self.basis = basis
    self.findings = findings
    self.omissions = omissions
    self.notChecked = notChecked
  }

  /// The release as a code: `3.0`, `4.0`, or `other` for one that is not supported.
  public var releaseCode: String { otherRelease == nil ? release.rawValue : "other" }

  /// Whether release or packs were guessed.
  public var isGuessed: Bool { basis.has("guess") }

  /// Whether a finding is of a severity that fails the run.
  package func fails(_ finding: Finding) -> Bool { failing.map { finding.severity >= $0 } ?? false }

  /// How many findings, at least, were left out because the limit was reached.
  public var omitted: Int { omissions.isEmpty ? 0 : omissions.values.reduce(0, +) }

  /// Whether errors may be among the findings that were left out.
  public var mayHideErrors: Bool { worstOmitted.map { $0 >= .error } ?? false }

  /// The severity of the issue that says that findings were left out: an error where errors may be among them.
  package var omissionSeverity: Severity { mayHideErrors ? .error : .information }

  /// Whether leaving findings out hides some that fail the run.
  package var omissionFails: Bool { failing.map { least in worstOmitted.map { $0 >= least } ?? false } ?? false }

  /// The gravest severity of the findings that were left out; nil where none were.
  private var worstOmitted: Severity? { omissions.isEmpty ? nil : omissions.filter { $0.value > 0 }.keys.max() }

  /// The gravest severity of all findings, those that were left out too; nil where there is none.
  public var worst: Severity? {
    findings.isEmpty ? worstOmitted : (findings.map(\.severity) + [worstOmitted].compactMap { $0 }).max()
  }
}

/// A requirement that applies to a payload and that the linter cannot judge.
public struct NotChecked: Sendable, Hashable {
  /// The rule's code, for example `BKD002`.
  public var code: String
  /// What is not checked, one sentence.
  public var requirement: String
  /// Why, one sentence.
  public var reason: String

  public init(code: String, requirement: String, reason: String) {
    self.code = code
    self.requirement = requirement
    self.reason = reason
  }
}
