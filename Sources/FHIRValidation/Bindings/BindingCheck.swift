import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks codes against the value sets bound to their elements, and against their code systems.
struct BindingCheck {
  typealias Bytes = ArraySlice<UInt8>

  let typed: TypedDocument
  let document: Document
  let terminology: Terminology

  /// Checks the given nodes; nil for all nodes.
  static func run(_ typed: TypedDocument, at nodes: [Node]?, into validation: inout Validation) {
    if let nodes, nodes.isEmpty { return }
    let check = BindingCheck(typed)
    typed.document.visit(nodes) { check.check($0, into: &validation) }
  }

  init(_ typed: TypedDocument) {
    self.typed = typed
    document = typed.document
    terminology = typed.release.terminology
  }

  /// Checks the codes of a node, on their own and against the binding of its element.
  func check(_ node: Node, into validation: inout Validation) {
    let form = document.record(node).form
    guard form != .array, let role = typed.slot(of: node)?.role, !validation.isInvalid(node) else { return }
    if form == .object {
      if role == .coding { checkCoding(node, into: &validation) }
      if role == .quantity { checkUnit(of: node, into: &validation) }
    }
    guard let element = typed.element(of: node), let binding = typed.release.binding(of: element),
      binding.strength != .example
    else { return }
    if let widest = binding.maxValueSet {
      let set = ResolvedBinding(strength: .required, set: terminology.valueSet(widest), name: .number(widest))
      let bound = terminology.strings.text(binding.valueSet)
      if !isInMaximum(node, role, set, boundTo: bound, into: &validation) { return }
    }
    let set = ResolvedBinding(
      strength: binding.strength, set: terminology.valueSet(binding.valueSet), name: .number(binding.valueSet))
    check(node, role, set, into: &validation)
  }

  /// A binding, and the value set that it names.
  struct ResolvedBinding {
    enum Name {
      /// The index of the URL in the strings of the terminology.
      case number(UInt32)
      case url(String)
    }

    var strength: BindingStrength
    /// Nil if the value set is unknown.
    var set: Terminology.ValueSet?
    var name: Name

    /// Whether FHIR itself defines the binding, not a profile: a code that only a profile rules out is still a valid code.
    var isDefinedByFHIR: Bool { if case .number = name { true } else { false } }
  }

  func url(of binding: ResolvedBinding) -> String {
    switch binding.name {
    case .number(let number): Canonical.withoutVersion(terminology.strings.text(number))
    case .url(let url): Canonical.withoutVersion(url)
    }
  }

  /// Checks the codes of a node against a binding.
  func check(_ node: Node, _ binding: BindingSchema, into validation: inout Validation) {
    guard let role = typed.slot(of: node)?.role, !validation.isInvalid(node) else { return }
    if let widest = binding.maxValueSet {
      let set = ResolvedBinding(strength: .required, set: terminology.valueSet(widest), name: .url(widest))
      let bound = Canonical.withoutVersion(binding.valueSet)
      if !isInMaximum(node, role, set, boundTo: bound, into: &validation) { return }
    }
    let set = terminology.valueSet(binding.valueSet)
    check(node, role, ResolvedBinding(strength: binding.strength, set: set, name: .url(binding.valueSet)), into: &validation)
  }

  /// Whether a code, or any coding of a concept, is in the value set with the given canonical URL; nil if this cannot be
  /// determined.
  func membership(of node: Node, in url: String) -> Bool? {
    guard let set = terminology.valueSet(url) else { return nil }
    if document.hasValue(node) { return Self.verdict(terminology.membership(of: bytes(of: node), system: nil, in: set)) }
    let codings = typed.slot(of: node)?.role == .concept ? self.codings(of: node) : [node]
    var isUnknown = false
    for coding in codings {
      guard let code = bytes(.code, of: coding) else { continue }
      switch terminology.membership(of: code, system: bytes(.system, of: coding) ?? [], in: set) {
      case .member: return true
      case .unknown: isUnknown = true
      case .notMember: break
      }
    }
    return isUnknown ? nil : false
  }

  /// Whether a code without a system is in the value set with the given canonical URL; nil if this cannot be determined.
  func membership(of code: String, in url: String) -> Bool? {
    guard let set = terminology.valueSet(url) else { return nil }
    return Self.verdict(terminology.membership(of: Array(code.utf8)[...], system: nil, in: set))
  }

  private static func verdict(_ membership: Terminology.Membership) -> Bool? {
    switch membership {
    case .member: true
    case .notMember: false
    case .unknown: nil
    }
  }

  func codings(of concept: Node) -> [Node] {
    guard let name = document.symbols.symbol("coding") else { return [] }
    return document.elements(of: concept, named: name).filter { document.record($0).form == .object }
  }

  private func check(_ node: Node, _ role: TypeRole, _ binding: ResolvedBinding, into validation: inout Validation) {
    let isObject = document.record(node).form == .object
    switch role {
    case .concept: if isObject { checkConcept(node, binding, into: &validation) }
    case .coding: if isObject { checkCodings([node], binding, into: &validation) }
    case .quantity:
      if isObject, document.element(.code, of: node) != nil { checkCodings([node], isQuantity: true, binding, into: &validation) }
    case .code: if document.hasValue(node) { checkCode(node, binding, into: &validation) }
    case .none, .reference, .extension, .attachment: return
    }
  }

  /// The text of a node as bytes, decoded.
  func bytes(of node: Node) -> Bytes {
    if document.record(node).flags.contains(.escaped) { return Array((document.value(of: node) ?? "").utf8)[...] }
    return document.source.storage[document.textRange(of: node)]
  }

  func bytes(_ name: Symbol, of node: Node) -> Bytes? {
    document.element(name, of: node).flatMap { document.hasValue($0) ? bytes(of: $0) : nil }
  }

  // MARK: Codes

  private func checkCode(_ node: Node, _ binding: ResolvedBinding, into validation: inout Validation) {
    let code = bytes(of: node)
    // A node without a valid value is reported elsewhere.
    guard let first = code.first, !first.isBlank, code.last?.isBlank == false else { return }
    let url = self.url(of: binding)
    if let system = ExternalCodes.system(ofValueSet: url) {
      return checkForm(of: code, system: system, at: node, into: &validation)
    }
    guard binding.strength == .required else { return }
    guard let set = binding.set else { return markUnchecked(valueSetOf: binding, into: &validation) }
    switch terminology.membership(of: code, system: nil, in: set) {
    case .member: return
    case .unknown:
      let systems = terminology.unknownSystems(of: set)
      for system in systems { checkForm(of: code, system: system, at: node, into: &validation) }
      if !systems.contains(where: { ExternalCodes.isGrammar($0) }) { markUnchecked(codesOf: url, into: &validation) }
    case .notMember:
      if binding.isDefinedByFHIR { validation.markInvalidCode(node) }
      reportNotMember(text(code), node, set, url, into: &validation)
    }
  }

  func checkForm(of code: Bytes, system: String, at node: Node, into validation: inout Validation) {
    guard let message = ExternalCodes.error(of: code, system: system, terminology) else { return }
    validation.report(BindingRules.form.finding(document.valueRange(of: node), message, node: node))
  }

  func reportNotMember(
    _ code: String, _ node: Node, _ set: Terminology.ValueSet, _ url: String, into validation: inout Validation
  ) {
    if validation.isFull(for: BindingRules.notMember) { return }
    let codes = terminology.codes(of: set, upTo: Self.maxCodes)
    var help: String?
    if codes.count <= 12 {
      help = "Write \(Alternatives.text(codes))."
    } else if let nearest = Nearest.text(to: code, among: codes) {
      help = "Did you mean \(nearest)?"
    }
    validation.report(
      BindingRules.notMember.finding(
        document.valueRange(of: node), "\(terminology.found(code: code)) is not a code in value set \(code: url)", help: help,
        node: node,
        edits: edits(of: code, at: node, among: codes)))
  }

  /// The maximum number of codes that are searched for a code similar to a mistaken code.
  private static let maxCodes = 2_000

  /// The edit that corrects the case of a code, if exactly one code of the set differs only by case.
  private func edits(of code: String, at node: Node, among codes: [String]) -> [Edit] {
    guard codes.count < Self.maxCodes else { return [] }
    let folded = code.lowercased()
    let same = Set(codes.lazy.filter { $0.lowercased() == folded })
    return same.count == 1 ? same.first.map { document.edits(writing: $0, at: node) } ?? [] : []
  }

  /// Whether a node has a well-formed value.
  private func isReadable(_ node: Node, _ validation: Validation) -> Bool {
    document.hasValue(node) && !validation.isInvalid(node)
  }

  // MARK: Single codings

  private func checkCoding(_ node: Node, into validation: inout Validation) {
    guard let systemNode = document.element(.system, of: node), isReadable(systemNode, validation) else { return }
    let url = bytes(of: systemNode)
    guard let system = terminology.codeSystem(url) else { return checkUnknownSystem(url, systemNode, into: &validation) }
    guard let codeNode = document.element(.code, of: node), isReadable(codeNode, validation) else { return }
    let code = bytes(of: codeNode)
    guard let concept = terminology.concept(code, in: system) else {
      if system.isComplete, code.first?.isBlank == false, code.last?.isBlank == false {
        validation.report(
          BindingRules.unknownCode.finding(
            document.valueRange(of: codeNode),
            "\(terminology.found(code: text(code))) is not a code in code system \(code: text(url)) of this release",
            node: codeNode,
            edits: edits(of: text(code), at: codeNode, among: terminology.codes(ofSystem: text(url), upTo: Self.maxCodes))))
      }
      return
    }
    guard let displayNode = document.element(.display, of: node), !validation.isInvalid(displayNode),
      let shown = document.value(of: displayNode),
      let display = terminology.display(of: concept), !Self.isSame(shown, display),
      !terminology.otherDisplays(of: code, system: url).contains(where: { Self.isSame(shown, $0) })
    else { return }
    validation.report(
      BindingRules.display.finding(
        document.valueRange(of: displayNode), "expected the display \(code: display), found \(payload: shown)",
        node: displayNode))
  }

  /// Checks the form of a quantity's unit if its system is UCUM, and the code of any other system.
  private func checkUnit(of node: Node, into validation: inout Validation) {
    guard let systemNode = document.element(.system, of: node), let codeNode = document.element(.code, of: node),
      isReadable(systemNode, validation), isReadable(codeNode, validation)
    else { return }
    guard document.value(of: systemNode, is: "http://unitsofmeasure.org") else { return checkCoding(node, into: &validation) }
    checkForm(of: bytes(of: codeNode), system: "http://unitsofmeasure.org", at: codeNode, into: &validation)
  }

  private func checkUnknownSystem(_ url: Bytes, _ node: Node, into validation: inout Validation) {
    if url.isEmpty { return }
    let text = text(url)
    if terminology.isValueSet(url) || text.containsBytes(of: "/ValueSet/") {
      return validation.report(
        BindingRules.valueSetAsSystem.finding(
          document.valueRange(of: node), "expected a code system, found a value set", node: node))
    }
    if let code = document.parent(of: node).flatMap({ document.element(.code, of: $0) }), isReadable(code, validation),
      let message = ExternalCodes.error(of: bytes(of: code), system: text, terminology)
    {
      return validation.report(BindingRules.form.finding(document.valueRange(of: code), message, node: code))
    }
    guard ReferenceText.hasScheme(text), !text.hasPrefix("urn:ietf:"), !text.hasPrefix("urn:iso:") else { return }
    validation.markUnchecked(
      NotChecked(
        code: BindingRules.unknownCode.code, requirement: BindingRules.unknownCode.requirement,
        reason: "The code system \(typed.release.mentioned(url: text, document.symbols)) is unknown."))
  }

  /// Records that the value set of a binding, or the version of it that the binding names, is unknown.
  func markUnchecked(valueSetOf binding: ResolvedBinding, into validation: inout Validation) {
    var reason: Message = "The value set \(text: url(of: binding)) is unknown."
    if case .url(let canonical) = binding.name, terminology.valueSet(Canonical.withoutVersion(canonical)) != nil {
      reason = "The value set \(text: canonical) is unknown: only another version of it is known."
    }
    validation.markUnchecked(
      NotChecked(code: BindingRules.notMember.code, requirement: BindingRules.notMember.requirement, reason: reason))
  }

  /// Records that a code may be one of the unknown codes of a value set.
  func markUnchecked(codesOf url: String, into validation: inout Validation) {
    validation.markUnchecked(
      NotChecked(
        code: BindingRules.notMember.code, requirement: BindingRules.notMember.requirement,
        reason: "Not all codes of the value set \(text: url) are known."))
  }

  func text(_ bytes: Bytes) -> String { String(decoding: bytes.prefix(500), as: UTF8.self) }

  /// Whether two displays are equal, ignoring case and whitespace.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    func folded(_ text: String) -> [UInt8] {
      text.utf8.filter { !$0.isBlank }.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
    }
    return folded(left) == folded(right)
  }
}
