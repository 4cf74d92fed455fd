/// Expressions in the grammar of FHIRPath, usually well-formed, with edge cases of every type as operands.
enum ExpressionGenerator {
  private static let operators = [
    "+", "-", "*", "/", "div", "mod", "&", "|", "=", "!=", "~", "!~", "<", ">", "<=", ">=", "and", "or", "xor", "implies", "in",
    "contains",
  ]

  private static let withoutArguments = [
    "empty", "exists", "allTrue", "anyFalse", "count", "distinct", "isDistinct", "not", "single", "first", "last", "tail",
    "toBoolean", "toInteger", "toDecimal", "toDate", "toDateTime", "toTime", "toQuantity", "toString", "convertsToQuantity",
    "upper", "lower", "length", "toChars", "trim", "abs", "ceiling", "floor", "exp", "ln", "sqrt", "truncate", "round",
    "children",
    "descendants", "now", "today", "timeOfDay", "type", "lowBoundary", "highBoundary", "precision", "yearOf", "timezoneOffsetOf",
    "dateOf", "timeOf", "hasValue", "getValue", "resolve", "htmlChecks", "sort", "coalesce", "join",
  ]

  private static let perItem = ["where", "select", "all", "exists", "repeat", "repeatAll", "sort", "aggregate", "trace"]

  private static let withOneArgument = [
    "skip", "take", "indexOf", "lastIndexOf", "startsWith", "endsWith", "contains", "matches", "matchesFull", "split", "join",
    "encode", "decode", "escape", "unescape", "log", "power", "round", "lowBoundary", "highBoundary", "union", "combine",
    "intersect",
    "exclude", "subsetOf", "supersetOf", "toQuantity", "comparable", "extension", "memberOf", "conformsTo", "subsumes", "trace",
    "defineVariable", "substring",
  ]

  private static let withTwoArguments = [
    "replace", "replaceMatches", "substring", "slice", "iif", "trace", "aggregate", "defineVariable",
  ]

  private static let paths = [
    "Appointment", "start", "end", "status", "minutesDuration", "contained", "participant", "actor", "reference", "name",
    "family",
    "text", "`div`", "value", "effective", "code", "id", "Patient", "photo.data", "$this", "$index", "$total", "%resource",
    "%context",
    "%rootResource", "%ucum", "%`vs-x`", "descendants()", "{}",
  ]

  private static let patterns = [
    "(a|)*", "((a*)*)*b", "(a+)+$", "[^\\s-]+", "(\\d{1,999}){1,999}", "a{9223372036854775807}", "a{0,99999}",
    "(((((((((a)))))))))",
    "(|||||||)+", "[a-", "(?=a)", "\\p{L}", "^$", ".*.*.*.*x", "[\u{10FFFF}-a]", "\\", "(a|a|a|a)*$", "$1$2$99999999999999999999",
  ]

  /// A whole expression.
  static func expression(_ feed: inout ByteFeed) -> String {
    var text = term(&feed, depth: 0)
    for _ in 0..<feed.number(below: 3) where !feed.isEmpty { text += " \(feed.text(operators)) " + term(&feed, depth: 1) }
    return text
  }

  private static func term(_ feed: inout ByteFeed, depth: Int) -> String {
    var text: String
    switch feed.number(below: 8) {
    case 0, 1, 2: text = feed.text(paths)
    case 3, 4, 5: text = literal(&feed)
    case 6: text = "(" + nested(&feed, depth) + ")"
    default: text = feed.text(["-", "+", ""]) + literal(&feed)
    }
    for _ in 0..<feed.number(below: depth < 2 ? 4 : 2) where !feed.isEmpty { text += step(&feed, depth) }
    return text
  }

  private static func nested(_ feed: inout ByteFeed, _ depth: Int) -> String {
    guard depth < 5, !feed.isEmpty else { return feed.text(paths) }
    let left = term(&feed, depth: depth + 1)
    return feed.number(below: 2) == 0 ? left : "\(left) \(feed.text(operators)) \(term(&feed, depth: depth + 1))"
  }

  private static func step(_ feed: inout ByteFeed, _ depth: Int) -> String {
    switch feed.number(below: 7) {
    case 0: "." + feed.text(paths)
    case 1: ".\(feed.text(withoutArguments))()"
    case 2: ".\(feed.text(perItem))(\(nested(&feed, depth)))"
    case 3: ".\(feed.text(withOneArgument))(\(nested(&feed, depth)))"
    case 4: ".\(feed.text(withTwoArguments))(\(nested(&feed, depth)), \(nested(&feed, depth)))"
    case 5: feed.text([" is ", " as "]) + feed.text(["string", "System.Integer", "FHIR.Quantity", "Patient", "Nothing"])
    default: "[\(feed.text(HostileValues.integers))]"
    }
  }

  private static func literal(_ feed: inout ByteFeed) -> String {
    switch feed.number(below: 8) {
    case 0: feed.text(HostileValues.integers)
    case 1: feed.text(HostileValues.decimals)
    case 2: "@" + HostileValues.moment(&feed)
    case 3: "@T" + feed.text(["09", "23:59:60", "24:00", "09:00:00.99999999999999999999"])
    case 4: feed.text(HostileValues.decimals) + " '" + feed.text(HostileValues.units) + "'"
    case 5:
      feed.text(HostileValues.integers) + " "
        + feed.text(["years", "months", "weeks", "day", "hours", "seconds", "milliseconds"])
    case 6: "'" + feed.text(patterns).replacing("\\", with: "\\\\") + "'"
    default: "'" + HostileValues.anything(&feed).filter { $0 != "'" && $0 != "\\" } + "'"
    }
  }
}
