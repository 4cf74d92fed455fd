import FHIRDefinitions
import FHIRSyntax
import Findings

/// What a profile requires of a value: fixed values, patterns, ranges, lengths and bindings.
extension ProfileWalk {
  mutating func checkValue(
    of node: Node, _ element: ProfileElement, of profile: Profile, into validation: inout Validation
  ) {
    // An invalid value was reported, and so was one without its end.
    if validation.isInvalid(node) || validation.isTruncated && document.isCutOff(node) { return }
    if let fixed = element.fixed {
      if !document.has(fixed, at: node, typed, exactly: true) {
        report(ProfileRules.fixed, fixed, "fixed", node, profile, into: &validation)
      } else if let more = document.firstExtension(in: node) {
        validation.report(
          ProfileRules.fixed.finding(
            document.headRange(of: more),
            "profile \(code: profile.canonical) fixes the value to \(code: fixed.summary), without extensions",
            help: "Remove the extension.", node: more))
      }
    }
    let patterns = (element.pattern.map { [$0] } ?? []) + element.basePatterns
    if let pattern = patterns.first(where: { !document.has($0, at: node, typed, exactly: false) }) {
      report(ProfileRules.pattern, pattern, "required", node, profile, into: &validation)
    }
    if let binding = element.binding { bindings.check(node, binding, into: &validation) }
    if element.minValue != nil || element.maxValue != nil { checkBounds(of: node, element, profile, into: &validation) }
    guard let most = element.maxLength, document.hasValue(node), let text = document.value(of: node),
      text.unicodeScalars.count > most
    else { return }
    validation.report(
      ProfileRules.range.finding(
        document.valueRange(of: node),
        "expected at most \(most) characters, as profile \(code: profile.canonical) requires, found \(text.unicodeScalars.count)",
        node: node))
  }

  private func report(
    _ rule: RuleDescriptor, _ wanted: ValueSchema, _ verb: String, _ node: Node, _ profile: Profile,
    into validation: inout Validation
  ) {
    let name = name(document.record(node).name)
    let isLeaf = document.hasValue(node)
    let expected: Message =
      "expected \(code: wanted.summary)\(text: name.isEmpty ? "" : " in \(name)"), \(text: verb) by profile \(code: profile.canonical)"
    validation.report(
      rule.finding(
        isLeaf ? document.valueRange(of: node) : document.headRange(of: node),
        "\(expected), found \(typed.found(at: node))", help: "Write \(wanted.summary).",
        node: node))
  }
}

extension Document {
  /// The first extension of a value or of an element inside it.
  fileprivate func firstExtension(in node: Node) -> Node? {
    for element in elements(of: node) {
      if record(element).name == .extension { return element }
      if let found = firstExtension(in: element) { return found }
    }
    return nil
  }

  /// Whether a node has the wanted value, exactly or with additional content.
  func has(_ wanted: ValueSchema, at node: Node, _ typed: TypedDocument, exactly: Bool) -> Bool {
    switch wanted {
    case .text(let text): return value(of: node, is: text)
    case .list(let items): return items.allSatisfy { has($0, at: node, typed, exactly: exactly) }
    case .object(let members):
      guard record(node).form != .array, !hasValue(node) else { return false }
      var count = 0
      for member in members {
        let found = elements(of: node).filter { name(of: $0) == member.name }
        count += found.count
        guard case .list(let items) = member.value else {
          if exactly && found.count > 1 || !found.contains(where: { has(member.value, at: $0, typed, exactly: exactly) }) {
            return false
          }
          continue
        }
        // Each item of the list is present; in a fixed value, at its index.
        if exactly {
          guard items.count == found.count else { return false }
          for (item, node) in zip(items, found) where !has(item, at: node, typed, exactly: true) { return false }
        } else {
          for item in items where !found.contains(where: { has(item, at: $0, typed, exactly: false) }) { return false }
        }
      }
      // An id and extensions are not part of the value.
      return !exactly || count == elements(of: node).filter { name(of: $0) != "id" && name(of: $0) != "extension" }.count
    }
  }
}
