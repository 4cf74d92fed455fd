/// The single definition of blank text: text without any visible character.
extension String {
  /// Whether every character is whitespace or invisible; the empty text is blank too.
  package var isBlank: Bool {
    // Nearly all text starts with a visible ASCII character.
    if let first = utf8.first, 0x21...0x7E ~= first { return false }
    return unicodeScalars.allSatisfy { $0.isInvisible }
  }
}

extension Unicode.Scalar {
  /// Whether the character is whitespace or one of the invisible marks that editors and web pages leave at the ends of text:
  /// Unicode whitespace, controls, the zero-width space, the word joiner, the byte order mark and the blank letters.
  package var isSpace: Bool {
    if value < 0x7F { return value <= 0x20 }
    switch value {
    case 0x7F, 0x115F, 0x1160, 0x180E, 0x200B, 0x2060, 0x2800, 0x3164, 0xFEFF, 0xFFA0: return true
    default: return properties.isWhitespace || properties.generalCategory == .control
    }
  }

  /// Whether the character is whitespace, or only affects the display of other characters: joiners, direction marks, variation
  /// selectors.
  package var isInvisible: Bool {
    isSpace || value > 0x7F && (properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format)
  }
}
