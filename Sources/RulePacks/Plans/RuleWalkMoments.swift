import FHIRSyntax

/// A date or time read from bytes: what `FHIRDateTime` says of the same text.
struct PlanMoment {
  var seconds: Int64
  var precision: FHIRDateTime.Precision
  /// The zone in minutes east of Greenwich; 0 where none is written.
  var offset: Int
  var hasZone: Bool
  /// The bytes of the digits behind the seconds' point.
  var fraction: Range<Int>

  var isInstant: Bool { precision == .second && hasZone && -840...840 ~= offset }
  var isDateTime: Bool { precision <= .day || isInstant }
  var isOffsetInUse: Bool { !hasZone || -720...840 ~= offset }

  func isComparable(to other: PlanMoment) -> Bool {
    precision == .second && other.precision == .second && hasZone == other.hasZone
  }

  /// Whether it is surely before another, or surely not: nil where only the fraction of a second tells.
  func isBefore(_ other: PlanMoment) -> Bool? {
    if seconds != other.seconds { return seconds < other.seconds }
    return fraction.isEmpty && other.fraction.isEmpty ? false : nil
  }
}

extension RuleWalk {
  /// Whether a value has the form of a date with a time behind it: no other text is read as one.
  @inline(__always)
  func hasTime(_ value: ValueBytes) -> Bool {
    value.count > 10 && bytes.byte(value.start &+ 10) == 0x54 && bytes.byte(value.start &+ 4) == 0x2D
  }

  /// The moment that a value says; nil where it says none.
  func moment(_ value: ValueBytes) -> PlanMoment? {
    guard value.isPlain else { return nil }
    var index = value.start
    let end = value.end
    guard let year = number(4, &index, end), year > 0 else { return nil }
    var moment = FHIRDateTimeFields(year: year)
    if index == end { return moment.moment(.year) }
    guard skip(0x2D, &index, end), let month = number(2, &index, end), 1...12 ~= month else { return nil }
    moment.month = month
    if index == end { return moment.moment(.month) }
    guard skip(0x2D, &index, end), let day = number(2, &index, end), day >= 1,
      day <= 28 || day <= FHIRDateTime.days(in: month, of: year)
    else { return nil }
    moment.day = day
    if index == end { return moment.moment(.day) }
    guard skip(0x54, &index, end), let hour = number(2, &index, end), hour < 24, skip(0x3A, &index, end),
      let minute = number(2, &index, end), minute < 60
    else { return nil }
    moment.secondOfDay = hour &* 3600 &+ minute &* 60
    var precision = FHIRDateTime.Precision.minute
    if skip(0x3A, &index, end) {
      guard let second = number(2, &index, end), second <= 60 else { return nil }
      moment.secondOfDay &+= second
      precision = .second
      if skip(0x2E, &index, end) {
        let start = index
        while index < end, 0x30...0x39 ~= bytes.byte(index) { index &+= 1 }
        if index == start { return nil }
        moment.fraction = start..<index
      }
    }
    if index == end { return moment.moment(precision) }
    moment.hasZone = true
    if !skip(0x5A, &index, end) {
      let sign = skip(0x2B, &index, end) ? 1 : skip(0x2D, &index, end) ? -1 : 0
      guard sign != 0, let hours = number(2, &index, end), skip(0x3A, &index, end), let minutes = number(2, &index, end),
        minutes < 60
      else { return nil }
      moment.offset = sign &* (hours &* 60 &+ minutes)
    }
    return index == end ? moment.moment(precision) : nil
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

  // MARK: Tests of several moments

  /// The moment of an element; nil where it has none. What is written with escapes counts as unknown.
  enum Reading {
    case none
    case unknown
    case moment(PlanMoment)
  }

  func reading(_ node: UInt32) -> Reading {
    let record = bytes.record(node)
    guard record.hasOwnValue else { return .none }
    let value = record.valueBytes
    guard value.isPlain else { return .unknown }
    return moment(value).map { .moment($0) } ?? .none
  }

  /// Calls back for the children of a name that have content; false as soon as one call is false.
  func allChildren(_ name: UInt32, of node: UInt32, _ body: (UInt32) -> Bool) -> Bool {
    var cursor = ElementCursor(node, bytes.record(node), document)
    while true {
      let child = cursor.next(bytes, 1 &<< UInt64(name & 63))
      if child == 0 { return true }
      if bytes.record(child).name.rawValue == name, hasContent(child), !body(child) { return false }
    }
  }

  /// The resource that holds a node, where it is of a type.
  private func resource(holding node: UInt32, of type: UInt32) -> ResourcePlace? {
    guard let index = ResourcePlace.index(holding: node, in: marks), marks[index].type == type else { return nil }
    return marks[index]
  }

  func isInOrder(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    guard let resource = resource(holding: node, of: plan.symbols[Int(test.symbols.first)]) else { return false }
    switch reading(node) {
    case .none: return true
    case .unknown: return false
    case .moment(let moment):
      return allChildren(plan.symbols[Int(test.symbols.first) + 1], of: resource.node) { child in
        switch reading(child) {
        case .none: return true
        case .unknown: return false
        case .moment(let limit):
          if !moment.isComparable(to: limit) { return true }
          guard let isBefore = moment.isBefore(limit), let isAfter = limit.isBefore(moment) else { return false }
          return isBefore || test.number == 1 && !isAfter
        }
      }
    }
  }

  func isOfDuration(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    guard let resource = resource(holding: node, of: plan.symbols[Int(test.symbols.first)]) else { return false }
    switch reading(node) {
    case .none: return true
    case .unknown: return false
    case .moment(let from):
      return allChildren(plan.symbols[Int(test.symbols.first) + 1], of: resource.node) { child in
        switch reading(child) {
        case .none: return true
        case .unknown: return false
        case .moment(let to):
          guard from.isComparable(to: to), to.seconds >= from.seconds else { return true }
          let seconds = to.seconds &- from.seconds
          return (test.number == .min || seconds >= test.number &* 60) && (test.second == .max || seconds <= test.second &* 60)
        }
      }
    }
  }
}

/// Tests of a moment beside those at paths that begin at a resource.
extension RuleWalk {
  /// Whether a moment lies between the earliest of those at some paths and the latest of those at others.
  func isInside(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    let moment: PlanMoment
    switch reading(node) {
    case .none: return true
    case .unknown: return false
    case .moment(let own): moment = own
    }
    guard moment.precision == .second else { return true }
    guard let holder = ResourcePlace.index(holding: node, in: marks) else { return false }
    var earliest: Int64?
    var latest: Int64?
    for index in test.groups.first..<test.groups.end {
      let path = plan.groups[Int(index)]
      let isFrom = Int(index - test.groups.first) < test.number
      let start = marks[holder].type == plan.symbols[Int(path.first)] ? holder : scope
      let isKnown = allMoments(at: path, start) { limit in
        guard limit.isComparable(to: moment) else { return true }
        if !limit.fraction.isEmpty { return false }
        if isFrom { earliest = min(earliest ?? .max, limit.seconds) } else { latest = max(latest ?? .min, limit.seconds) }
        return true
      }
      if !isKnown { return false }
    }
    let isFine = moment.fraction.isEmpty
    return (earliest.map { $0 < moment.seconds || $0 == moment.seconds && isFine } ?? true)
      && (latest.map { moment.seconds < $0 || $0 == moment.seconds && isFine } ?? true)
  }

  /// Whether a moment and all those at some paths are the same.
  func isSimultaneous(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    let moment: PlanMoment
    switch reading(node) {
    case .none: return true
    case .unknown: return false
    case .moment(let own): moment = own
    }
    guard moment.fraction.isEmpty else { return false }
    for index in test.groups.first..<test.groups.end {
      let isSame = allMoments(at: plan.groups[Int(index)], scope) { other in
        other.isComparable(to: moment) && other.fraction.isEmpty && other.seconds == moment.seconds
      }
      if !isSame { return false }
    }
    return true
  }

  /// Calls back for the moments at a path from a resource; false as soon as one call is false, or where bytes do not tell.
  private func allMoments(at path: RulePlan.Slice, _ scope: Int, _ body: (PlanMoment) -> Bool) -> Bool {
    let names = RulePlan.Slice(first: path.first + 1, end: path.end)
    let head = plan.symbols[Int(path.first)]
    if marks[scope].type == head { return allMoments(from: marks[scope].node, names, body) }
    var hasContained = false
    for kind in [ResourcePlace.Kind.contained, .entry] where !hasContained {
      var index = scope + 1
      while index < marks.count, marks[index].node < marks[scope].end {
        if marks[index].kind == kind, marks[index].holder == scope {
          if kind == .contained { hasContained = true }
          if marks[index].type == head, !allMoments(from: marks[index].node, names, body) { return false }
        }
        index += 1
      }
    }
    return true
  }

  private func allMoments(from node: UInt32, _ path: RulePlan.Slice, _ body: (PlanMoment) -> Bool) -> Bool {
    if path.isEmpty {
      switch reading(node) {
      case .none: return true
      case .unknown: return false
      case .moment(let moment): return body(moment)
      }
    }
    let rest = RulePlan.Slice(first: path.first + 1, end: path.end)
    let name = plan.symbols[Int(path.first)]
    if name != Symbol.none.rawValue { return allChildren(name, of: node) { allMoments(from: $0, rest, body) } }
    switch target(of: node) {
    case .none: return true
    case .unknown: return false
    case .node(let target): return allMoments(from: target, rest, body)
    }
  }
}

/// The fields of a date or time that is being read.
private struct FHIRDateTimeFields {
  var year: Int
  var month = 1
  var day = 1
  var secondOfDay = 0
  var offset = 0
  var hasZone = false
  var fraction = 0..<0

  init(year: Int) { self.year = year }

  /// As `FHIRDateTime.seconds` counts.
  func moment(_ precision: FHIRDateTime.Precision) -> PlanMoment {
    let shifted = month > 2 ? year : year &- 1
    let era = shifted / 400
    let yearOfEra = shifted &- era &* 400
    let dayOfYear = (153 &* (month > 2 ? month &- 3 : month &+ 9) &+ 2) / 5 &+ day &- 1
    let dayOfEra = yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear
    let days = era &* 146_097 &+ dayOfEra &- 719_468
    return PlanMoment(
      seconds: Int64(days) &* 86_400 &+ Int64(secondOfDay) &- Int64(offset) &* 60, precision: precision, offset: offset,
      hasZone: hasZone, fraction: fraction)
  }
}
