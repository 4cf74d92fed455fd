import FHIRDefinitions
import FHIRSyntax
import Findings

/// Code systems that are grammars, or too large to list: checks whether a code is well-formed.
enum ExternalCodes {
  typealias Bytes = ArraySlice<UInt8>

  /// The value sets whose codes are checked against an external standard instead of a list, with the code system of the standard.
  static let valueSets: [(url: String, system: String)] = [
    ("http://www.rfc-editor.org/bcp/bcp13.txt", "urn:ietf:bcp:13"), ("http://hl7.org/fhir/ValueSet/mimetypes", "urn:ietf:bcp:13"),
    ("http://tools.ietf.org/html/bcp47", "urn:ietf:bcp:47"), ("http://hl7.org/fhir/ValueSet/languages", "urn:ietf:bcp:47"),
    ("http://hl7.org/fhir/ValueSet/all-languages", "urn:ietf:bcp:47"),
  ]

  /// The code system of a value set in `valueSets`; nil for other value sets.
  static func system(ofValueSet url: String) -> String? { valueSets.first { $0.url == url }?.system }

  /// Whether the codes of a system are checked against a grammar.
  static func isGrammar(_ system: String) -> Bool {
    ["urn:ietf:bcp:13", "urn:ietf:bcp:47", "http://unitsofmeasure.org"].contains(system)
  }

  static func isGrammar(_ system: Bytes) -> Bool { isGrammar(text(system)) }

  /// Whether a coding whose system is unknown may be reported: the URL is that of a grammar, or looks like that of a value set.
  static func mayReport(_ url: Bytes) -> Bool {
    let text = String(decoding: url, as: UTF8.self)
    return isGrammar(text) || text.containsBytes(of: "/ValueSet/")
  }

  /// The error in a code of a system; nil if the code is well-formed, or if the system has no grammar here.
  static func error(of code: Bytes, system: String, _ terminology: Terminology) -> Message? {
    switch system {
    case "urn:ietf:bcp:13":
      MediaTypeGrammar.isCode(code)
        ? nil : "expected a media type such as \(code: "application/pdf"), found \(terminology.found(code: text(code)))"
    case "urn:ietf:bcp:47":
      LanguageTag.error(of: code, terminology)
    case "http://unitsofmeasure.org":
      isUnit(code) ? nil : "expected a UCUM unit, found \(terminology.found(code: text(code)))"
    default: nil
    }
  }

  private static func text(_ code: Bytes) -> String { String(decoding: code.prefix(100), as: UTF8.self) }

  /// Printable characters without whitespace and with balanced brackets (UCUM, section 2).
  static func isUnit(_ code: some Collection<UInt8>) -> Bool {
    var openParentheses = 0
    var isInSquare = false
    var isInCurly = false
    for byte in code {
      guard byte > 0x20, byte < 0x7F else { return false }
      switch byte {
      case UInt8(ascii: "{"):
        if isInCurly { return false }
        isInCurly = true
      case UInt8(ascii: "}"):
        if !isInCurly { return false }
        isInCurly = false
      case _ where isInCurly: continue
      case UInt8(ascii: "["):
        if isInSquare { return false }
        isInSquare = true
      case UInt8(ascii: "]"):
        if !isInSquare { return false }
        isInSquare = false
      case UInt8(ascii: "("): openParentheses += 1
      case UInt8(ascii: ")"):
        openParentheses -= 1
        if openParentheses < 0 { return false }
      default: break
      }
    }
    return !code.isEmpty && openParentheses == 0 && !isInSquare && !isInCurly
  }
}
