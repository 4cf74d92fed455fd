import FHIRSyntax
import Findings

/// The values at several paths form one of the rows of a table. The finding is about the first value, in the order of the paths,
/// that no row has together with the preceding values. The check stops at a path that selects nothing.
struct CombinationCheck: RuleCheck {
  static let kind = "combination"
  static let options = ["of", "rows"]
  static let issueType = IssueType.businessRule

  private let paths: [ElementQuery]
  private let rows: [[String]]

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    paths = try options.paths("of")
    var rows: [[String]] = []
    for row in try options.object.items("rows") {
      guard options.object.document.record(row).form == .array else { throw options.object.error(at: row, "expected an array") }
      var values: [String] = []
      for value in options.object.document.children(of: row) { values.append(try options.object.text(value)) }
      guard values.count == paths.count else { throw options.object.error(at: row, "expected a value for each path of 'of'") }
      rows.append(values)
    }
    guard paths.count > 1 else { throw options.object.error("'of' needs at least two paths") }
    guard !rows.isEmpty else { throw options.object.error("the option 'rows' is missing or empty") }
    self.rows = rows
  }

  var planned: PlannedCheck { .test(.combination(of: paths, rows: rows)) }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    var rows = self.rows
    var before: [String] = []
    for (column, path) in paths.enumerated() {
      guard let node = selection.elements(at: path, from: selection.scope).first,
        let value = selection.document.value(of: node)
      else { return }
      let matching = rows.filter { $0[column] == value }
      if matching.isEmpty {
        var wanted: [String] = []
        for row in rows where !wanted.contains(row[column]) { wanted.append(row[column]) }
        let preceding: Message = before.isEmpty ? "" : " with \(Alternatives.codes(before, "and"))"
        report(
          Violation(
            node, "expected \(Alternatives.codes(wanted))\(preceding), found \(selection.found(value, at: node))"))
        return
      }
      rows = matching
      before.append(value)
    }
  }
}
