package import Findings

/// A recording, and the same without credentials, as its report shows it: a mask has the length of what it masks.
package struct MaskedText: Sendable {
  private let original: SourceText
  private let masked: SourceText

  /// What is shown instead of a credential.
  package static let mark = "***"

  package init(_ original: SourceText, masked: SourceText) {
    self.original = original
    self.masked = masked
  }

  /// Whether a part of the recording has a credential.
  func hides(_ range: Range<Int>) -> Bool {
    guard original.count == masked.count else { return true }
    let range = range.clamped(to: 0..<original.count)
    return original.storage[range] != masked.storage[range]
  }
}
