import FHIRSyntax
import Findings
import HTTPExchange

/// Checks the parameter `fhirVersion` of a message's Content-Type: its value must be a FHIR version such as `4.0`, and match the
/// profiles that the body claims (R4, RESTful API: FHIR version parameter).
enum FHIRVersionCheck {
  static func finding(_ message: HTTPMessage, _ document: Document, _ linter: Linter) -> Finding? {
    let types = message.fhirVersions(in: "Content-Type")
    guard types.count == 1, let text = types[0].first, let definitions = linter.definitions, let root = document.root,
      document.record(root).flags.contains(.resource)
    else { return nil }
    let range = message.field("Content-Type")?.value.range ?? message.head
    guard types[0].allSatisfy({ $0 == text }) else {
      return HTTPRules.fhirVersion.finding(range, "expected one fhirVersion, found several with different values")
    }
    guard text.first?.isNumber ?? false, text.contains("."), let declared = ReleaseClaim.Release(named: text) else {
      return HTTPRules.fhirVersion.finding(
        range,
        text.isEmpty
          ? "expected a FHIR release such as fhirVersion=4.0, found no value"
          : "expected a FHIR release such as fhirVersion=4.0, found \(payload: text)")
    }
    let evidence = ReleaseEvidence(document: document, definitions: definitions, names: linter.releaseNames)
    // The fhirVersion of a resource is about what the resource describes.
    let claims = evidence.claims(of: root).filter { document.name(of: $0.node) != "fhirVersion" }
    guard let claim = claims.first, !claims.contains(where: { $0.release.isCompatible(with: declared) }) else { return nil }
    return HTTPRules.fhirVersion.finding(
      range, "fhirVersion is for \(text: declared.title), but \(text: claim.source) is for \(text: claim.title)")
  }
}

extension ReleaseClaim.Release {
  /// Whether content of one release may claim profiles of the other: R4B has the profiles of R4.
  fileprivate func isCompatible(with other: Self) -> Bool {
    func base(_ release: Self) -> Self { release == .other("R4B") ? .checked(.r4) : release }
    return base(self) == base(other)
  }
}
