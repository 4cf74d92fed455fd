import FHIRSyntax
import Findings
import HTTPExchange

/// The value of an `Authorization` field is `Bearer` and a JSON Web Token that is well formed and has not expired at the time
/// of the exchange. Redacted tokens and signatures are not checked, and no message contains any part of the token.
struct JWTCheck: ValueCheck {
  static let kind = "jwt"
  static let options = ["at"]

  private let time: ElementQuery

  init(_ options: inout CheckOptions) throws(RuleFileError) { time = try options.path("at") }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    if JSONWebToken.isRedacted(authorization: text) { return nil }
    let moment = selection.elements(at: time, from: selection.scope).first.flatMap {
      selection.document.value(of: $0)
    }.flatMap { FHIRDateTime($0) }
    do {
      let token = try JSONWebToken(authorization: text)
      return token.error(at: moment.map { Double($0.seconds) + (Double("0.\($0.fraction)") ?? 0) }).map {
        "\(text: $0.explanation)"
      }
    } catch {
      return "\(text: error.explanation)"
    }
  }
}
