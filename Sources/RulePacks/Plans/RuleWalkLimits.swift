import FHIRSyntax

/// The earliest and the latest moment at a path from a resource, separately for moments with and without a time zone.
struct MomentLimits {
  struct Pair {
    var earliest: PlanMoment
    var latest: PlanMoment
  }

  var zoned: Pair?
  var local: Pair?
  /// Whether there are also moments that are not exact to the second.
  var hasInexact = false
  /// Whether all moments could be read from bytes.
  var isKnown = true
}

/// A cache of the limits computed in a walk; emptied when it is full.
struct LimitList {
  private struct Entry {
    var path: Int32
    var start: Int32
    var limits: MomentLimits
  }

  private var entries: [Entry] = []
  private static let maximum = 16

  /// The position of the limits at a path from a resource; nil if they have not been computed.
  func row(_ path: Int32, _ start: Int32) -> Int? {
    for index in entries.indices where entries[index].path == path && entries[index].start == start { return index }
    return nil
  }

  var last: Int { entries.count - 1 }

  func isKnown(_ row: Int) -> Bool { entries[row].limits.isKnown }

  func pair(_ row: Int, hasZone: Bool) -> MomentLimits.Pair? {
    hasZone ? entries[row].limits.zoned : entries[row].limits.local
  }

  /// Whether there are moments that cannot be compared with a moment that has a time zone or, if `hasZone` is false, has none.
  func hasOthers(_ row: Int, hasZone: Bool) -> Bool {
    entries[row].limits.hasInexact || (hasZone ? entries[row].limits.local : entries[row].limits.zoned) != nil
  }

  mutating func keep(_ limits: MomentLimits, _ path: Int32, _ start: Int32) {
    if entries.isEmpty { entries.reserveCapacity(Self.maximum) }
    if entries.count == Self.maximum { entries.removeAll(keepingCapacity: true) }
    entries.append(Entry(path: path, start: start, limits: limits))
  }
}

/// Tests that compare a moment with other moments.
extension RuleWalk {
  /// The moment of an element, if it has one. A value with escapes counts as unknown.
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

  // MARK: Compared with moments of the same resource

  /// Compares a moment with each moment at a child of the same resource: whether all of these are after it or, for a test of
  /// duration, within the limits of the test.
  func satisfiesComparison(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    let owner = resources.index(containing: node)
    guard owner >= 0, resources[owner].type == plan.symbols[test.symbols.first] else { return false }
    let moment: PlanMoment
    switch reading(node) {
    case .none: return true
    case .unknown: return false
    case .moment(let own): moment = own
    }
    let name = plan.symbols[test.symbols.first &+ 1]
    let resource = resources[owner].node
    var cursor = ElementCursor(resource, bytes.record(resource), document)
    while true {
      let child = cursor.next(bytes, 1 &<< UInt64(name & 63))
      if child == 0 { return true }
      guard bytes.record(child).name.rawValue == name, hasContent(child) else { continue }
      switch reading(child) {
      case .none: continue
      case .unknown: return false
      case .moment(let other):
        guard moment.isComparable(to: other) else { continue }
        if case .order = test.kind {
          if !(isBefore(moment, other) || test.number == 1 && !isBefore(other, moment)) { return false }
        } else if !isWithinDuration(test, moment, other) {
          return false
        }
      }
    }
  }

  /// Whether the time between two moments is within the limits of a test. Another test reports moments in the wrong order.
  private func isWithinDuration(_ test: RulePlan.Test, _ from: PlanMoment, _ to: PlanMoment) -> Bool {
    if to.seconds < from.seconds { return true }
    let seconds = to.seconds &- from.seconds
    return (test.number == .min || seconds >= test.number &* 60)
      && (test.secondNumber == .max || seconds <= test.secondNumber &* 60)
  }

  // MARK: Compared with moments at paths

  /// Whether a moment is not before the earliest moment at the first paths of the test, and not after the latest moment at the
  /// others.
  func isInside(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    let moment: PlanMoment
    switch reading(node) {
    case .none: return true
    case .unknown: return false
    case .moment(let own): moment = own
    }
    guard moment.isExact else { return true }
    let owner = resources.index(containing: node)
    guard owner >= 0 else { return false }
    var earliest: PlanMoment?
    var latest: PlanMoment?
    for index in test.groups.first..<test.groups.end {
      let path = plan.groups[index]
      let row = limits(at: path, resources[owner].type == plan.symbols[path.first] ? owner : scope)
      if !limits.isKnown(row) { return false }
      guard let pair = limits.pair(row, hasZone: moment.hasZone) else { continue }
      if Int64(index &- test.groups.first) < test.number {
        if earliest.map({ isBefore(pair.earliest, $0) }) ?? true { earliest = pair.earliest }
      } else {
        if latest.map({ isBefore($0, pair.latest) }) ?? true { latest = pair.latest }
      }
    }
    return !(earliest.map { isBefore(moment, $0) } ?? false) && !(latest.map { isBefore($0, moment) } ?? false)
  }

  /// Whether a moment equals all moments at the paths of the test.
  func isSimultaneous(_ test: RulePlan.Test, _ node: UInt32) -> Bool {
    let moment: PlanMoment
    switch reading(node) {
    case .none: return true
    case .unknown: return false
    case .moment(let own): moment = own
    }
    guard moment.isExact else { return false }
    for index in test.groups.first..<test.groups.end {
      let row = limits(at: plan.groups[index], scope)
      guard limits.isKnown(row), !limits.hasOthers(row, hasZone: moment.hasZone) else { return false }
      guard let pair = limits.pair(row, hasZone: moment.hasZone) else { continue }
      if isBefore(pair.earliest, moment) || isBefore(moment, pair.latest) { return false }
    }
    return true
  }

  /// The position in `limits` of the moments at a path from a resource.
  private func limits(at path: RulePlan.Slice, _ start: Int32) -> Int {
    if let known = limits.row(path.first, start) { return known }
    var found = MomentLimits()
    collect(path, start, &found)
    limits.keep(found, path.first, start)
    return limits.last
  }

  private func collect(_ path: RulePlan.Slice, _ start: Int32, _ limits: inout MomentLimits) {
    let names = RulePlan.Slice(first: path.first &+ 1, end: path.end)
    eachHead(of: plan.symbols[path.first], at: start) { node in
      collect(names, from: node, &limits)
      return true
    }
  }

  private func collect(_ path: RulePlan.Slice, from node: UInt32, _ limits: inout MomentLimits) {
    if path.isEmpty {
      switch reading(node) {
      case .none: return
      case .unknown: limits.isKnown = false
      case .moment(let moment): add(moment, to: &limits)
      }
      return
    }
    let rest = RulePlan.Slice(first: path.first &+ 1, end: path.end)
    let name = plan.symbols[path.first]
    if name == Symbol.none.rawValue {
      switch target(of: node) {
      case .none: return
      case .unknown: limits.isKnown = false
      case .node(let target): collect(rest, from: target, &limits)
      }
      return
    }
    var cursor = ElementCursor(node, bytes.record(node), document)
    while true {
      let child = cursor.next(bytes, 1 &<< UInt64(name & 63))
      if child == 0 { return }
      if bytes.record(child).name.rawValue == name, hasContent(child) { collect(rest, from: child, &limits) }
    }
  }

  private func add(_ moment: PlanMoment, to limits: inout MomentLimits) {
    guard moment.isExact else {
      limits.hasInexact = true
      return
    }
    var pair = (moment.hasZone ? limits.zoned : limits.local) ?? MomentLimits.Pair(earliest: moment, latest: moment)
    if isBefore(moment, pair.earliest) { pair.earliest = moment }
    if isBefore(pair.latest, moment) { pair.latest = moment }
    if moment.hasZone { limits.zoned = pair } else { limits.local = pair }
  }
}
