import FHIRSyntax
import Findings

/// A moment is within limits set by other moments, which may be in other resources: not before the earliest at `from`, not after
/// the latest at `to`, after all at `after` and before all at `before`. With `zone`, a limit may be a date, which means the whole
/// day, month or year in that zone, or a time without seconds.
struct InsideCheck: RuleCheck {
  static let kind = "inside"
  static let options = ["from", "to", "after", "before", "zone"]
  static let issueType = IssueType.businessRule

  private let from: [ElementQuery]
  private let to: [ElementQuery]
  private let after: [ElementQuery]
  private let before: [ElementQuery]
  private let hasZone: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    from = try options.oneOrMorePaths("from")
    to = try options.oneOrMorePaths("to")
    after = try options.oneOrMorePaths("after")
    before = try options.oneOrMorePaths("before")
    if from.isEmpty && to.isEmpty && after.isEmpty && before.isEmpty {
      throw options.object.error("'inside' needs 'from', 'to', 'after' or 'before'")
    }
    hasZone = try UnitedKingdomTime.isChosen(&options)
  }

  var planned: PlannedCheck {
    hasZone || !after.isEmpty || !before.isEmpty ? .contexts : .test(.inside(from: from, to: to))
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    for node in selection.elements {
      guard let moment = OrderCheck.moment(node, in: selection.document) else { continue }
      func limits(_ paths: [ElementQuery]) -> [Limit] {
        paths.flatMap { path in
          let scope = scope(of: path, in: selection, around: node)
          let known = selection.payload.once(path, from: scope) { extremes(at: path, scope, in: selection) }
          return known.filter { $0.moment.isComparable(to: moment) }
        }
      }
      let start = limits(from).min { $0.moment.isBefore($1.moment) }
      let end = limits(to).max { $0.moment.isBefore($1.moment) }
      if let start, moment.isBefore(start.moment) {
        report(Violation(node, "expected a time not before \(text: start.name)", related: (start.node, start.name)))
      } else if let end, end.moment.isBefore(moment) {
        report(Violation(node, "expected a time not after \(text: end.name)", related: (end.node, end.name)))
      } else if let floor = limits(after).max(by: { $0.moment.isBefore($1.moment) }), !floor.moment.isBefore(moment) {
        report(Violation(node, "expected a time after \(text: floor.name)", related: (floor.node, floor.name)))
      } else if let ceiling = limits(before).min(by: { $0.moment.isBefore($1.moment) }), !moment.isBefore(ceiling.moment) {
        report(Violation(node, "expected a time before \(text: ceiling.name)", related: (ceiling.node, ceiling.name)))
      }
    }
  }

  private struct Limit {
    var moment: FHIRDateTime
    var node: Node
    /// The path of the element, such as `Slot.start`, or a description of it.
    var name: String
  }

  /// The resource where a path begins: the resource that contains the element if it has the path's type, so that each of many
  /// appointments has its own limits; otherwise the resource that the table applies to.
  private func scope(of path: ElementQuery, in selection: Selection, around node: Node) -> Node {
    guard case .type(let name) = path.head, let resource = selection.document.resource(containing: node),
      let type = selection.document.resourceType(of: resource), selection.document.name(type) == name.text
    else { return selection.scope }
    return resource
  }

  /// The moments of an element that limit a value: the element's moment or, if it is less precise, the first and the last
  /// moment of that period.
  private func moments(_ node: Node, in document: Document) -> [FHIRDateTime] {
    guard let moment = OrderCheck.moment(node, in: document) else { return [] }
    if hasZone, let period = UnitedKingdomTime.period(of: moment) { return [period.start, period.end] }
    return moment.isComparable(to: moment) ? [moment] : []
  }

  /// The earliest and the latest of the moments at a path, separately for those with and without a time zone.
  private func extremes(at path: ElementQuery, _ scope: Node, in selection: Selection) -> [Limit] {
    let document = selection.document
    func name(of node: Node) -> String {
      let name = document.name(of: node)
      guard let resource = document.resource(containing: node), let type = document.publicType(of: resource) else {
        return name
      }
      if selection.payload.isExchangeOrChange && resource == selection.scope {
        switch name {
        case "started": return "the time of the request"
        case "operand": return "the bound in the request"
        default: return "\(name) of \(path.sourceName)"
        }
      }
      var path = name
      var parent = document.parent(of: node)
      while let element = parent, element != resource {
        path = document.name(of: element) + "." + path
        parent = document.parent(of: element)
      }
      return type + "." + path
    }
    var extremes: [Limit] = []
    for node in selection.payload.selector.elements(of: path, at: scope) {
      let moments = moments(node, in: document)
      guard let moment = moments.first else { continue }
      let comparable =
        extremes.filter { $0.moment.isComparable(to: moment) }
        + moments.map { Limit(moment: $0, node: node, name: name(of: node)) }
      extremes.removeAll { $0.moment.isComparable(to: moment) }
      if let earliest = comparable.min(by: { $0.moment.isBefore($1.moment) }) { extremes.append(earliest) }
      if let latest = comparable.max(by: { $0.moment.isBefore($1.moment) }) { extremes.append(latest) }
    }
    return extremes
  }
}
