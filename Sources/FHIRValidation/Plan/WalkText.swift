import FHIRSyntax

/// The text of a payload for a walk.
///
/// Memory-safe because it is read only through `byte(_:)` and `word(_:)`, at offsets from nodes: the text is padded and outlives
/// the walk.
@safe struct WalkText {
  private let start: UnsafeRawPointer

  init(_ start: UnsafeRawPointer) { unsafe self.start = start }

  /// The byte at an offset of the text, or of its padding.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { unsafe start.load(fromByteOffset: offset, as: UInt8.self) }

  /// Eight bytes starting at an offset of the text, whose padding is longer; the first is the least significant.
  @inline(__always)
  func word(_ offset: Int) -> UInt64 { unsafe UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }

  /// The bytes in a range of the text.
  @inline(__always)
  func bytes(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: self.start + start, count: max(0, end &- start))
  }

  /// A scan of narrative in a range of the text.
  func narrative(_ start: Int, _ end: Int) -> NarrativeScan {
    // Safe: the range lies inside the text, and no scan outlives the walk.
    unsafe NarrativeScan(self.start, start, end)
  }

  /// Whether two ranges of the text are equal.
  func isEqual(_ start: Int, _ end: Int, _ otherStart: Int, _ otherEnd: Int) -> Bool {
    guard end &- start == otherEnd &- otherStart else { return false }
    var (left, right) = (start, otherStart)
    while left &+ 8 <= end {
      if word(left) != word(right) { return false }
      left &+= 8
      right &+= 8
    }
    while left < end {
      if byte(left) != byte(right) { return false }
      left &+= 1
      right &+= 1
    }
    return true
  }

  /// Whether a range of the text equals a literal.
  func isLiteral(_ literal: StaticString, _ start: Int, _ end: Int) -> Bool {
    guard end &- start == literal.utf8CodeUnitCount else { return false }
    // Safe: the index is inside the literal.
    for offset in 0..<literal.utf8CodeUnitCount where unsafe byte(start &+ offset) != literal.utf8Start[offset] { return false }
    return true
  }
}

/// Combinations of node flags that a walk tests.
struct WalkBits {
  var escaped: UInt16 { NodeFlags.escaped.rawValue }
  var unquoted: UInt16 { NodeFlags.unquoted.rawValue }
  var companion: UInt16 { NodeFlags.companion.rawValue }
  var duplicate: UInt16 { NodeFlags.duplicate.rawValue }
  var hasCompanion: UInt16 { NodeFlags.hasCompanion.rawValue }
  var resource: UInt16 { NodeFlags.resource.rawValue }
  var xmlAttribute: UInt16 { NodeFlags.xmlAttribute.rawValue }
  var xhtml: UInt16 { NodeFlags.xhtml.rawValue }
  var foreignNamespace: UInt16 { NodeFlags.foreignNamespace.rawValue }
  /// A value that differs from its text: it has escapes, or lacks its quotes.
  var notLiteral: UInt16 { escaped | unquoted }
  /// A value that its text alone does not determine.
  var notPlain: UInt16 { notLiteral | companion | duplicate | hasCompanion }
}
