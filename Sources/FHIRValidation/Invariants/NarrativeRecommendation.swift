import FHIRDefinitions
import FHIRSyntax
import Findings

/// dom-6: a resource should have narrative for human readers (R4, a best practice).
///
/// Contained resources are exempt: their narrative is part of their container's narrative. If dom-6 is waived, only one finding
/// is reported.
enum NarrativeRecommendation {
  static func run(_ typed: TypedDocument, isWaived: (Finding) -> Bool, into validation: inout Validation) {
    guard typed.release.release.recommendsNarrative, let domain = typed.document.symbols.symbol("DomainResource") else { return }
    let document = typed.document
    for mark in document.resources where document.record(mark.node).name != .contained {
      guard let type = typed.type(of: mark.node), typed.release.isType(type, domain), !document.isCutOff(mark.node) else {
        continue
      }
      if let text = document.element(.text, of: mark.node), document.element(.div, of: text) != nil { continue }
      let finding = InvariantRules.finding(
        "dom-6", isError: false, expression: "text.`div`.exists()", profile: nil, typed.release.release,
        document.headRange(of: mark.node), node: mark.node)
      validation.report(finding)
      if isWaived(finding) { return }
    }
  }
}

extension FHIRRelease {
  /// R4 has dom-6, STU3 does not.
  fileprivate var recommendsNarrative: Bool { self == .r4 }
}
