import FHIRSyntax
import Findings

/// An element has content at one of several combinations of paths, such as `text`, or `line and postalCode`.
struct HasCheck: RuleCheck {
  static let kind = "has"
  static let options = ["anyOf"]
  static let issueType = IssueType.required

  /// A path from the element, with its text.
  private struct Part {
    var name: String
    var query: ElementQuery
  }

  private let combinations: [[Part]]

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    var combinations: [[Part]] = []
    for text in try options.strings("anyOf") {
      var parts: [Part] = []
      for name in text.split(separator: " ").map(String.init) where name != "and" {
        parts.append(Part(name: name, query: try options.path("Resource." + name, of: "anyOf")))
      }
      combinations.append(parts)
    }
    self.combinations = combinations
  }

  var planned: PlannedCheck { .test(.has(anyOf: combinations.map { $0.map(\.query) })) }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    for node in selection.elements {
      let missing = combinations.map { $0.filter { !has($0, node, in: selection) } }
      // Only the combinations that lack the fewest parts are reported.
      let least = missing.map(\.count).min() ?? 0
      if least == 0 { continue }
      // Several combinations may lack the same parts.
      var wanted: [String] = []
      for parts in missing where parts.count == least {
        let names = parts.map(\.name).joined(separator: " and ")
        if !wanted.contains(names) { wanted.append(names) }
      }
      report(Violation(node, "\(text: selection.query.label) must have \(text: Alternatives.text(wanted))"))
    }
  }

  private func has(_ part: Part, _ node: Node, in selection: Selection) -> Bool {
    selection.payload.selector.select(part.query.steps[...], from: [node]).contains { selection.document.hasVisibleContent($0) }
  }
}
