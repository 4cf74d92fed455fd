import FHIRPath

/// How a plan decides a check of a rule file, and when it runs the check itself.
enum PlannedCheck: Sendable {
  /// The check itself runs for every context.
  case contexts
  /// The check itself runs for every element: it accepts a context without elements.
  case elements
  /// A context needs an element with content that is not blank.
  case present
  /// Every element needs content.
  case valued
  /// The number of elements in a context is limited.
  case count(minimum: Int, maximum: Int?)
  /// The values of a context differ from each other.
  case unique
  /// Every element passes a test.
  case test(ElementTest)
  /// Decided by the verdicts on profiles, which are known before the rules run.
  case verdict
  /// Decided by the message definition; the element is the header of the message.
  case message
}

/// A test of one element. If it passes, the check has no violation; if it fails, the check itself decides.
enum ElementTest: Sendable {
  // Tests of values. An element without a value passes.
  case oneOf([String])
  case pattern([[BytePiece]])
  case instant
  case dateTime
  case date(requiresDay: Bool)
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
