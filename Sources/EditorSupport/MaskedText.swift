package import Findings

/// A recording, and its text with credentials masked, as in its report: a mask has the length of the text that it replaces.
package struct MaskedText: Sendable {
  private let original: SourceText
  private let masked: SourceText

  /// The text that is shown in place of a credential.
  package static let mark = "***"

  package init(_ original: SourceText, masked: SourceText) {
    self.original = original
    self.masked = masked
  }

  /// Whether a range of the recording contains a credential.
  func hides(_ range: Range<Int>) -> Bool {
    guard original.count == masked.count else { return true }
    let range = range.clamped(to: 0..<original.count)
    return original.storage[range] != masked.storage[range]
  }
}
