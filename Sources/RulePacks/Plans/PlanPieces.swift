import FHIRPath

/// In a plan, a piece of a pattern can also be a run of characters, which is a text in the bytes of the plan.
extension BytePiece {
  /// A run of characters.
  init(_ text: RulePlan.Slice) {
    self.init(low: 0, high: 0, minimum: Int(text.first), maximum: -Int(text.end))
  }

  /// Whether the piece is a run of characters.
  @inline(__always)
  var isRun: Bool { maximum < 0 }

  @inline(__always)
  var run: RulePlan.Slice {
    RulePlan.Slice(first: Int32(truncatingIfNeeded: minimum), end: Int32(truncatingIfNeeded: 0 &- maximum))
  }

  /// The character, if the piece matches exactly one; nil otherwise.
  var character: UInt8? {
    guard minimum == 1, maximum == 1, low.nonzeroBitCount + high.nonzeroBitCount == 1 else { return nil }
    return UInt8(low != 0 ? low.trailingZeroBitCount : 64 + high.trailingZeroBitCount)
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 64 ? low & (1 &<< UInt64(byte)) != 0 : byte < 128 && high & (1 &<< UInt64(byte & 63)) != 0
  }
}
