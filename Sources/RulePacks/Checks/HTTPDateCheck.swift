import FHIRSyntax
import Findings
import HTTPExchange

/// The value is an HTTP date (RFC 9110, section 5.6.7).
struct HTTPDateCheck: ValueCheck {
  static let kind = "httpDate"

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    if HTTPDate.moment(text) != nil { return nil }
    return "expected an HTTP date such as \(code: "Mon, 02 Mar 2026 09:14:31 GMT"), found \(selection.found(text, at: node))"
  }
}
