import FHIRDefinitions
import FHIRSyntax
import Findings

/// The permitted locations of reference targets: inside the resource, in the same Bundle, or anywhere else.
extension ProfileWalk {
  /// Checks that the target of a reference is where a profile allows it.
  mutating func checkAggregation(
    of node: Node, _ permitted: [ReferenceAggregation], _ profile: Profile, into validation: inout Validation
  ) {
    guard let textNode = document.element(.reference, of: node), let text = document.value(of: textNode) else { return }
    let isContained = text.utf8.first == UInt8(ascii: "#")
    let isBundled = !isContained && references.target(of: text, from: textNode) != nil
    // A resource in the same Bundle is also outside this resource.
    if permitted.contains(isContained ? .contained : .referenced) || isBundled && permitted.contains(.bundled) { return }
    if !isContained, !isBundled, permitted.contains(.bundled), document.root.flatMap(document.resourceType(of:)) != .bundle {
      return validation.markUnchecked(
        NotChecked(
          code: ProfileRules.aggregation.code, requirement: ProfileRules.aggregation.requirement,
          reason:
            "The profile \(text: profile.canonical) requires the referenced resource in the same Bundle, but the payload is not a Bundle."
        ))
    }
    let expected = Alternatives.shortText(permitted.map(\.messageText))
    let found =
      isContained
      ? "one to a contained resource" : isBundled ? "one to an entry of the same Bundle" : "one to a resource outside the payload"
    validation.report(
      ProfileRules.aggregation.finding(
        document.valueRange(of: textNode),
        "profile \(code: profile.canonical) requires a reference to \(text: expected), found \(text: found)",
        node: node))
  }
}

extension ReferenceAggregation {
  fileprivate var messageText: String {
    switch self {
    case .contained: "a contained resource"
    case .referenced: "a resource outside this one"
    case .bundled: "an entry of the same Bundle"
    }
  }
}
