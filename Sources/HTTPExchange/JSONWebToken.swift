package import FHIRSyntax
import Findings

/// The parts of a JSON Web Token (RFC 7519) that can be checked without a key: its form, header, claims and time.
///
/// The signature is never checked.
package struct JSONWebToken: Sendable {
  /// An error in a token, described without any of its content.
  package enum TokenError: Error, Sendable, Hashable {
    case noBearer
    case parts(Int)
    case encoding(part: Int)
    case json(part: Int)
    case algorithmMissing
    case signaturePresent
    case signatureMissing
    /// A claim does not have the type that RFC 7519 requires.
    case claim(String, isNumericDate: Bool)
    case expired
    case notYetValid
  }

  /// The time claims, in seconds since 1970, possibly with a fraction. Both are optional (RFC 7519, section 4.1).
  package let expiry: Double?
  package let notBefore: Double?

  /// Reads the value of an `Authorization` field.
  package init(authorization: String) throws(TokenError) {
    let words = authorization.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 2, words[0].lowercased() == "bearer" else { throw .noBearer }
    try self.init(token: words[1])
  }

  /// Whether the token was redacted in the recording, or is a placeholder for one, so that it cannot be checked.
  package static func isRedacted(authorization: String) -> Bool {
    let words = authorization.split(separator: " ")
    guard let last = words.last?.lowercased() else { return false }
    let hasScheme = words.count > 1 && words[0].allSatisfy { $0.isLetter }
    let credentials = words.dropFirst(hasScheme ? 1 : 0).joined(separator: " ").lowercased()
    if isPlaceholder(credentials) { return true }
    // No base64url part contains one of these characters.
    func isMask(_ character: Character) -> Bool { character == "*" || character == "…" || character == "•" }
    let text = authorization.lowercased()
    if redactions.contains(where: { text.containsBytes(of: $0) }) {
      // The text of a token may contain such a word by chance.
      return words.count > 1 || !text.contains(".")
    }
    if last.count < 3 { return false }
    if last.allSatisfy({ isMask($0) || $0 == "." }) { return true }
    if words.count == 1 { return last.allSatisfy { $0 == "x" } }
    return last.allSatisfy { $0 == "x" } || last.count(where: isMask) >= 3
  }

  /// Words that tools write in place of a token.
  private static let redactions = ["redacted", "removed", "hidden", "masked", "filtered", "omitted"]

  /// Whether the text is in brackets, as a text in place of a token or a variable is: `[omitted]`, `<token>`, `(none)`,
  /// `{{token}}`, `${TOKEN}`. A token in JSON or in quotes is not.
  private static func isPlaceholder(_ credentials: String) -> Bool {
    let pairs = [("[", "]"), ("<", ">"), ("(", ")"), ("{{", "}}"), ("${", "}")]
    return !credentials.contains("\"")
      && pairs.contains { start, end in
        credentials.utf8.count > start.utf8.count + end.utf8.count && credentials.hasPrefix(start) && credentials.hasSuffix(end)
      }
  }

  /// The header and the claims in the value of an `Authorization` field, read with the given symbols; nil if there is no token
  /// whose header and claims are JSON objects.
  package static func content(authorization: String, symbols: SymbolTable) -> (header: Document, claims: Document)? {
    let words = authorization.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
    let parts = words[1].split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = object(parts[0], symbols), let claims = object(parts[1], symbols) else { return nil }
    return (header, claims)
  }

  init(token: Substring) throws(TokenError) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .parts(parts.count) }
    for (index, part) in parts.enumerated() where Base64.bytes(of: part.utf8, .url) == nil || index < 2 && part.isEmpty {
      throw .encoding(part: index + 1)
    }
    guard let header = Self.object(parts[0]) else { throw .json(part: 1) }
    guard let claims = Self.object(parts[1]) else { throw .json(part: 2) }
    guard let algorithm = Self.member("alg", of: header), algorithm.form == .string else { throw .algorithmMissing }
    if algorithm.text == "none" {
      guard parts[2].isEmpty else { throw .signaturePresent }
    } else {
      guard !parts[2].isEmpty else { throw .signatureMissing }
    }
    expiry = try Self.numericDate("exp", of: claims)
    notBefore = try Self.numericDate("nbf", of: claims)
    _ = try Self.numericDate("iat", of: claims)
    for name: StaticString in ["iss", "sub", "jti"] {
      if let claim = Self.member(name, of: claims), claim.form != .string { throw .claim("\(name)", isNumericDate: false) }
    }
    guard Self.hasValidAudience(claims) else { throw .claim("aud", isNumericDate: false) }
  }

  /// The error if the token is expired or not yet valid at a time in seconds since 1970; nil if it is valid, or if the time is
  /// unknown (nil).
  package func error(at moment: Double?) -> TokenError? {
    guard let moment else { return nil }
    if let expiry, moment >= expiry { return .expired }
    return notBefore.map { $0 > moment + Self.leeway } ?? false ? .notYetValid : nil
  }

  /// The allowed clock skew between two systems, in seconds: `nbf` is often the time of the request.
  private static let leeway = 300.0

  private static func object(_ part: Substring, _ symbols: SymbolTable = .wellKnown) -> Document? {
    guard let bytes = Base64.bytes(of: part.utf8, .url) else { return nil }
    let document = Document.read(
      SourceText(name: "token", bytes: bytes), as: .json, symbols: symbols, limits: Limits(depth: 32))
    guard document.findings.isEmpty, let root = document.root, document.record(root).form == .object else { return nil }
    return document
  }

  private static func member(_ name: StaticString, of document: Document) -> (form: Form, text: String?)? {
    guard let node = document.root.flatMap({ document.member(name, of: $0)?.node }) else { return nil }
    return (document.record(node).form, document.value(of: node))
  }

  /// A NumericDate (RFC 7519, section 2): a number of any size, with or without a fraction or exponent.
  private static func numericDate(_ name: StaticString, of claims: Document) throws(TokenError) -> Double? {
    guard let claim = member(name, of: claims) else { return nil }
    guard claim.form == .number, let number = claim.text.flatMap({ Double($0) }) else {
      throw .claim("\(name)", isNumericDate: true)
    }
    return number
  }

  /// Whether `aud`, if present, is a string or an array of strings.
  private static func hasValidAudience(_ claims: Document) -> Bool {
    guard let node = claims.root.flatMap({ claims.member("aud", of: $0)?.node }) else { return true }
    switch claims.record(node).form {
    case .string: return true
    case .array: return claims.children(of: node).allSatisfy { claims.record($0).form == .string }
    default: return false
    }
  }
}

extension JSONWebToken.TokenError {
  /// The text for a message.
  package var explanation: String {
    switch self {
    case .noBearer: "expected 'Bearer' and one token"
    case .parts(let count): "expected a token of three parts separated by dots, found \(count) part\(count == 1 ? "" : "s")"
    case .encoding(let part): "the \(Self.name(part)) of the token is not base64url without padding"
    case .json(let part): "the \(Self.name(part)) of the token is not a JSON object"
    case .algorithmMissing: "the header of the token has no alg"
    case .signaturePresent: "the token's alg is none, but it has a signature"
    case .signatureMissing: "the token's alg requires a signature, but it has none"
    case .claim(let name, true): "the claim \(name) of the token is not a number"
    case .claim("aud", false): "the claim aud of the token is neither a string nor an array of strings"
    case .claim(let name, false): "the claim \(name) of the token is not a string"
    case .expired: "the token had expired when the request was sent"
    case .notYetValid: "the token was not yet valid when the request was sent (nbf)"
    }
  }

  private static func name(_ part: Int) -> String { part == 1 ? "header" : part == 2 ? "claims set" : "signature" }
}
