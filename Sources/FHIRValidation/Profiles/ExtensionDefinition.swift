import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import Findings

/// Checks an extension against its definition.
extension ProfileWalk {
  mutating func checkExtension(_ node: Node, into validation: inout Validation) {
    guard let urlNode = document.element(.url, of: node), let url = document.value(of: urlNode), ReferenceText.hasScheme(url)
    else { return }
    guard let profile = profile(url, for: node), profile.typeName == "Extension" else {
      return validation.markUnchecked(
        NotChecked(
          code: ProfileRules.context.code, requirement: ProfileRules.context.requirement,
          reason: "The extension \(typed.release.mentioned(url: url, document.symbols)) is unknown."))
    }
    let range = document.valueRange(of: urlNode)
    let isModifier = document.record(node).name == .modifierExtension
    if isModifier != profile.root.isModifier {
      validation.report(
        ProfileRules.modifier.finding(
          range,
          isModifier
            ? "expected this extension in 'extension': it is not a modifier extension"
            : "expected this extension in 'modifierExtension': it is a modifier extension", node: node))
    }
    if let parent = document.parent(of: node), !isAllowed(profile, at: parent) {
      let contexts = profile.contexts.map(\.expression)
      validation.report(
        ProfileRules.context.finding(
          range, "the extension \(code: profile.url) is allowed only in \(text: Alternatives.shortText(contexts))", node: node))
    }
    if let parent = document.parent(of: node) { checkContextInvariants(of: urlNode, profile, at: parent, into: &validation) }
    check(node, profile, into: &validation)
  }

  /// Checks the context invariants of an extension on its parent element.
  private mutating func checkContextInvariants(
    of url: Node, _ profile: Profile, at parent: Node, into validation: inout Validation
  ) {
    let element = document.record(parent).form == .array ? document.parent(of: parent) ?? parent : parent
    for expression in profile.contextInvariants {
      do throws(FHIRPathError) {
        if try invariants?.holds(expression, on: element) ?? true { continue }
        validation.report(
          ProfileRules.context.finding(
            document.valueRange(of: url),
            "the extension \(code: profile.url) is allowed only where this is true: \(code: expression)",
            node: document.parent(of: url)))
      } catch {
        validation.markUnchecked(
          NotChecked(
            code: ProfileRules.context.code, requirement: ProfileRules.context.requirement,
            reason:
              "The context of the extension \(text: profile.url) cannot be evaluated: \(text: Message.printable(error.problem, limit: 200))."
          ))
      }
    }
  }

  // MARK: Context

  private mutating func isAllowed(_ profile: Profile, at parent: Node) -> Bool {
    if profile.contexts.isEmpty || isValueOfDefinition(parent) { return true }
    for context in profile.contexts where isAllowed(context, at: parent) { return true }
    return false
  }

  /// Whether a node is in a value that an ElementDefinition fixes or gives as an example: such a node represents the element
  /// being defined.
  private func isValueOfDefinition(_ node: Node) -> Bool {
    guard let definition = document.symbols.symbol("ElementDefinition") else { return false }
    var node = node
    while let parent = document.parent(of: node), !document.record(node).flags.contains(.resource) {
      if typed.type(of: parent)?.name == definition, let element = typed.element(of: node) {
        return element.isChoice || document.symbols.name(element.baseName) == "example"
      }
      node = parent
    }
    return false
  }

  private mutating func isAllowed(_ context: ContextSchema, at parent: Node) -> Bool {
    switch context.kind {
    case .fhirpath:
      // A context that cannot be evaluated is not checked.
      guard let resource = document.resource(containing: parent) else { return true }
      return invariants?.selects(context.expression, from: resource, parent) ?? true
    case .extension:
      // The extension itself, or its value.
      let outer = typed.element(of: parent)?.baseName == .value ? document.parent(of: parent) : nil
      return document.value(.url, of: parent) == context.expression
        || outer.map { document.value(.url, of: $0) == context.expression } ?? false
    case .element:
      return context.elements.contains { isAllowed($0, at: parent) }
    }
  }

  private func isAllowed(_ context: ElementContext, at parent: Node) -> Bool {
    switch context {
    case .anywhere: true
    case .elements(let type, let path): isElement(path[...], of: type, parent)
    }
  }

  /// Whether a node is at a path that starts at an element of the given type.
  private func isElement(_ names: ArraySlice<Substring>, of type: Substring, _ node: Node) -> Bool {
    guard let last = names.last else { return isType(node, type) }
    guard let parent = document.parent(of: node), let element = typed.element(of: node) else { return false }
    let isNamed = document.symbols.name(element.baseName) == last || document.symbols.name(element.name) == last
    if isNamed, isElement(names.dropLast(), of: type, parent) { return true }
    // An element with a content reference, such as an item inside an item, represents the referenced element.
    guard let row = typed.typeRow(of: node), typed.release.type(at: row)?.kind == .nested else { return false }
    var outer: Node? = parent
    while let next = outer {
      if typed.typeRow(of: next) == row { return isElement(names, of: type, next) }
      outer = document.record(next).flags.contains(.resource) ? nil : document.parent(of: next)
    }
    return false
  }

  private func isType(_ node: Node, _ name: Substring) -> Bool {
    guard let type = typed.type(of: node), let wanted = document.symbols.symbol(String(name)) else { return false }
    return typed.release.isType(type, wanted)
  }
}
