import FHIRSyntax

/// Access to elements by name, for importers: slower than access by symbol, but easier to read.
extension Document {
  /// The child elements with the given name.
  func children(_ name: String, of node: Node) -> [Node] {
    symbol(name).map { Array(elements(of: node, named: $0)) } ?? []
  }

  /// The first child element with the given name.
  func child(_ name: String, of node: Node) -> Node? {
    symbol(name).flatMap { element($0, of: node) }
  }

  /// The text of the first child element with the given name.
  func text(_ name: String, of node: Node) -> String? {
    child(name, of: node).flatMap { value(of: $0) }
  }

  /// The name of a type in an ElementDefinition: its code, or, for a FHIRPath type, the FHIR type that an extension gives.
  func typeName(_ node: Node) -> String? {
    let fhirType = children("extension", of: node).first {
      text("url", of: $0) == "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type"
    }
    return fhirType.flatMap { text("valueUrl", of: $0) } ?? text("code", of: node)
  }

  /// Whether a StructureDefinition constrains a type. The two root types, Element and Resource, have neither a derivation nor a
  /// base; some profiles do not state their derivation.
  func isProfile(_ definition: Node) -> Bool {
    switch text("derivation", of: definition) {
    case "constraint": true
    case nil: child("baseDefinition", of: definition) != nil
    default: false
    }
  }

  /// Whether a StructureDefinition is declared as a new type but is in fact a profile: it has its own URL for an existing type.
  func isUndeclaredProfile(_ definition: Node) -> Bool {
    guard text("derivation", of: definition) == "specialization", let type = text("type", of: definition),
      let base = text("baseDefinition", of: definition), let url = text("url", of: definition)
    else { return false }
    return base == "http://hl7.org/fhir/StructureDefinition/\(type)" && url != base
  }

  /// The binding of an ElementDefinition. Its value set is a Reference or uri in STU3, a canonical in R4, and empty if only the
  /// strength is stated.
  func binding(of element: Node) -> BindingSchema? {
    guard let binding = child("binding", of: element),
      let strength = text("strength", of: binding).flatMap(BindingStrength.init)
    else { return nil }
    let valueSet =
      text("valueSet", of: binding) ?? text("valueSetUri", of: binding)
      ?? child("valueSetReference", of: binding).flatMap { text("reference", of: $0) }
    return BindingSchema(strength, valueSet ?? "", maxValueSet: strength == .required ? nil : maxValueSet(of: element))
  }

  /// The maximum value set of an ElementDefinition, which contains all allowed codes even if a smaller value set is bound with a
  /// weaker strength.
  func maxValueSet(of element: Node) -> String? {
    guard let binding = child("binding", of: element) else { return nil }
    let widest = children("extension", of: binding).first {
      text("url", of: $0) == "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet"
    }
    guard let widest else { return nil }
    return text("valueCanonical", of: widest) ?? text("valueUri", of: widest)
      ?? child("valueReference", of: widest).flatMap { text("reference", of: $0) }
  }

  /// The constraints of an ElementDefinition, except those without an expression, which cannot be evaluated.
  func invariants(of element: Node) -> [InvariantSchema] {
    children("constraint", of: element).compactMap { node in
      guard let key = text("key", of: node), let expression = text("expression", of: node) else { return nil }
      return InvariantSchema(
        key: key, isError: text("severity", of: node) != "warning", expression: InvariantCorrections.corrected(expression))
    }
  }
}
