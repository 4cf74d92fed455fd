package import Findings

extension RuleDescriptor {
  /// Every rule about JSON and XML, in ascending order of code.
  package static let syntax: [RuleDescriptor] = JSONRules.all + XMLRules.all
}

extension Finding {
  /// Whether the document's content can be read completely despite this syntax error.
  package var isLossless: Bool { severity < .error || Self.lossless.contains(code) }

  private static let lossless: Set<String> = Set(
    [
      JSONRules.missingComma, JSONRules.extraComma, JSONRules.missingColon, JSONRules.comment, JSONRules.controlCharacter,
      JSONRules.invalidEscape, JSONRules.byteOrderMark, JSONRules.loneSurrogate, JSONRules.otherBlank,
      XMLRules.unescapedMarkup, XMLRules.undefinedEntity, XMLRules.invalidCharacter, XMLRules.badDeclaration,
      XMLRules.otherEncoding, XMLRules.badComment,
    ].map(\.code))
}
