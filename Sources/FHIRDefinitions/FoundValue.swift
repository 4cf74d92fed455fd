package import FHIRSyntax
package import Findings

/// Values of the payload in messages. Values defined by a specification are not patient data, and are always shown: codes and
/// URLs in elements meant for them, and names of resource types. Any other value is shown only on request.
extension TypedDocument {
  /// The value of an element, as messages show it.
  package func found(_ text: String, at node: Node) -> Message {
    switch type(of: node).map({ document.symbols.name($0.name) }) {
    case "code" where document.name(of: node) == "language" && release.terminology.isLanguage(text): "\(code: text)"
    case "code": release.terminology.found(code: text)
    case "uri", "url", "canonical": known(url: text, at: node) ?? release.found(reference: text, document.symbols)
    case "oid": known(url: text, at: node) ?? "\(payload: text)"
    case "string" where document.record(node).name == .reference: release.found(reference: text, document.symbols)
    default: "\(payload: text)"
    }
  }

  /// A short description of an element: its value, or the names and values of its children.
  package func found(at node: Node) -> Message {
    if let text = document.value(of: node) { return found(text, at: node) }
    var hasPublicText = false
    let abridged = document.summary(of: node) { text, leaf in
      switch found(text, at: leaf).parts.first {
      case .code(let text), .abridged(_, let text):
        hasPublicText = true
        return text
      default: return "…"
      }
    }
    let full = document.summary(of: node) { text, _ in text }
    return hasPublicText ? "\(payload: full, public: abridged)" : "\(payload: full)"
  }

  /// A URL that a specification defines, or a name in place of a URL: the name of a type, or of a part of an extension. The text
  /// after `|` is hidden like other values.
  private func known(url text: String, at node: Node) -> Message? {
    guard text.utf8.contains(UInt8(ascii: ":")) else {
      return document.record(node).name == .url && document.symbols.symbol(text) != nil ? "\(code: text)" : nil
    }
    let url = Canonical.withoutVersion(text)
    guard release.isKnown(url: url) else { return nil }
    return url == text ? "\(code: text)" : "\(payload: text, public: url + "|…")"
  }
}

extension ReleaseDefinitions {
  /// Whether a name is a resource type in any release.
  package func isResourceType(_ name: Symbol) -> Bool {
    isConcreteResource(name) || terminology.publicTexts?.releases.contains { $0.isConcreteResource(name) } ?? false
  }

  /// Whether a specification defines a URL, whether it begins with `http` or `https` and with or without a trailing slash.
  fileprivate func isKnown(url text: String) -> Bool {
    func isDefined(_ url: String) -> Bool {
      strings.number(of: url) != nil || terminology.publicTexts?.isNamed(url) ?? false || profiles.isKnown(url)
        || terminology.isKnown(url)
    }
    if isDefined(text) { return true }
    // Other text before or after a known URL may be any value.
    let plain = text.hasSuffix("/") ? String(text.dropLast()) : text
    let others = [("http://", "https://"), ("https://", "http://")].compactMap { scheme, other in
      plain.hasPrefix(scheme) ? other + plain.dropFirst(scheme.count) : nil
    }
    return ([plain] + others).contains { $0 != text && isDefined($0) }
  }

  /// A URL of the payload in a sentence such as `The profile ... is unknown`: shown in full if a specification defines it.
  package func mentioned(url text: String, _ symbols: SymbolTable) -> Message {
    if isKnown(url: Canonical.withoutVersion(text)) { return Self.mentioned(definedURL: text) }
    let found = found(reference: text, symbols)
    if case .payload? = found.parts.first { return Message.mentioned(text) }
    return found
  }

  /// A URL that a specification defines, in a sentence: with the text after `|` only if this looks like a version.
  package static func mentioned(definedURL text: String) -> Message {
    let (plain, version) = Canonical.parts(of: text)
    let isShown = version.map { version in
      let numbers = version.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      return 2...3 ~= numbers.count
        && numbers.allSatisfy { 1...3 ~= $0.count && $0.allSatisfy(\.isDigit) }
    }
    return isShown ?? true ? "\(text: Message.printable(text, limit: 200))" : "\(payload: text, public: plain + "|…")"
  }

  /// A reference or the URL of a resource: only the name of the resource's type is public.
  package func found(reference text: String, _ symbols: SymbolTable) -> Message {
    let parts = text.utf8.prefix(2_000).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated().reversed() {
      let query = part.firstIndex(of: UInt8(ascii: "?"))
      guard let name = String(part[..<(query ?? part.endIndex)]), let symbol = symbols.symbol(name), isResourceType(symbol) else {
        continue
      }
      let before = index > 0 ? "…/" : ""
      let after = query != nil ? "?…" : index + 1 < parts.count ? "/…" : ""
      return before.isEmpty && after.isEmpty ? "\(code: name)" : "\(payload: text, public: before + name + after)"
    }
    return "\(payload: text)"
  }
}

extension Document {
  /// A short description of a value, as in `ValueSchema.summary`, with each text passed through `show`.
  fileprivate func summary(of node: Node, _ show: (String, Node) -> String) -> String {
    if let value = value(of: node) { return show(value, node) }
    var parts: [String] = []
    for element in elements(of: node) {
      if parts.count == Self.maxParts { return parts.joined(separator: ", ") + ", …" }
      parts.append("\(name(of: element)) \(summary(of: element, show))")
    }
    return parts.joined(separator: ", ")
  }

  private static var maxParts: Int { 8 }
}
