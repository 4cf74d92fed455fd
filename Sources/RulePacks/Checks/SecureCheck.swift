import FHIRSyntax
import Findings
import HTTPExchange

/// The value is not a plain http URL, over which tokens and patient data would travel in clear text (RFC 6750, section 5.3).
/// URLs of the local machine are allowed.
struct SecureCheck: ValueCheck {
  static let kind = "secure"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    HTTPURL.isInsecure(text) ? "expected a URL with \(code: "https"), found plain \(code: "http")" : nil
  }
}
