import FHIRSyntax

/// A date or time parsed from bytes, with the same result as `FHIRDateTime`.
struct PlanMoment {
  var seconds: Int64
  var precision: Precision
  /// The zone in minutes east of Greenwich; 0 if none is written.
  var offset: Int32
  var hasZone: Bool
  /// The start of the fractional digits.
  var fraction: UInt32 = 0
  /// The number of fractional digits.
  var digits: UInt32 = 0

  /// The precision, as in `FHIRDateTime.Precision`, for comparisons without a call.
  enum Precision: UInt8 {
    case year, month, day, minute, second
  }

  var isDate: Bool {
    switch precision {
    case .year, .month, .day: true
    case .minute, .second: false
    }
  }

  var isExact: Bool {
    switch precision {
    case .second: true
    case .year, .month, .day, .minute: false
    }
  }

  var isInstant: Bool { isExact && hasZone && -840...840 ~= offset }
  var isDateTime: Bool { isDate || isInstant }
  /// Whether the value has no zone, or one from -12:00 to +14:00, the offsets in use.
  var isOffsetInUse: Bool { !hasZone || -720...840 ~= offset }

  func isComparable(to other: PlanMoment) -> Bool {
    isExact && other.isExact && hasZone == other.hasZone
  }
}

/// A cached result of `moment(_:)`, with the range of the value.
struct CachedMoment {
  var start = -1
  var end = -1
  var moment: PlanMoment?
}

extension RuleWalk {
  /// Whether a value has the form of a date followed by a time; no other text can be parsed as a date with a time.
  @inline(__always)
  func hasTime(_ value: ValueBytes) -> Bool {
    value.count > 10 && bytes.byte(value.start &+ 10) == 0x54 && bytes.byte(value.start &+ 4) == 0x2D
  }

  /// The moment that a value denotes; nil if it denotes none. Cached, because several tests may need it.
  func moment(_ value: ValueBytes) -> PlanMoment? {
    guard value.isPlain else { return nil }
    let position = value.start &>> 5 & 7
    if moments[position].start == value.start, moments[position].end == value.end { return moments[position].moment }
    let moment = read(value)
    moments[position] = CachedMoment(start: value.start, end: value.end, moment: moment)
    return moment
  }

  private func read(_ value: ValueBytes) -> PlanMoment? {
    if value.count >= 19, let moment = wholeMoment(value) { return moment }
    var index = value.start
    let end = value.end
    guard let year = number(4, &index, end), year > 0 else { return nil }
    var fields = MomentFields(year: year)
    if index == end { return fields.moment(.year) }
    guard skip(0x2D, &index, end), let month = number(2, &index, end), 1...12 ~= month else { return nil }
    fields.month = month
    if index == end { return fields.moment(.month) }
    guard skip(0x2D, &index, end), let day = number(2, &index, end), fields.setDay(day) else { return nil }
    if index == end { return fields.moment(.day) }
    guard skip(0x54, &index, end), let hour = number(2, &index, end), hour < 24, skip(0x3A, &index, end),
      let minute = number(2, &index, end), minute < 60
    else { return nil }
    fields.secondOfDay = hour &* 3600 &+ minute &* 60
    guard skip(0x3A, &index, end) else { return afterTime(&fields, .minute, index, end) }
    guard let second = number(2, &index, end), second <= 60 else { return nil }
    fields.secondOfDay &+= second
    return afterTime(&fields, .second, index, end)
  }

  /// The moment of a value that begins like `2024-06-18T10:30:00`, read eight bytes at a time; nil for other values.
  @inline(__always)
  private func wholeMoment(_ value: ValueBytes) -> PlanMoment? {
    // Digits become numbers, and the expected separators become 0.
    let date = bytes.word(value.start) ^ 0x2D30_302D_3030_3030
    let time = bytes.word(value.start &+ 8) ^ 0x3030_3A30_3054_3030
    let excess = (date &+ 0x7F76_767F_7676_7676 | date) | (time &+ 0x7676_7F76_767F_7676 | time)
    guard excess & 0x8080_8080_8080_8080 == 0 else { return nil }
    @inline(__always)
    func digit(_ word: UInt64, _ position: UInt64) -> Int { Int(truncatingIfNeeded: word &>> (position &* 8) & 0xFF) }
    let year = digit(date, 0) &* 1_000 &+ digit(date, 1) &* 100 &+ digit(date, 2) &* 10 &+ digit(date, 3)
    let month = digit(date, 5) &* 10 &+ digit(date, 6)
    let hour = digit(time, 3) &* 10 &+ digit(time, 4)
    let minute = digit(time, 6) &* 10 &+ digit(time, 7)
    // `:00`, without the bytes after it.
    let end = bytes.word(value.start &+ 16)
    let second = end & 0xFF_FFFF ^ 0x30_303A
    guard (second &+ 0x76_767F | second) & 0x80_8080 == 0 else { return nil }
    let seconds = digit(second, 1) &* 10 &+ digit(second, 2)
    guard year > 0, 1...12 ~= month, hour < 24, minute < 60, seconds <= 60 else { return nil }
    var fields = MomentFields(year: year)
    fields.month = month
    guard fields.setDay(digit(time, 0) &* 10 &+ digit(time, 1)) else { return nil }
    fields.secondOfDay = hour &* 3600 &+ minute &* 60 &+ seconds
    if value.count != 25 { return afterTime(&fields, .second, value.start &+ 19, value.end) }
    // `+01:00`, the most common ending.
    let zone = bytes.word(value.start &+ 20) & 0xFF_FFFF_FFFF ^ 0x30_303A_3030
    let sign = UInt8(truncatingIfNeeded: end &>> 24)
    guard sign == 0x2B || sign == 0x2D, (zone &+ 0x76_767F_7676 | zone) & 0x80_8080_8080 == 0 else {
      return afterTime(&fields, .second, value.start &+ 19, value.end)
    }
    let minutes = digit(zone, 3) &* 10 &+ digit(zone, 4)
    guard minutes < 60 else { return nil }
    fields.hasZone = true
    fields.offset = (digit(zone, 0) &* 10 &+ digit(zone, 1)) &* 60 &+ minutes
    if sign == 0x2D { fields.offset = 0 &- fields.offset }
    return fields.moment(.second)
  }

  /// Reads the fraction of a second and the zone.
  private func afterTime(
    _ fields: inout MomentFields, _ precision: PlanMoment.Precision, _ start: Int, _ end: Int
  ) -> PlanMoment? {
    var index = start
    if case .second = precision, skip(0x2E, &index, end) {
      let start = index
      while index < end, 0x30...0x39 ~= bytes.byte(index) { index &+= 1 }
      if index == start { return nil }
      (fields.fraction, fields.digits) = (start, index &- start)
    }
    if index == end { return fields.moment(precision) }
    fields.hasZone = true
    if !skip(0x5A, &index, end) {
      let sign = skip(0x2B, &index, end) ? 1 : skip(0x2D, &index, end) ? -1 : 0
      guard sign != 0, let hours = number(2, &index, end), skip(0x3A, &index, end), let minutes = number(2, &index, end),
        minutes < 60
      else { return nil }
      fields.offset = sign &* (hours &* 60 &+ minutes)
    }
    return index == end ? fields.moment(precision) : nil
  }

  @inline(__always)
  private func number(_ digits: Int, _ index: inout Int, _ end: Int) -> Int? {
    guard index &+ digits <= end else { return nil }
    var number = 0
    for _ in 0..<digits {
      let digit = Int(bytes.byte(index)) &- 0x30
      guard 0...9 ~= digit else { return nil }
      number = number &* 10 &+ digit
      index &+= 1
    }
    return number
  }

  @inline(__always)
  private func skip(_ byte: UInt8, _ index: inout Int, _ end: Int) -> Bool {
    guard index < end, bytes.byte(index) == byte else { return false }
    index &+= 1
    return true
  }

  /// Whether a date with a time passes a test.
  @inline(__always)
  func isValid(_ moment: PlanMoment, _ test: RulePlan.Test) -> Bool {
    switch test.kind {
    case .zoned: moment.hasZone
    case .offset: moment.isOffsetInUse
    case .utc: moment.offset == 0
    case .fraction: moment.digits <= test.number
    default: false
    }
  }

  /// Whether a moment is before another; the two must be comparable.
  @inline(__always)
  func isBefore(_ moment: PlanMoment, _ other: PlanMoment) -> Bool {
    if moment.seconds != other.seconds { return moment.seconds < other.seconds }
    return moment.digits | other.digits != 0 && isFractionBefore(moment, other)
  }

  private func isFractionBefore(_ moment: PlanMoment, _ other: PlanMoment) -> Bool {
    if moment.digits == other.digits,
      bytes.isEqual(Int(moment.fraction), Int(other.fraction), count: Int(moment.digits))
    {
      return false
    }
    for position in 0..<max(moment.digits, other.digits) {
      let first = position < moment.digits ? bytes.byte(Int(moment.fraction &+ position)) : 0x30
      let second = position < other.digits ? bytes.byte(Int(other.fraction &+ position)) : 0x30
      if first != second { return first < second }
    }
    return false
  }
}

/// The fields of a date or time during parsing.
private struct MomentFields {
  var year: Int
  var month = 1
  var day = 1
  var secondOfDay = 0
  var offset = 0
  var hasZone = false
  var fraction = 0
  var digits = 0

  init(year: Int) { self.year = year }

  /// Sets the day; false if the month has no such day.
  mutating func setDay(_ day: Int) -> Bool {
    self.day = day
    return day >= 1 && (day <= 28 || day <= FHIRDateTime.days(in: month, of: year))
  }

  /// The moment, with the same seconds as `FHIRDateTime.seconds`.
  @inline(__always)
  func moment(_ precision: PlanMoment.Precision) -> PlanMoment {
    let shifted = month > 2 ? year : year &- 1
    let era = shifted / 400
    let yearOfEra = shifted &- era &* 400
    let dayOfYear = (153 &* (month > 2 ? month &- 3 : month &+ 9) &+ 2) / 5 &+ day &- 1
    let dayOfEra = yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear
    let days = era &* 146_097 &+ dayOfEra &- 719_468
    return PlanMoment(
      seconds: Int64(days) &* 86_400 &+ Int64(secondOfDay) &- Int64(offset) &* 60, precision: precision,
      offset: Int32(truncatingIfNeeded: offset), hasZone: hasZone, fraction: UInt32(truncatingIfNeeded: fraction),
      digits: UInt32(truncatingIfNeeded: digits))
  }
}
