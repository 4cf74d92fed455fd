import ApptLint
import Findings

/// What FHIR itself says of a payload: a line `CODE element` for each finding of a family, in the report's order.
func findings(
  of text: String, as release: FHIRRelease = .r4, family: String = ""
) throws -> [String] {
  try report(of: text, as: release).findings.filter { $0.code.hasPrefix(family) }.map { "\($0.code) \($0.element ?? "")" }
}

/// The severities of what FHIR itself says of a payload, in the report's order.
func severities(of text: String, as release: FHIRRelease = .r4) throws -> [Severity] {
  try report(of: text, as: release).findings.map(\.severity)
}

/// What is found without the advice that resources have narrative, which small examples do not heed.
func report(of text: String, as release: FHIRRelease) throws -> Report {
  var configuration = Configuration()
  configuration.packs = .chosen([])
  configuration.release = release
  configuration.ignore = ["dom-6"]
  return try Linter(configuration).lint(SourceText(name: "payload", bytes: Array(text.utf8)))
}
