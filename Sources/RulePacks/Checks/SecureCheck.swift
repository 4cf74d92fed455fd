import FHIRSyntax
import Findings
import HTTPExchange

/// The value is no URL of plain http, in which tokens and patients' data would travel in clear text (RFC 6750, section 5.3). One of
/// the same machine may be.
struct SecureCheck: ValueCheck {
  static let kind = "secure"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    HTTPURL.isInsecure(text) ? "expected a URL of \(code: "https"), found plain \(code: "http")" : nil
  }
}
