package import FHIRDefinitions
package import FHIRSyntax
import Findings

/// Plans of profiles as text, for users and tests.
///
///     profile https://example.org/Patient|1.0.0
///       identifier 1..*
///         slice 0..1 where system is 'https://fhir.nhs.uk/Id/nhs-number'
///           value 1..*
///       gender 0..*, bound to a value set, required
extension ProfilePlans {
  /// The fully compiled plan of a profile, with its requirements on each element.
  package static func text(
    of profile: Profile, _ release: ReleaseDefinitions, _ library: ProfileLibrary, _ invariants: InvariantLibrary,
    _ symbols: SymbolTable
  ) -> String {
    let empty = Document.read(SourceText(name: "", text: "{}"), as: .json, symbols: symbols, limits: Limits())
    let walk = ProfileWalk(TypedDocument(empty, release), ReferenceIndex(empty), library, nil, reportsMustSupport: false)
    var printer = PlanPrinter(plan: ProfilePlan(release, symbols), walk: walk, invariants: invariants)
    let row = printer.plan.row(of: profile)
    printer.lines.append("profile \(profile.canonical)")
    printer.append(printer.plan.profiles[Int(row)].root, 1)
    return printer.lines.joined(separator: "\n") + "\n"
  }
}

private struct PlanPrinter {
  var plan: ProfilePlan
  var walk: ProfileWalk
  let invariants: InvariantLibrary
  var lines: [String] = []

  /// Appends the content of an element.
  mutating func append(_ row: Int32, _ depth: Int) {
    compile(row)
    let slicing = plan.elements[Int(row)].slicing
    if slicing >= 0 { append(slicing: slicing, depth) }
    for index in plan.elements[Int(row)].children.range {
      let child = Int32(truncatingIfNeeded: index)
      compile(child)
      let element = plan.elements[index]
      lines.append(indent(depth) + plan.symbols.name(element.name) + text(for: element))
      append(child, depth + 1)
    }
  }

  private mutating func append(slicing row: Int32, _ depth: Int) {
    plan.compile(slicing: row, &walk)
    let slicing = plan.slicings[Int(row)]
    if slicing.isInexpressible {
      lines.append(indent(depth) + "slices: not compiled")
      return
    }
    for index in slicing.slices.range {
      let slice = plan.slices[index]
      let criteria = slice.criteria.range.map { text(for: plan.criteria[$0]) }
      compile(slice.element)
      lines.append(
        indent(depth) + "slice\(count(slice.min, slice.max))" + (criteria.isEmpty ? "" : " where ")
          + criteria.joined(separator: " and "))
      append(slice.element, depth + 1)
    }
  }

  private mutating func compile(_ row: Int32) {
    if !plan.elements[Int(row)].isCompiled { plan.compile(row, invariants) }
  }

  private func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

  private func count(_ min: Int32, _ max: Int32) -> String { " \(min)..\(max == .max ? "*" : String(max))" }

  private func text(for element: PlannedElement) -> String {
    var text = count(element.min, element.max)
    let types = element.types.range.map { plan.symbols.name(plan.types[$0].name) }
    if !types.isEmpty { text += " \(types.joined(separator: "|"))" }
    if element.isInexpressible { text += ", not compiled" }
    if element.fixed >= 0 { text += ", fixed to \(self.text(for: element.fixed))" }
    for index in element.patterns.range { text += ", with \(self.text(for: plan.valueLists[index]))" }
    if element.binding >= 0 {
      text += ", bound to a value set"
      if plan.bindings[Int(element.binding)].isRequired { text += ", required" }
    }
    if element.maxLength != .max { text += ", at most \(element.maxLength) characters" }
    for index in element.invariants.range { text += ", satisfies \(plan.invariants[index].key)" }
    return text
  }

  private func text(for value: Int32) -> String {
    switch plan.values[Int(value)] {
    case .inexpressible: return "a value that is not compiled"
    case .text(let range): return "'\(String(decoding: plan.texts[range.range], as: UTF8.self))'"
    case .object(let members):
      return members.range.map { index in
        let member = plan.members[index]
        return plan.symbols.name(member.name) + " "
          + member.items.range.map { text(for: plan.valueLists[$0]) }.joined(separator: ", ")
      }.joined(separator: ", ")
    }
  }

  private func text(for criterion: PlannedCriterion) -> String {
    let path = criterion.path.range.map { plan.symbols.name(plan.steps[$0].name) }.joined(separator: ".")
    let subject = path.isEmpty ? "it" : path
    switch criterion.condition {
    case .exists(let exists): return "\(subject) \(exists ? "exists" : "is absent")"
    case .types(let types):
      return "\(subject) is a \(types.range.map { plan.symbols.name(plan.types[$0].name) }.joined(separator: "|"))"
    case .valueSet: return "\(subject) has a code from a value set"
    case .values(let values, _):
      return "\(subject) is \(values.range.map { text(for: plan.valueLists[$0]) }.joined(separator: " or "))"
    }
  }
}
