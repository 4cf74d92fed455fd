import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks codes against the value sets that profiles bind them to.
extension ProfileProof {
  func hasCode(_ node: UInt32, _ row: Int32) -> Bool {
    guard let slot = reader.slot(node) else { return true }
    let record = reader.record(node)
    switch slot.role {
    case .concept: return !NodeReader.isObject(record) || hasCode(concept: node, row)
    case .coding: return !NodeReader.isObject(record) || hasCode(only: node, row, isQuantity: false)
    case .quantity:
      return !NodeReader.isObject(record) || reader.element(Symbol.code.rawValue, of: node) == nil
        || hasCode(only: node, row, isQuantity: true)
    case .code:
      guard NodeReader.hasValue(record) else { return true }
      guard !plan.bindings[Int(row)].isExternal, let code = text(of: record) else { return false }
      if !plan.bindings[Int(row)].isRequired { return true }
      return plan.bindings[Int(row)].set.map { isMember(membership(of: code, system: nil, in: $0)) } ?? false
    default: return true
    }
  }

  /// The result for the codings checked so far.
  private struct Verdict {
    var isDecided = false
    /// Whether there is nothing to report.
    var isClean: Bool
  }

  private func hasCode(only node: UInt32, _ row: Int32, isQuantity: Bool) -> Bool {
    var verdict = Verdict(isClean: !plan.bindings[Int(row)].isRequired || plan.bindings[Int(row)].isPreferred)
    checkCoding(node, row, isQuantity: isQuantity, &verdict)
    return verdict.isClean
  }

  private func hasCode(concept node: UInt32, _ row: Int32) -> Bool {
    var verdict = Verdict(isClean: !plan.bindings[Int(row)].isRequired || plan.bindings[Int(row)].isPreferred)
    var codings = reader.items(of: node)
    while !verdict.isDecided, let coding = reader.next(&codings, named: plan.names.coding) {
      if NodeReader.isObject(reader.record(coding)) { checkCoding(coding, row, isQuantity: false, &verdict) }
    }
    return verdict.isClean
  }

  private func checkCoding(_ coding: UInt32, _ row: Int32, isQuantity: Bool, _ verdict: inout Verdict) {
    if plan.bindings[Int(row)].isPreferred { return }
    let isRequired = plan.bindings[Int(row)].isRequired
    func decide(_ isClean: Bool) { verdict = Verdict(isDecided: true, isClean: isClean) }
    guard let set = plan.bindings[Int(row)].set else { return decide(!isRequired) }
    guard let codeNode = reader.element(Symbol.code.rawValue, of: coding), NodeReader.hasValue(reader.record(codeNode)) else {
      if isRequired { decide(false) }
      return
    }
    guard let code = text(of: reader.record(codeNode)) else { return decide(false) }
    var system: TextRange?
    if let node = reader.element(Symbol.system.rawValue, of: coding), NodeReader.hasValue(reader.record(node)) {
      guard let found = text(of: reader.record(node)) else { return decide(false) }
      system = found
    }
    if system == nil, isQuantity { return decide(true) }
    switch membership(of: code, system: system ?? TextRange(), in: set) {
    case .member: return decide(true)
    case .unknown: return decide(!isRequired || system.map { ExternalCodes.isGrammar(bytes($0)) } ?? false)
    case .notMember: break
    }
    // With an extensible binding, only a code from a system of the value set is rejected.
    if isRequired || system.map({ typed.release.terminology.hasSystem(bytes($0), in: set) }) ?? false { verdict.isClean = false }
  }

  private func isMember(_ membership: Terminology.Membership) -> Bool { if case .member = membership { true } else { false } }

  /// Whether a code is in the value set of a binding; nil if this is not certain.
  func membership(of node: UInt32, _ row: Int32) -> Bool? {
    guard let set = plan.bindings[Int(row)].set else { return nil }
    let record = reader.record(node)
    if NodeReader.hasValue(record) {
      return text(of: record).flatMap { Self.verdict(membership(of: $0, system: nil, in: set)) }
    }
    guard let role = reader.slot(node)?.role, case .concept = role else { return membership(ofCoding: node, in: set) }
    var isUnknown = false
    var codings = reader.items(of: node)
    while let item = reader.next(&codings, named: plan.names.coding) {
      guard NodeReader.isObject(reader.record(item)) else { continue }
      switch membership(ofCoding: item, in: set) {
      case true: return true
      case nil: isUnknown = true
      case false: continue
      }
    }
    return isUnknown ? nil : false
  }

  private func membership(ofCoding coding: UInt32, in set: Terminology.ValueSet) -> Bool? {
    guard let codeNode = reader.element(Symbol.code.rawValue, of: coding), NodeReader.hasValue(reader.record(codeNode)) else {
      return false
    }
    guard let code = text(of: reader.record(codeNode)) else { return nil }
    var system = TextRange()
    if let node = reader.element(Symbol.system.rawValue, of: coding), NodeReader.hasValue(reader.record(node)) {
      guard let found = text(of: reader.record(node)) else { return nil }
      system = found
    }
    return Self.verdict(membership(of: code, system: system, in: set))
  }

  private static func verdict(_ membership: Terminology.Membership) -> Bool? {
    switch membership {
    case .member: true
    case .notMember: false
    case .unknown: nil
    }
  }

  /// A range of the text.
  private struct TextRange {
    var start = 0
    var end = 0
  }

  /// Whether a value set has a code of a system; without a system, whether it has the code from any system.
  private func membership(of code: TextRange, system: TextRange?, in set: Terminology.ValueSet) -> Terminology.Membership {
    if !set.entry.isKnown { return .unknown }
    if !hasLoadedCodes {
      var number: UInt32?
      if let system {
        number = unsafe codes.strings.number(of: reader.bytes(system.start, system.end))
        if number == nil { return .notMember }
      }
      let code = unsafe codes.strings.number(of: reader.bytes(code.start, code.end))
      if let known = codes.membership(of: code, system: number, in: set.entry) { return known }
    }
    return typed.release.terminology.membership(of: bytes(code), system: system.map { bytes($0) }, in: set)
  }

  private func bytes(_ range: TextRange) -> ArraySlice<UInt8> { reader.document.source.storage[range.start..<range.end] }

  /// The text of a value without escapes.
  private func text(of record: NodeRecord) -> TextRange? {
    if NodeReader.has(record, .escaped) { return nil }
    let (start, end) = NodeReader.text(record)
    return TextRange(start: start, end: max(start, end))
  }
}
