import FHIRDefinitions
import FHIRSyntax
import Findings

/// Language tags (BCP 47: RFC 5646): their grammar, and whether each part is registered.
enum LanguageTag {
  typealias Bytes = ArraySlice<UInt8>

  /// The error in a tag; nil if the tag is valid.
  static func error(of code: Bytes, _ terminology: Terminology) -> Message? {
    let tag = code.map { $0.isLetter ? $0 | 0x20 : $0 }
    let registry = Registry(terminology)
    // Grandfathered tags are registered as a whole.
    if registry.has("grandfathered", tag[...]) { return nil }
    var parts = tag.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)[...]
    guard parts.allSatisfy({ 1...8 ~= $0.count && $0.allSatisfy { $0.isLetter || $0.isDigit } }) else {
      return form(code, terminology)
    }
    if parts.first.map({ $0.elementsEqual("x".utf8) }) ?? false { return parts.count > 1 ? nil : form(code, terminology) }
    guard let language = parts.popFirst(), 2...8 ~= language.count, language.allSatisfy(\.isLetter) else {
      return form(code, terminology)
    }
    if let error = registry.error("language", language, "language") { return error }
    var extended = 0
    while let part = parts.first, part.count == 3, part.allSatisfy(\.isLetter), extended < 3 {
      if let error = registry.error("extlang", part, "extended language") { return error }
      parts.removeFirst()
      extended += 1
    }
    if let part = parts.first, part.count == 4, part.allSatisfy(\.isLetter) {
      if let error = registry.error("script", part, "script") { return error }
      parts.removeFirst()
    }
    if let part = parts.first, part.count == 2 && part.allSatisfy(\.isLetter) || part.count == 3 && part.allSatisfy(\.isDigit) {
      if let error = registry.error("region", part, "region") { return error }
      parts.removeFirst()
    }
    while let part = parts.first, part.count >= 5 || part.count == 4 && part.first?.isDigit == true {
      if let error = registry.error("variant", part, "variant") { return error }
      parts.removeFirst()
    }
    // A single letter or digit starts an extension and must be followed by a subtag.
    while let singleton = parts.popFirst() {
      guard singleton.count == 1, let next = parts.first, next.count > 1 || singleton.elementsEqual("x".utf8) else {
        return form(code, terminology)
      }
      if singleton.elementsEqual("x".utf8) { return nil }
      parts = parts.drop { $0.count > 1 }
    }
    return nil
  }

  private static func form(_ code: Bytes, _ terminology: Terminology) -> Message {
    "expected a language tag such as \(code: "en-GB"), found \(terminology.found(code: text(code)))"
  }

  private static func text(_ code: Bytes) -> String { String(decoding: code.prefix(100), as: UTF8.self) }

  /// The registered subtags.
  private struct Registry {
    let terminology: Terminology
    let system: Terminology.CodeSystem?

    init(_ terminology: Terminology) {
      self.terminology = terminology
      system = terminology.codeSystem(Array(LanguageSubtags.url.utf8)[...])
    }

    func has(_ kind: String, _ part: Bytes) -> Bool {
      guard let system else { return false }
      return terminology.concept((Array(kind.utf8) + [UInt8(ascii: "/")] + part)[...], in: system) != nil
    }

    func error(_ kind: String, _ part: Bytes, _ name: String) -> Message? {
      if system == nil || has(kind, part) || isPrivate(kind, String(decoding: part, as: UTF8.self)) { return nil }
      return
        "expected a registered \(text: name) subtag, found \(terminology.found(code: LanguageTag.text(part)))"
    }

    /// Ranges reserved for private use.
    private func isPrivate(_ kind: String, _ part: String) -> Bool {
      switch kind {
      case "language": part.count == 3 && "qaa"..."qtz" ~= part
      case "script": "qaaa"..."qabx" ~= part
      case "region": "qm"..."qz" ~= part || "xa"..."xz" ~= part
      default: false
      }
    }
  }
}
