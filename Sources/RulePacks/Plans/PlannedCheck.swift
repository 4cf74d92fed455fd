import FHIRPath

/// How a plan decides a check of a rule file: what it looks at, and what it leaves to the check itself.
enum PlannedCheck: Sendable {
  /// The check itself runs wherever there is a context.
  case contexts
  /// The check itself runs wherever there is an element: it accepts a context without elements.
  case elements
  /// A context needs an element with content that is not blank.
  case present
  /// Every element needs content.
  case valued
  /// A context has so many elements.
  case count(minimum: Int, maximum: Int?)
  /// The values of a context differ from each other.
  case unique
  /// Every element passes a test.
  case test(ElementTest)
  /// The verdicts on profiles decide, which are known before the rules run.
  case verdict
  /// The definition of the message decides, whose header an element is.
  case message
}

/// A test of one element. A test is exact where it passes: the check has no objection then. Where it fails, the check decides.
enum ElementTest: Sendable {
  // Tests of values. An element without a value passes.
  case oneOf([String])
  case pattern([[BytePiece]])
  case instant
  case dateTime
  case date(toDay: Bool)
  case uuid
  case mimeType
  case language(String)
  case checksum(after: String)
  case varied(after: String)
  case spelling(of: [String], formerHosts: [String])
  case trimmed
  case zoned
  case offset
  case utc
  case fraction(maximum: Int)
  case notFuture
  case notPlaceholder(hosts: [String])

  // Tests of elements.
  case has(anyOf: [[ElementQuery]])
  case resource(types: [String])
  case reference(to: [String], isContained: Bool, isWithin: Bool, url: String?)
  case resolves(isWithin: Bool)
  case hashed
  case referenced
  case display
  case sameIdentifier(system: String, url: String?, inEntries: Bool)
  case order(before: ElementQuery, orEqual: Bool)
  case duration(until: ElementQuery, minimum: Int64?, maximum: Int64?)
  case inside(from: [ElementQuery], to: [ElementQuery])
  case simultaneous(among: [ElementQuery])
  case combination(of: [ElementQuery], rows: [[String]])
}

/// A piece can also be a text.
extension BytePiece {
  /// A text that stands in the bytes of a plan.
  init(_ text: RulePlan.Slice) {
    self.init(low: 0, high: 0, minimum: Int(text.first), maximum: -Int(text.end))
  }

  /// Whether it is a text.
  @inline(__always)
  var isRun: Bool { maximum < 0 }

  @inline(__always)
  var run: RulePlan.Slice {
    RulePlan.Slice(first: Int32(truncatingIfNeeded: minimum), end: Int32(truncatingIfNeeded: 0 &- maximum))
  }

  /// The one character that it is, once; nil for another.
  var character: UInt8? {
    guard minimum == 1, maximum == 1, low.nonzeroBitCount + high.nonzeroBitCount == 1 else { return nil }
    return UInt8(low != 0 ? low.trailingZeroBitCount : 64 + high.trailingZeroBitCount)
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 64 ? low & (1 &<< UInt64(byte)) != 0 : byte < 128 && high & (1 &<< UInt64(byte & 63)) != 0
  }
}
