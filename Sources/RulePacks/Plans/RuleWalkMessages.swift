import FHIRSyntax

/// The result of checking a payload against its message definition.
struct MessageVerdict {
  /// Whether only the check itself can decide the result.
  var isUnclear = false
  /// The resources that must conform to profiles, with the profiles as positions in the texts of the message plan.
  var requiredProfiles: [(node: UInt32, profile: Int32)] = []
}

/// Checks messages against their definitions, if their bytes determine the result.
extension RuleWalk {
  /// Whether the message of a header satisfies its definition; also collects the resources that must conform to profiles.
  func matchesDefinition(_ header: UInt32) -> Bool {
    result.message = MessageVerdict(isUnclear: true)
    guard let messages, let row = definition(citedBy: header, messages) else { return false }
    let definition = messages.definitions[row]
    let verdict = requiredProfiles(of: definition, messages)
    result.message = verdict
    return !verdict.isUnclear && hasEvent(header, definition, messages) && hasResources(of: definition, messages)
  }

  /// The definition that a header cites, if it is known.
  private func definition(citedBy header: UInt32, _ messages: MessagePlan) -> Int32? {
    guard let cited = value(messages.definition, of: header), cited.isPlain, isASCII(cited) else { return nil }
    let bar = bytes.firstIndex(of: 0x7C, in: cited)
    let url = ValueBytes(start: cited.start, end: bar, isPlain: true)
    let version = ValueBytes(start: min(bar &+ 1, cited.end), end: cited.end, isPlain: true)
    for index in 0..<messages.definitions.count {
      let definition = messages.definitions[index]
      guard isEqual(url, definition.url, messages) else { continue }
      if bar == cited.end || definition.version < 0 || isEqual(version, definition.version, messages) { return index }
    }
    return nil
  }

  @inline(__always)
  private func isEqual(_ value: ValueBytes, _ text: Int32, _ messages: MessagePlan) -> Bool {
    let text = messages.texts[text]
    return value.count == Int(text.end &- text.first) && messages.bytes.isEqual(text, bytes, value.start)
  }

  /// Whether a header has the event of a definition.
  private func hasEvent(_ header: UInt32, _ definition: MessagePlan.Definition, _ messages: MessagePlan) -> Bool {
    if definition.event < 0 { return true }
    let symbol = messages.eventCoding == .max ? messages.event : messages.eventCoding
    let coding = bytes.first(symbol, of: header, document)
    guard coding != 0, let code = value(WellKnown.code, of: coding) else { return true }
    return code.isPlain && isEqual(code, definition.event, messages)
  }

  /// Whether the message has the number of resources of each type that a definition requires, and no resources of other types.
  private func hasResources(of definition: MessagePlan.Definition, _ messages: MessagePlan) -> Bool {
    var unlisted: Int32 = 0
    for index in 0..<resources.count where isMessageEntry(resources[index]) { unlisted &+= 1 }
    for row in definition.types.first..<definition.types.end {
      let kind = messages.kinds[row]
      guard kind.isListed else { continue }
      var count: Int32 = 0
      for index in 0..<resources.count where resources[index].type == kind.type && isMessageEntry(resources[index]) {
        count &+= 1
      }
      if count < kind.minimum || count > kind.maximum { return false }
      unlisted &-= count
    }
    return unlisted == 0
  }

  @inline(__always)
  private func isMessageEntry(_ resource: PlanResource) -> Bool { resource.kind == .entry && resource.owner == scope }

  // MARK: Profiles

  /// The resources that a definition requires to conform to profiles.
  private func requiredProfiles(of definition: MessagePlan.Definition, _ messages: MessagePlan) -> MessageVerdict {
    var verdict = MessageVerdict()
    verdict.requiredProfiles.reserveCapacity(Int(resources.count))
    for index in scope..<resources.count {
      let resource = resources[index]
      // The check handles bundles with contained resources.
      if resource.kind == .contained, resource.owner == scope { return MessageVerdict(isUnclear: true) }
      guard index == scope || isMessageEntry(resource) else { continue }
      var row = definition.types.first
      while row < definition.types.end, messages.kinds[row].type != resource.type { row &+= 1 }
      guard row < definition.types.end, messages.kinds[row].profile >= 0 else { continue }
      guard let mustConform = mustConform(resource.node, messages.kinds[row], messages) else {
        return MessageVerdict(isUnclear: true)
      }
      if mustConform { verdict.requiredProfiles.append((resource.node, messages.kinds[row].profile)) }
    }
    return verdict
  }

  /// Whether a resource must conform to the profile of the cited definition, because it claims no profile of another definition
  /// of the event; nil if the bytes do not determine this.
  private func mustConform(_ resource: UInt32, _ kind: MessagePlan.Kind, _ messages: MessagePlan) -> Bool? {
    let meta = bytes.first(WellKnown.meta, of: resource, document)
    if meta == 0 { return true }
    var claims = ElementCursor(meta, bytes.record(meta), document)
    while true {
      let claim = claims.next(bytes, 1 &<< UInt64(WellKnown.profile))
      if claim == 0 { return true }
      let record = bytes.record(claim)
      guard record.name.rawValue == WellKnown.profile, record.hasOwnValue else { continue }
      let value = record.valueBytes
      guard value.isPlain, isASCII(value) else { return nil }
      if isEqual(value, kind.profile, messages) { continue }
      let bar = bytes.firstIndex(of: 0x7C, in: value)
      // The check handles claims without a URL.
      if bar == value.start && bar < value.end { return nil }
      let url = ValueBytes(start: value.start, end: bar, isPlain: true)
      if isEqual(url, kind.profile, messages) { continue }
      for other in kind.others.first..<kind.others.end where isEqual(url, messages.others[other], messages) { return false }
    }
  }

  // MARK: Combinations

  /// Whether the values at the paths of the test form one of the rows: see `CombinationCheck`.
  func matchesCombination(_ test: RulePlan.Test) -> Bool {
    let columns = test.groups.end &- test.groups.first
    let rows = Int32(truncatingIfNeeded: test.number)
    var matching = rows >= 64 ? UInt64.max : (1 &<< UInt64(rows)) &- 1
    for column in 0..<columns {
      guard let node = first(at: plan.groups[test.groups.first &+ column]) else { return true }
      let record = bytes.record(node)
      guard record.hasOwnValue else { return true }
      let value = record.valueBytes
      guard value.isPlain, record.isTextual, isASCII(value) else { return false }
      for row in 0..<rows where matching & (1 &<< UInt64(row)) != 0 {
        if !isEqual(value, plan.texts[test.texts.first &+ row &* columns &+ column]) { matching &= ~(1 &<< UInt64(row)) }
      }
      if matching == 0 { return false }
    }
    return true
  }

  /// The first element at a path from the resource that the tables apply to; nil if there is none.
  private func first(at path: RulePlan.Slice) -> UInt32? {
    let rest = RulePlan.Slice(first: path.first &+ 1, end: path.end)
    var found: UInt32?
    eachHead(of: plan.symbols[path.first], at: scope) { node in
      found = first(at: rest, from: node)
      return found == nil
    }
    return found
  }

  private func first(at path: RulePlan.Slice, from node: UInt32) -> UInt32? {
    if path.isEmpty { return node }
    let name = plan.symbols[path.first]
    let rest = RulePlan.Slice(first: path.first &+ 1, end: path.end)
    if name >= PlanTestCompiler.conditionFlag {
      let term = plan.terms[Int32(truncatingIfNeeded: name & ~PlanTestCompiler.conditionFlag)]
      return holds(term, node) ? first(at: rest, from: node) : nil
    }
    var cursor = ElementCursor(node, bytes.record(node), document)
    while true {
      let child = cursor.next(bytes, 1 &<< UInt64(name & 63))
      if child == 0 { return nil }
      guard bytes.record(child).name.rawValue == name, hasContent(child) else { continue }
      if let found = first(at: rest, from: child) { return found }
    }
  }
}
