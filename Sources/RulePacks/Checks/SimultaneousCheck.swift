import FHIRSyntax
import Findings

/// A time equals the most common time at several paths; in a tie, the first of the most common times in the order of the paths.
/// Times that cannot be compared exactly are ignored.
struct SimultaneousCheck: RuleCheck {
  static let kind = "simultaneous"
  static let options = ["among"]
  static let issueType = IssueType.businessRule

  private let paths: [ElementQuery]

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    paths = try options.paths("among")
    if paths.isEmpty { throw options.object.error("the option 'among' is missing or empty") }
  }

  var planned: PlannedCheck { .test(.simultaneous(among: paths)) }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    guard let first = paths.first, let common = selection.payload.once(first, from: selection.scope, { common(in: selection) })
    else { return }
    for node in selection.elements {
      guard let moment = OrderCheck.moment(node, in: document), moment.isComparable(to: common.moment),
        !moment.isSame(as: common.moment)
      else { continue }
      let direction = moment.isBefore(common.moment) ? "an earlier" : "a later"
      report(
        Violation(
          node, "expected the same time as \(text: common.name), found \(text: direction) one",
          related: (common.node, "the time of \(common.name)")))
    }
  }

  private struct Moment {
    var moment: FHIRDateTime
    /// The path of its element.
    var name: String
    var node: Node
  }

  /// The most common moment at the paths; nil if there is none.
  private func common(in selection: Selection) -> Moment? {
    let moments = paths.flatMap { path in
      selection.payload.selector.elements(of: path, at: selection.scope).prefix(Selection.maxCompared).compactMap { node in
        OrderCheck.moment(node, in: selection.document).map { Moment(moment: $0, name: path.text, node: node) }
      }
    }
    let counts = moments.map { candidate in moments.count { $0.moment.isSame(as: candidate.moment) } }
    return counts.max().flatMap { counts.firstIndex(of: $0) }.map { moments[$0] }
  }
}

extension FHIRDateTime {
  /// Whether this is exactly the same moment as another.
  fileprivate func isSame(as other: FHIRDateTime) -> Bool {
    isComparable(to: other) && !isBefore(other) && !other.isBefore(self)
  }
}
