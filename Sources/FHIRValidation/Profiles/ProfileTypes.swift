import FHIRDefinitions
import FHIRSyntax
import Findings

/// The types that a profile allows, and the profiles of these types.
extension ProfileWalk {
  /// Checks that a node has one of the allowed types and conforms to its profiles.
  mutating func checkType(
    of node: Node, _ element: ProfileElement, of profile: Profile, into validation: inout Validation
  ) {
    guard !element.types.isEmpty, let type = typed.type(of: node) else { return }
    let isChoice = typed.element(of: node)?.isChoice ?? false
    let allowed = element.types.filter { permits($0.name, type, isChoice: isChoice) }
    guard let chosen = allowed.first(where: { document.symbols.name(type.name) == $0.name }) ?? allowed.first else {
      validation.report(
        ProfileRules.type.finding(
          document.headRange(of: node),
          "profile \(code: profile.canonical) allows \(text: Alternatives.shortText(element.types.map(\.name))), found \(text: document.symbols.name(type.name))",
          node: node))
      return
    }
    guard chosen.name == "Reference" else {
      return checkProfiles(chosen.profiles, of: node, profile, into: &validation)
    }
    // A profile that does not apply to a Reference is meant for the target of the reference, as was customary before STU3.
    let misplaced = chosen.profiles.filter { url in self.profile(url, in: profile).map { !isOfType($0.typeName, node) } ?? false }
    checkProfiles(chosen.profiles.filter { !misplaced.contains($0) }, of: node, profile, into: &validation)
    let targets = chosen.targets + misplaced
    if !targets.isEmpty { checkTarget(of: node, targets, profile, into: &validation) }
    if !chosen.aggregation.isEmpty { checkAggregation(of: node, chosen.aggregation, profile, into: &validation) }
  }

  /// Whether a type named by a profile permits an actual type. In a choice, only the exact type is permitted: a code, although
  /// derived from string, is not permitted as a string.
  func permits(_ name: String, _ type: TypeShape, isChoice: Bool) -> Bool {
    // A FHIRPath type, which has a URL as its name, only repeats what the release itself defines.
    if name.utf8.contains(UInt8(ascii: ":")) { return true }
    guard let wanted = document.symbols.symbol(name) else { return true }
    guard let shape = typed.release.type(wanted) else { return true }
    return isChoice && !shape.isAbstract ? type == shape : typed.release.isType(type, wanted)
  }

  /// Whether a resource has the given type.
  func isOfType(_ name: String, _ resource: Node) -> Bool {
    guard let type = typed.type(of: resource), let wanted = document.symbols.symbol(name) else { return true }
    return typed.release.isType(type, wanted)
  }

  /// Checks that a node conforms to at least one of the given profiles.
  private mutating func checkProfiles(
    _ urls: [String], of node: Node, _ profile: Profile, into validation: inout Validation
  ) {
    if urls.isEmpty { return }
    var known: [Profile] = []
    for url in urls {
      if let found = self.profile(url, in: profile, for: node) {
        known.append(found)
      } else if ProfileLibrary.typeName(ofCanonical: url).map({ isOfType(String($0), node) }) ?? false {
        return
      } else {
        return markUnchecked(profile: url, into: &validation)
      }
    }
    if let only = known.first, known.count == 1 {
      // The elements of a profile do not apply to another type.
      if only.type == nil || isOfType(only.typeName, node) { return check(node, only, into: &validation) }
      let type = typed.type(of: node).map { document.symbols.name($0.name) } ?? ""
      return validation.report(
        ProfileRules.type.finding(
          document.headRange(of: node),
          "profile \(code: only.canonical) applies to \(text: only.typeName), found \(text: type)", node: node))
    }
    for candidate in known where conforms(node, to: candidate) { return }
    validation.report(
      ProfileRules.type.finding(
        document.headRange(of: node), "this does not conform to any of the profiles \(text: Alternatives.shortText(urls))",
        node: node)
    )
  }
}
