import FHIRSyntax

/// The steps of a plan.
extension RuleWalk {
  @inline(__always)
  func suspect(_ part: Int32) { suspects[part >> 6] |= 1 &<< UInt64(truncatingIfNeeded: part & 63) }

  /// Performs the given steps at an element.
  func perform(_ steps: RulePlan.Slice, _ node: UInt32) {
    var index = steps.first
    while index < steps.end {
      let step = plan.steps[index]
      index &+= 1
      switch step.kind {
      case .suspect: suspect(step.part)
      case .requireProfile: if bytes.record(node).has(Flag.resource) { requireProfile(step.part, node) }
      case .message: if !matchesDefinition(node) { suspect(step.part) }
      case .reach: registers[step.register] |= step.mask
      case .visible: if hasVisibleContent(node, bytes.record(node)) { registers[step.register] |= step.mask }
      case .count: registers[step.register] &+= 1
      case .content: if !hasContent(node) { suspect(step.part) }
      case .value: if !bytes.record(node).hasOwnValue { suspect(step.part) }
      case .test: if !passes(plan.tests[step.test], node) { suspect(step.part) }
      case .testAny:
        let seen = registers[step.register]
        let passes = seen & step.mask == 0 && passes(plan.tests[step.test], node)
        registers[step.register] = registers[step.register] | step.mask &<< 1 | (passes ? step.mask : 0)
      case .unique: if isRepeated(node, step.register) { suspect(step.part) }
      }
    }
  }

  /// Runs the given tests on the value of an element.
  func test(_ steps: RulePlan.Slice, _ value: ValueBytes, _ node: UInt32) {
    var index = steps.first
    while index < steps.end {
      let step = plan.steps[index]
      index &+= 1
      let test = plan.tests[step.test]
      if value.isPlain ? passes(test, value, node) : passesWithEscapes(test, node) { continue }
      suspect(step.part)
    }
  }

  /// Records that a resource must conform to the profile of a part.
  @inline(never)
  private func requireProfile(_ part: Int32, _ node: UInt32) { result.requiredProfiles.append((part, node)) }

  /// Whether the value of an element may equal an earlier one, according to a Bloom filter in two registers.
  private func isRepeated(_ node: UInt32, _ register: Int32) -> Bool {
    let record = bytes.record(node)
    guard record.hasOwnValue else { return false }
    let value = record.valueBytes
    guard value.isPlain else { return true }
    let hash = bytes.key(value)
    let (low, high) = (UInt64(1) &<< (hash & 63), UInt64(1) &<< ((hash &>> 6) & 63))
    let isRepeated = registers[register] & low != 0 && registers[register &+ 1] & high != 0
    registers[register] |= low
    registers[register &+ 1] |= high
    return isRepeated
  }
}
