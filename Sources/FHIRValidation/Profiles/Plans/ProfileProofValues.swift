import FHIRDefinitions
import FHIRPath
import FHIRSyntax

/// Values, codes and invariants.
extension ProfileProof {
  mutating func hasValue(_ node: Node, _ element: PlannedElement) -> Bool {
    if element.fixed >= 0 {
      guard has(element.fixed, at: node, isExact: true), !hasExtensions(node) else { return false }
    }
    for index in element.patterns where !has(plan.valueLists[index], at: node, isExact: false) { return false }
    if element.binding >= 0, !hasCode(node, plan.bindings[Int(element.binding)]) { return false }
    return element.maxLength == .max || !document.hasValue(node) || document.textRange(of: node).count <= element.maxLength
  }

  /// Whether an element, or one inside of it, may have extensions.
  private func hasExtensions(_ node: Node) -> Bool {
    let record = document.record(node)
    if record.flags.contains(.hasCompanion) { return true }
    var index = node.index + 1
    while index < record.next {
      let inner = document.nodes[Int(index)]
      if inner.name == .extension || inner.flags.contains(.companion) { return true }
      index += 1
    }
    return false
  }

  mutating func holdInvariants(_ node: Node, _ element: PlannedElement) -> Bool {
    for index in element.invariants {
      guard case .expression(_, let predicate?) = plan.invariants[index].program, predicate.holds(on: node, in: typed) == true
      else { return false }
    }
    return true
  }

  // MARK: Fixed values

  /// Whether a node has a value, exactly or beside more. What cannot be compared byte by byte counts as different, and makes the proof unsure.
  mutating func has(_ value: Int32, at node: Node, isExact: Bool) -> Bool {
    switch plan.values[Int(value)] {
    case .inexpressible:
      isUnsure = true
      return false
    case .text(let range): return isText(range, node)
    case .object(let members):
      guard document.record(node).form != .array, !document.hasValue(node) else { return false }
      var count = 0
      for index in members {
        guard let found = hasMember(plan.members[index], of: node, isExact: isExact) else { return false }
        count += found
      }
      return !isExact || count == valueCount(node)
    }
  }

  /// How many elements of a member's name a node has, where they are as the member is; else nil.
  private mutating func hasMember(_ member: PlannedMember, of node: Node, isExact: Bool) -> Int? {
    var count = 0
    if member.isList && isExact {
      for child in document.elements(of: node, named: member.name) {
        guard count < member.items.count,
          has(plan.valueLists[member.items.lowerBound + count], at: child, isExact: true)
        else { return nil }
        count += 1
      }
      return count == member.items.count ? count : nil
    }
    for item in member.items {
      count = 0
      var isFound = false
      for child in document.elements(of: node, named: member.name) {
        count += 1
        isFound = isFound || has(plan.valueLists[item], at: child, isExact: isExact)
      }
      if !isFound || isExact && count > 1 { return nil }
    }
    return count
  }

  /// How many elements a node has that are part of its value.
  private func valueCount(_ node: Node) -> Int {
    var count = 0
    for child in document.elements(of: node) {
      let name = document.record(child).name
      if name != .id && name != .extension { count += 1 }
    }
    return count
  }

  /// Whether a node has the text in a range of the plan's texts.
  mutating func isText(_ wanted: Range<Int>, _ node: Node) -> Bool {
    let record = document.record(node)
    switch record.form {
    case .string, .number, .attribute:
      if record.flags.contains(.escaped) {
        isUnsure = true
        return false
      }
      let range = document.textRange(of: node)
      guard range.count == wanted.count else { return false }
      return document.source.storage[range].elementsEqual(plan.texts[wanted])
    case .true, .false: return plan.texts[wanted].elementsEqual((record.form == .true ? "true" : "false").utf8)
    default: return false
    }
  }

  // MARK: Codes

  private func hasCode(_ node: Node, _ binding: PlannedBinding) -> Bool {
    guard let row = typed.typeRow(of: node) else { return true }
    let isObject = document.record(node).form == .object
    if row == plan.kinds.concept {
      guard isObject else { return true }
      guard let coding = document.symbols.symbol("coding") else { return false }
      var codings = document.elements(of: node, named: coding)
      return hasCode(&codings, binding, isQuantity: false)
    }
    if row == plan.kinds.coding { return !isObject || hasCode(only: node, binding, isQuantity: false) }
    if plan.kinds.quantities.contains(row) {
      return !isObject || document.element(.code, of: node) == nil || hasCode(only: node, binding, isQuantity: true)
    }
    guard plan.kinds.codes.contains(row), document.hasValue(node) else { return true }
    guard !binding.isExternal, let code = bytes(of: node) else { return false }
    if !binding.isRequired { return true }
    guard let set = binding.set else { return false }
    return release.terminology.membership(of: code, system: nil, in: set) == .member
  }

  private func hasCode(only node: Node, _ binding: PlannedBinding, isQuantity: Bool) -> Bool {
    var verdict = Verdict(isClean: !binding.isRequired || binding.isPreferred)
    judge(node, binding, isQuantity: isQuantity, &verdict)
    return verdict.isClean
  }

  private func hasCode(_ codings: inout Elements, _ binding: PlannedBinding, isQuantity: Bool) -> Bool {
    var verdict = Verdict(isClean: !binding.isRequired || binding.isPreferred)
    while !verdict.isSettled, let coding = codings.next() {
      if document.record(coding).form == .object { judge(coding, binding, isQuantity: isQuantity, &verdict) }
    }
    return verdict.isClean
  }

  /// What is known of some codings.
  private struct Verdict {
    var isSettled = false
    /// Whether there is nothing to report.
    var isClean: Bool
  }

  private func judge(_ coding: Node, _ binding: PlannedBinding, isQuantity: Bool, _ verdict: inout Verdict) {
    if binding.isPreferred { return }
    func settle(_ isClean: Bool) { verdict = Verdict(isSettled: true, isClean: isClean) }
    guard let set = binding.set else { return settle(!binding.isRequired) }
    guard let codeNode = document.element(.code, of: coding), document.hasValue(codeNode) else {
      if binding.isRequired { settle(false) }
      return
    }
    guard let code = bytes(of: codeNode) else { return settle(false) }
    var system: ArraySlice<UInt8>?
    if let node = document.element(.system, of: coding), document.hasValue(node) {
      guard let found = bytes(of: node) else { return settle(false) }
      system = found
    }
    if system == nil, isQuantity { return settle(true) }
    if release.terminology.membership(of: code, system: system ?? [], in: set) != .notMember { return settle(true) }
    // Of an extensible binding only a code of one of its systems is refused.
    if binding.isRequired || system.map({ release.terminology.hasSystem($0, in: set) }) ?? false { verdict.isClean = false }
  }

  /// Whether a code is in the value set of a binding; nil where that is not certain.
  func membership(of node: Node, _ binding: PlannedBinding) -> Bool? {
    guard let set = binding.set else { return nil }
    if document.hasValue(node) {
      return bytes(of: node).flatMap { Self.verdict(release.terminology.membership(of: $0, system: nil, in: set)) }
    }
    guard typed.typeRow(of: node) == plan.kinds.concept else { return membership(ofCoding: node, in: set) }
    guard let coding = document.symbols.symbol("coding") else { return nil }
    var isUnknown = false
    for item in document.elements(of: node, named: coding) where document.record(item).form == .object {
      switch membership(ofCoding: item, in: set) {
      case true: return true
      case nil: isUnknown = true
      case false: continue
      }
    }
    return isUnknown ? nil : false
  }

  private func membership(ofCoding coding: Node, in set: Terminology.ValueSet) -> Bool? {
    guard let codeNode = document.element(.code, of: coding), document.hasValue(codeNode) else { return false }
    guard let code = bytes(of: codeNode) else { return nil }
    var system: ArraySlice<UInt8> = []
    if let node = document.element(.system, of: coding), document.hasValue(node) {
      guard let found = bytes(of: node) else { return nil }
      system = found
    }
    return Self.verdict(release.terminology.membership(of: code, system: system, in: set))
  }

  private static func verdict(_ membership: Terminology.Membership) -> Bool? {
    switch membership {
    case .member: true
    case .notMember: false
    case .unknown: nil
    }
  }

  /// The bytes of a value that needs no decoding.
  private func bytes(of node: Node) -> ArraySlice<UInt8>? {
    document.record(node).flags.contains(.escaped) ? nil : document.source.storage[document.textRange(of: node)]
  }
}
