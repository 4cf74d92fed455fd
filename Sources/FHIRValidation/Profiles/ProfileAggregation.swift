import FHIRDefinitions
import FHIRSyntax
import Findings

/// Where what references lead to has to be: inside the resource, in the same Bundle, or anywhere else.
extension ProfileWalk {
  /// Checks that a reference leads to where a profile wants it to.
  mutating func checkAggregation(
    of node: Node, _ permitted: [ReferenceAggregation], _ profile: Profile, into validation: inout Validation
  ) {
    guard let textNode = document.element(.reference, of: node), let text = document.value(of: textNode) else { return }
    let isContained = text.utf8.first == UInt8(ascii: "#")
    let isBundled = !isContained && references.target(of: text, from: textNode) != nil
    // What is in the same Bundle is outside of the resource, too.
    if permitted.contains(isContained ? .contained : .referenced) || isBundled && permitted.contains(.bundled) { return }
    if !isContained, !isBundled, permitted.contains(.bundled), document.root.flatMap(document.resourceType(of:)) != .bundle {
      return validation.markUnchecked(
        Unchecked(
          code: ProfileRules.aggregation.code, subject: ProfileRules.aggregation.requirement,
          reason: "The profile \(profile.canonical) wants what is referred to in the same Bundle, and this payload is none."))
    }
    let found =
      isContained
      ? "one to a contained resource" : isBundled ? "one to an entry of the same Bundle" : "one that leads out of the payload"
    validation.report(
      ProfileRules.aggregation.finding(
        document.valueRange(of: textNode),
        "the profile \(code: profile.canonical) expects a reference to \(words: Message.list(of: permitted.map(\.words))), found \(words: found)",
        node: node))
  }
}

extension ReferenceAggregation {
  fileprivate var words: String {
    switch self {
    case .contained: "a contained resource"
    case .referenced: "a resource outside of this one"
    case .bundled: "an entry of the same Bundle"
    }
  }
}
