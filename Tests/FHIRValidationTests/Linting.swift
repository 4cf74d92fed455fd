import ApptLint
import Findings

/// FHIR's own findings for a payload: a line `CODE element` for each finding of a family, in report order.
func findings(
  of text: String, as release: FHIRRelease = .r4, family: String = ""
) throws -> [String] {
  try report(of: text, as: release).findings.filter { $0.code.hasPrefix(family) }.map { "\($0.code) \($0.element ?? "")" }
}

/// The severities of FHIR's own findings for a payload, in report order.
func severities(of text: String, as release: FHIRRelease = .r4) throws -> [Severity] {
  try report(of: text, as: release).findings.map(\.severity)
}

/// The findings without the advice about missing narrative, which small examples do not follow.
func report(of text: String, as release: FHIRRelease = .r4) throws -> Report {
  var configuration = Configuration()
  configuration.packs = .chosen([])
  configuration.release = release
  configuration.ignore = ["dom-6"]
  return try Linter(configuration).lint(SourceText(name: "payload", bytes: Array(text.utf8)))
}
