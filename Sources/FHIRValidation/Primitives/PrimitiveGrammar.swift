import FHIRSyntax
import Findings

/// The format of the values of primitive types (FHIR, Data types: Primitive types).
///
/// The patterns of STU3 and R4 differ in decimals (R4 added the exponent), times (R4 added second 60) and years before the common
/// era (only in STU3). A type that exists only in one of them, such as `canonical`, has one pattern.
enum PrimitiveGrammar {
  case boolean
  /// Whole numbers from a minimum to 2,147,483,647.
  case integer(minimum: Int64)
  case decimal(hasExponent: Bool)
  case string
  case code
  case id
  case uri
  case canonical
  case oid
  case uuid
  case base64Binary
  case date(hasEarlyYears: Bool)
  case dateTime(hasEarlyYears: Bool)
  case instant
  case time(hasLeapSecond: Bool)
  /// The id of an element.
  case elementId
  /// The data of a SampledData.
  case sampledData

  /// The grammar of each primitive type of a release. `xhtml` is checked separately.
  static func byType(_ release: FHIRRelease) -> [(name: String, grammar: PrimitiveGrammar)] {
    let isSTU3 = release == .stu3
    return [
      ("boolean", .boolean), ("integer", .integer(minimum: -2_147_483_648)), ("unsignedInt", .integer(minimum: 0)),
      ("positiveInt", .integer(minimum: 1)), ("decimal", .decimal(hasExponent: !isSTU3)), ("string", .string),
      ("markdown", .string), ("code", .code), ("id", .id), ("uri", .uri), ("url", .uri), ("canonical", .canonical), ("oid", .oid),
      ("uuid", .uuid), ("base64Binary", .base64Binary), ("date", .date(hasEarlyYears: isSTU3)),
      ("dateTime", .dateTime(hasEarlyYears: isSTU3)), ("instant", .instant), ("time", .time(hasLeapSecond: !isSTU3)),
    ]
  }

  typealias Bytes = ArraySlice<UInt8>

  /// The error in a value; nil if the value is valid.
  func error(in bytes: Bytes) -> PrimitiveError? {
    if bytes.isEmpty { return PrimitiveError(PrimitiveRules.empty, "a value must not be empty") }
    switch self {
    case .boolean: return Self.booleanError(in: bytes)
    case .integer(let minimum): return NumberGrammar.integerError(in: bytes, minimum: minimum)
    case .decimal(let hasExponent): return NumberGrammar.decimalError(in: bytes, hasExponent: hasExponent)
    case .string: return TextGrammar.stringError(in: bytes)
    case .code: return TextGrammar.codeError(in: bytes)
    case .id: return TextGrammar.idError(in: bytes)
    case .uri: return URIGrammar.error(in: bytes)
    case .canonical: return URIGrammar.canonicalError(in: bytes)
    case .oid: return URIGrammar.oidError(in: bytes)
    case .uuid: return URIGrammar.uuidError(in: bytes)
    case .base64Binary: return Base64Grammar.error(in: bytes)
    case .date(let hasEarlyYears):
      return DateTimeGrammar.error(in: bytes, PrimitiveRules.date, hasEarlyYears) { $0.precision <= .day && $0.offset == nil }
    case .dateTime(let hasEarlyYears):
      return DateTimeGrammar.error(in: bytes, PrimitiveRules.dateTime, hasEarlyYears) { $0.isDateTime }
    case .instant: return DateTimeGrammar.error(in: bytes, PrimitiveRules.instant, false) { $0.isInstant }
    case .time(let hasLeapSecond): return DateTimeGrammar.timeError(in: bytes, hasLeapSecond: hasLeapSecond)
    case .elementId: return TextGrammar.elementIdError(in: bytes)
    case .sampledData: return TextGrammar.stringError(in: bytes) ?? NumberGrammar.sampledDataError(in: bytes)
    }
  }

  private static func booleanError(in bytes: Bytes) -> PrimitiveError? {
    if bytes.elementsEqual("true".utf8) || bytes.elementsEqual("false".utf8) { return nil }
    return PrimitiveError(PrimitiveRules.boolean, "expected true or false, found \(payload: text(bytes))")
  }

  /// A value as text, truncated if it is long.
  static func text(_ bytes: Bytes) -> String { String(decoding: bytes.prefix(200), as: UTF8.self) }
}
