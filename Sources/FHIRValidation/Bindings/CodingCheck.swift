import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks concepts and codings against the value sets bound to their elements.
extension BindingCheck {
  func checkConcept(_ node: Node, _ binding: ResolvedBinding, into validation: inout Validation) {
    let codings = codings(of: node)
    // A malformed coding may be the required one.
    if let name = document.symbols.symbol("coding"), validation.hasGap(name, of: node) { return }
    if !codings.isEmpty { return checkCodings(codings, binding, into: &validation) }
    // An extension may give the reason for a missing code.
    guard binding.strength == .required, document.element(.extension, of: node) == nil else { return }
    if binding.set == nil { return markUnchecked(valueSetOf: binding, into: &validation) }
    reportNoCode(node, binding, lacking: "coding", into: &validation)
  }

  /// Why a coding is not in a value set, most specific reason first.
  private enum Mismatch: Int {
    /// The value set uses the system, but does not contain the code.
    case code
    case noSystem
    case noCode
    case system

    /// The part of the coding that is wrong.
    var part: Symbol? {
      switch self {
      case .code: .code
      case .system: .system
      case .noSystem, .noCode: nil
      }
    }
  }

  /// Checks that at least one of the codings is in the value set. Quantities whose unit has no system are not checked here.
  func checkCodings(
    _ codings: [Node], isQuantity: Bool = false, _ binding: ResolvedBinding, into validation: inout Validation
  ) {
    guard binding.strength != .preferred else { return }
    let isRequired = binding.strength == .required
    let url = url(of: binding)
    guard let set = binding.set else {
      if isRequired, ExternalCodes.system(ofValueSet: url) == nil { markUnchecked(valueSetOf: binding, into: &validation) }
      return
    }
    var closest: (coding: Node, mismatch: Mismatch)?
    var isUndecided = false
    for coding in codings {
      if isInvalid(.system, of: coding, validation) || isInvalid(.code, of: coding, validation) { return }
      let system = bytes(.system, of: coding)
      let mismatch: Mismatch
      if let code = bytes(.code, of: coding) {
        if system == nil, isQuantity { return }
        // A code without a system is not in any value set.
        switch terminology.membership(of: code, system: system ?? [], in: set) {
        case .member: return
        case .unknown:
          if system.map({ ExternalCodes.isGrammar($0) }) ?? false { return }
          isUndecided = true
          continue
        case .notMember: break
        }
        mismatch = system.map { terminology.hasSystem($0, in: set) ? .code : .system } ?? .noSystem
      } else {
        if hasReasonForNoCode(coding) { return }
        mismatch = .noCode
      }
      if mismatch.rawValue < closest?.mismatch.rawValue ?? .max { closest = (coding, mismatch) }
    }
    if isUndecided {
      if isRequired { markUnchecked(codesOf: url, into: &validation) }
      return
    }
    guard let closest else { return }
    if isRequired, binding.isDefinedByFHIR, let name = closest.mismatch.part,
      let node = document.element(name, of: closest.coding)
    {
      validation.markInvalidCode(node)
    }
    switch closest.mismatch {
    case .code: reportCode(of: closest.coding, isRequired: isRequired, set, url, into: &validation)
    case .system: if isRequired { reportSystem(of: closest.coding, set, url, into: &validation) }
    case .noSystem: if isRequired { reportNoSystem(closest.coding, set, url, into: &validation) }
    case .noCode: if isRequired, !isQuantity { reportNoCode(closest.coding, binding, lacking: "code", into: &validation) }
    }
  }

  /// Whether a part of a coding is invalid, or an empty array.
  private func isInvalid(_ name: Symbol, of coding: Node, _ validation: Validation) -> Bool {
    document.element(name, of: coding).map { validation.isInvalid($0) } ?? validation.hasGap(name, of: coding)
  }

  /// Whether a coding has an extension in place of its code or of all its elements.
  private func hasReasonForNoCode(_ coding: Node) -> Bool {
    if let code = document.element(.code, of: coding) { return document.element(.extension, of: code) != nil }
    return document.element(.extension, of: coding) != nil
      && document.elements(of: coding).allSatisfy { [.extension, .id].contains(document.record($0).name) }
  }

  // MARK: Reports

  private func reportCode(
    of coding: Node, isRequired: Bool, _ set: Terminology.ValueSet, _ url: String, into validation: inout Validation
  ) {
    guard let node = document.element(.code, of: coding) else { return }
    let code = bytes(of: node)
    if isRequired { return reportNotMember(text(code), node, set, url, into: &validation) }
    // A code unknown in its system is reported separately.
    if let system = bytes(.system, of: coding).flatMap({ terminology.codeSystem($0) }),
      terminology.concept(code, in: system) == nil
    {
      return
    }
    validation.report(
      BindingRules.notMemberOfExtensible.finding(
        document.valueRange(of: node), "\(terminology.found(code: text(code))) is not a code in value set \(code: url)",
        node: node))
  }

  private func reportSystem(
    of coding: Node, _ set: Terminology.ValueSet, _ url: String, into validation: inout Validation
  ) {
    guard let node = document.element(.system, of: coding) else { return }
    validation.report(systemFinding(BindingRules.notMember, at: node, notIn: set, "value set \(code: url)"))
  }

  /// The finding about a system that a value set does not include; `name` is the value set in the message.
  func systemFinding(
    _ rule: RuleDescriptor, at node: Node, notIn set: Terminology.ValueSet, _ name: Message
  ) -> Finding {
    let systems = terminology.systems(of: set)
    var message: Message = "this code system is not included in \(name)"
    if 1...4 ~= systems.count { message = "\(message), expected \(code: Alternatives.text(systems))" }
    return rule.finding(
      document.valueRange(of: node), message, help: systems.count == 1 ? "Write \(systems[0]) and one of its codes." : nil,
      node: node)
  }

  private func reportNoSystem(
    _ coding: Node, _ set: Terminology.ValueSet, _ url: String, into validation: inout Validation
  ) {
    let systems = terminology.systems(of: set)
    var finding = BindingRules.noCode.finding(
      document.headRange(of: coding),
      "system is missing: value set \(code: url) requires a code with its system",
      help: 1...4 ~= systems.count ? "Add the system \(Alternatives.text(systems))." : "Add the system.", node: coding,
      missing: "system")
    if typed.release.release.omitsSystems, let code = bytes(.code, of: coding),
      terminology.membership(of: code, system: nil, in: set) != .notMember
    {
      finding.severity = .warning
    }
    validation.report(finding)
  }

  /// Reports a concept or coding without a code.
  private func reportNoCode(_ node: Node, _ binding: ResolvedBinding, lacking name: String, into validation: inout Validation) {
    if document.isCutOff(node) { return }
    validation.report(
      BindingRules.noCode.finding(
        document.headRange(of: node), "a code from value set \(code: url(of: binding)) is required", node: node, missing: name))
  }
}

extension FHIRRelease {
  /// Whether the release's own examples omit the system of codes with a required binding. Systems that read STU3 must accept such
  /// codes.
  fileprivate var omitsSystems: Bool { self == .stu3 }
}
