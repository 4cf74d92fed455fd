import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import Findings

/// Checks codes against the maximum value set of a binding, which also limits the codes that an extensible or preferred binding
/// permits (elementdefinition-maxValueSet).
extension BindingCheck {
  /// False, after reporting the first code, if all of a node's codes are outside the maximum value set. Codes without a system,
  /// and concepts with only a text, are accepted.
  func isInMaximum(
    _ node: Node, _ role: TypeRole, _ maximum: ResolvedBinding, boundTo bound: String, into validation: inout Validation
  ) -> Bool {
    let url = url(of: maximum)
    let isObject = document.record(node).form == .object
    var codes: [(node: Node, system: Bytes?)] = []
    switch role {
    case .code:
      guard document.hasValue(node) else { return true }
      if let system = ExternalCodes.system(ofValueSet: url) {
        // If the bound value set has a grammar itself, the error is reported with the binding.
        if ExternalCodes.system(ofValueSet: bound) == nil {
          checkForm(of: bytes(of: node), system: system, at: node, into: &validation)
        }
        return true
      }
      codes = [(node, nil)]
    case .concept, .coding, .quantity:
      for coding in role == .concept ? (isObject ? codings(of: node) : []) : isObject ? [node] : [] {
        guard let code = document.element(.code, of: coding) else { continue }
        if validation.isInvalid(code) || document.element(.system, of: coding).map({ validation.isInvalid($0) }) ?? false {
          return true
        }
        guard document.hasValue(code), let system = bytes(.system, of: coding) else { return true }
        codes.append((code, system))
      }
    case .none, .reference, .extension, .attachment: return true
    }
    guard let first = codes.first else { return true }
    guard let set = maximum.set else {
      markUnchecked(valueSetOf: maximum, into: &validation)
      return true
    }
    // The NHS's profiles bind languages to code systems of their own, although FHIR does not permit that.
    let isLanguage = maximum.isDefinedByFHIR && role == .concept
    for (code, system) in codes {
      switch membership(of: bytes(of: code), system: system, in: set, url) {
      case .member: return true
      case .unknown:
        if !(system.map { ExternalCodes.isGrammar($0) } ?? false) { markUnchecked(codesOf: url, into: &validation) }
        return true
      case .notMember: if isLanguage, let system, terminology.codeSystem(system) != nil { return true }
      }
    }
    var finding = finding(of: first.node, first.system, notIn: set, url)
    if isLanguage { finding.severity = .warning }
    validation.report(finding)
    return false
  }

  private func finding(of code: Node, _ system: Bytes?, notIn set: Terminology.ValueSet, _ url: String) -> Finding {
    if let system, !terminology.hasSystem(system, in: set),
      let node = document.parent(of: code).flatMap({ document.element(.system, of: $0) })
    {
      return systemFinding(BindingRules.notInMaximum, at: node, notIn: set, "the maximum value set \(code: url)")
    }
    return BindingRules.notInMaximum.finding(
      document.valueRange(of: code),
      "\(terminology.found(code: text(bytes(of: code)))) is not a code in the maximum value set \(code: url)", node: code)
  }

  private func membership(
    of code: Bytes, system: Bytes?, in set: Terminology.ValueSet, _ url: String
  ) -> Terminology.Membership {
    let membership = terminology.membership(of: code, system: system, in: set)
    // R4 defines these value sets by the dimension of the unit.
    let units = ["http://hl7.org/fhir/ValueSet/all-time-units": "a", "http://hl7.org/fhir/ValueSet/all-distance-units": "m"]
    guard membership == .unknown, let unit = units[url] else { return membership }
    return UnitMeasure.areComparable(text(code), unit).map { $0 ? .member : .notMember } ?? .unknown
  }
}
