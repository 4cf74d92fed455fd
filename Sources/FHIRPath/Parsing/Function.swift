/// The functions there are, by name: FHIRPath's own and FHIR's (FHIRPath N1, Functions; FHIR, FHIRPath: additional functions).
enum Function: String, Sendable, CaseIterable {
  // Existence
  case empty, exists, all, allTrue, anyTrue, allFalse, anyFalse, subsetOf, supersetOf, count, distinct, isDistinct, not
  // Filtering, projection, subsetting, combining
  case `where`, select, `repeat`, repeatAll, ofType, single, first, last, tail, skip, take, intersect, exclude, union, combine
  case sort, coalesce
  // Conversion
  case iif
  case toBoolean, convertsToBoolean, toInteger, convertsToInteger, toDate, convertsToDate, toDateTime, convertsToDateTime
  case toDecimal, convertsToDecimal, toQuantity, convertsToQuantity, toString, convertsToString, toTime, convertsToTime
  // Strings
  case indexOf, lastIndexOf, substring, startsWith, endsWith, contains, upper, lower, replace, matches, matchesFull
  case replaceMatches, length, toChars, trim, split, join, encode, decode, escape, unescape
  // Mathematics
  case abs, ceiling, exp, floor, ln, log, power, round, sqrt, truncate
  // Navigation, and what has an effect or a clock
  case children, descendants, trace, now, timeOfDay, today, aggregate, defineVariable
  // Types
  case `is`, `as`, type
  // Boundaries and parts of dates
  case lowBoundary, highBoundary, precision, comparable
  case yearOf, monthOf, dayOf, hourOf, minuteOf, secondOf, millisecondOf, timezoneOffsetOf, dateOf, timeOf
  // FHIR's own
  case `extension`, hasValue, getValue, resolve, memberOf, htmlChecks, conformsTo, elementDefinition, slice, checkModifiers
  case subsumes, subsumedBy

  /// The function of a name; some had another one in STU3.
  init?(named name: String) {
    switch name {
    case "descendents": self = .descendants
    case "htmlchecks", "htmlChecks2": self = .htmlChecks
    case "matchesRegex": self = .matches
    default: self.init(rawValue: name)
    }
  }

  /// How many arguments it takes.
  var counts: ClosedRange<Int> {
    switch self {
    case .exists, .all, .join, .round, .lowBoundary, .highBoundary: 0...1
    case .where, .select, .repeat, .repeatAll, .ofType, .skip, .take, .intersect, .exclude, .union, .combine, .subsetOf,
      .supersetOf,
      .indexOf, .lastIndexOf, .startsWith, .endsWith, .contains, .matches, .matchesFull, .split, .encode, .decode, .escape,
      .unescape,
      .log, .power, .is, .as, .comparable, .extension, .memberOf, .conformsTo, .checkModifiers, .subsumes, .subsumedBy:
      1...1
    case .substring, .trace, .aggregate, .defineVariable: 1...2
    case .toQuantity, .convertsToQuantity: 0...1
    case .replace, .replaceMatches, .slice: 2...2
    case .iif: 2...3
    case .sort, .coalesce: 0...16
    default: 0...0
    }
  }

  /// Whether its argument is the name of a type.
  var takesType: Bool {
    switch self {
    case .is, .as, .ofType: true
    default: false
    }
  }

  /// Whether its first argument is evaluated for each item, and not once for all.
  var isPerItem: Bool {
    switch self {
    case .exists, .all, .where, .select, .repeat, .repeatAll, .aggregate, .sort, .trace: true
    default: false
    }
  }
}
