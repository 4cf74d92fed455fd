import FHIRSyntax
import Findings
import HTTPExchange
import Testing

/// Tokens according to RFC 7519 and RFC 7515, without checking the signature.
@Suite struct JSONWebTokenTests {
  /// The value of an Authorization header, the time when it is sent, and its error.
  struct Case: CustomTestStringConvertible, Sendable {
    var authorization: String
    var moment: Double? = 1_000
    var error: JSONWebToken.TokenError?
    var testDescription: String { authorization }
  }

  static let none = encoded(#"{"alg":"none"}"#)
  static let claims = encoded(#"{"exp":2000}"#)

  /// The value of an Authorization header, and the values that the paths of a rule select in it.
  @Test(arguments: [
    ("Bearer \(none).\(claims).", ["none", "2000"]), ("bearer \(none).\(encoded(#"{"exp":1,"exp":2}"#)).", ["none", "1"]),
    ("Bearer \(none).\(encoded(#"{"resourceType":"Device","exp":"\u0061"}"#)).c2ln", ["none", "a"]),
    ("Bearer \(none).\(claims)", []), ("Basic \(none).\(claims).", []), ("Bearer \(none).\(encoded("[]")).", []),
  ]) func theContentOfATokenIsInTheTree(authorization: String, selects: [String]) throws {
    let text = "GET /Slot HTTP/1.1\nAuthorization: \(authorization)\n\nHTTP/1.1 200 OK\n"
    let source = SourceText(name: "x.http", text: text)
    let recording = HTTPTextReader.read(source)
    let bodies = recording.exchanges.map { _ in ExchangeTree.Bodies(request: nil, response: nil) }
    let tree = ExchangeTree(recording, bodies, symbols: .wellKnown)
    let document = tree.document(0, callsFor: nil)
    func child(_ name: String, of node: Node?) -> Node? {
      node.flatMap { node in document.elements(of: node).first { document.name(of: $0) == name } }
    }
    let token = child("token", of: child("request", of: document.root))
    let found = [child("alg", of: child("header", of: token)), child("exp", of: child("claim", of: token))].compactMap { $0 }
    #expect(found.compactMap { document.value(of: $0) } == selects)
    for node in found {
      let range = tree.fileRange(of: document.valueRange(of: node))
      #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == authorization)
    }
  }

  static let cases = [
    Case(authorization: "Bearer \(none).\(claims)."),
    Case(authorization: "bearer  \(none).\(claims)."),
    Case(authorization: "Bearer \(encoded(#"{"alg":"RS256"}"#)).\(claims).c2ln"),
    Case(authorization: "Bearer \(none).\(claims).", moment: 1_999),
    Case(authorization: "Bearer \(none).\(claims).", moment: 2_000, error: .expired),
    Case(authorization: "Bearer \(none).\(claims).", moment: nil),
    Case(authorization: "Bearer \(none).\(encoded(#"{"exp":2000.5}"#)).", moment: 1_999),
    Case(authorization: "Bearer \(none).\(encoded(#"{"exp":2000,"nbf":1200}"#))."),
    Case(authorization: "Bearer \(none).\(encoded(#"{"exp":2000,"nbf":1500}"#)).", error: .notYetValid),
    Case(authorization: "Bearer \(none).\(encoded(#"{"exp":2000.5}"#)).", moment: 2_000.25),
    Case(authorization: "Bearer \(none).\(encoded(#"{"exp":2000.5}"#)).", moment: 2_000.5, error: .expired),
    Case(authorization: "Bearer \(none).\(encoded(#"{"exp":2e3}"#)).", moment: 1_999),
    Case(authorization: "Bearer \(none).\(encoded(#"{"exp":1e400}"#)).", moment: 9e15),
    Case(authorization: "Bearer \(none).\(encoded(#"{"exp":-1e400,"nbf":-1e400}"#)).", error: .expired),
    Case(authorization: "Bearer \(none).\(encoded(#"{"exp":99999999999999999999999999}"#)).", moment: 9e15),
    Case(authorization: "Bearer \(none).\(encoded(#"{"iss":"x","aud":["a","b"]}"#))."),
    Case(authorization: "Bearer \(none).\(encoded("{}"))."),
    Case(authorization: "Bearer \(none).\(encoded(#"{"exp":"soon"}"#)).", error: .claim("exp", isNumericDate: true)),
    Case(authorization: "Bearer \(none).\(encoded(#"{"exp":null}"#)).", error: .claim("exp", isNumericDate: true)),
    Case(authorization: "Bearer \(none).\(encoded(#"{"iat":"1000"}"#)).", error: .claim("iat", isNumericDate: true)),
    Case(authorization: "Bearer \(none).\(encoded(#"{"nbf":true}"#)).", error: .claim("nbf", isNumericDate: true)),
    Case(authorization: "Bearer \(none).\(encoded(#"{"sub":1}"#)).", error: .claim("sub", isNumericDate: false)),
    Case(authorization: "Bearer \(none).\(encoded(#"{"aud":["a",1]}"#)).", error: .claim("aud", isNumericDate: false)),
    Case(authorization: "Bearer \(encoded(#"{"alg":1}"#)).\(claims).", error: .algorithmMissing),
    Case(authorization: "Bearer \(none).\(claims).c2ln", error: .signaturePresent),
    Case(authorization: "Bearer \(encoded(#"{"alg":"RS256"}"#)).\(claims).", error: .signatureMissing),
    Case(authorization: "Bearer \(encoded(#"{"typ":"JWT"}"#)).\(claims).", error: .algorithmMissing),
    Case(authorization: "Bearer \(none).\(claims)", error: .parts(2)),
    Case(authorization: "Bearer a.b.c.d", error: .parts(4)),
    Case(authorization: "Bearer ..", error: .encoding(part: 1)),
    Case(authorization: "Bearer \(none).\(claims)=.", error: .encoding(part: 2)),
    Case(authorization: "Bearer \(none).\(claims).a+b/", error: .encoding(part: 3)),
    Case(authorization: "Bearer \(encoded("[]")).\(claims).", error: .json(part: 1)),
    Case(authorization: "Bearer \(none).\(encoded("exp")).", error: .json(part: 2)),
    Case(authorization: "Bearer", error: .noBearer),
    Case(authorization: "\(none).\(claims).", error: .noBearer),
    Case(authorization: "Basic dXNlcg==", error: .noBearer),
    Case(authorization: "", error: .noBearer),
  ]

  @Test(arguments: cases) func errorIsAsExpected(test: Case) {
    var found: JSONWebToken.TokenError?
    do {
      found = try JSONWebToken(authorization: test.authorization).error(at: test.moment)
    } catch {
      found = error
    }
    #expect(found == test.error)
    if let found { #expect(!found.explanation.isEmpty) }
  }

  /// Base64url without padding.
  static func encoded(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var result = ""
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) { $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0) }
      for position in 0...group.count { result.append(alphabet[bits >> (18 - position * 6) & 63]) }
    }
    return result
  }
}
