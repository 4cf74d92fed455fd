import EditorSupport
import FHIRSyntax
import Findings
import Reporting

/// Writes suppressions into settings files.
enum SuppressionEdit {
  private static let reason = "Explain why this finding is accepted."

  /// The edit that adds a suppression to a settings file, for the files that match a pattern; nil if the edited file would be
  /// invalid.
  static func adding(_ finding: Finding, files: String, to source: SourceText) -> Edit? {
    guard let edit = insertion(of: items(finding, files), into: source) else { return nil }
    let adapted = Edit(edit.range, source.adaptingLineBreaks(of: edit.replacement))
    let edited = source.replacing(adapted.range, with: adapted.replacement)
    return (try? SettingsFile(path: source.name, text: edited.text)) == nil ? nil : adapted
  }

  /// A settings file with one suppression.
  static func newFile(_ finding: Finding, files: String) -> String {
    "{\n  \"suppress\": [\n    \(items(finding, files))\n  ]\n}\n"
  }

  private static func insertion(of items: String, into source: SourceText) -> Edit? {
    let view = JSONView(Document.read(source))
    guard view.document.findings.isEmpty, view.isObject, let root = view.node else { return nil }
    let list = view["suppress"]
    if let node = list.node {
      let range = view.document.valueRange(of: node)
      if let last = list.items.last?.node {
        let end = view.document.valueRange(of: last).upperBound
        return Edit(end..<end, ",\n    \(items)")
      }
      // An empty list, or null.
      return list.isArray || !list.exists ? Edit(range, "[\n    \(items)\n  ]") : nil
    }
    let range = view.document.valueRange(of: root)
    let member = "\n  \"suppress\": [\n    \(items)\n  ]"
    guard let last = view.members.last?.value.node else {
      return Edit(range.lowerBound + 1..<range.upperBound - 1, member + "\n")
    }
    let end = view.document.valueRange(of: last).upperBound
    return Edit(end..<end, "," + member)
  }

  /// A suppression for each rule of a finding.
  private static func items(_ finding: Finding, _ files: String) -> String {
    let rules = finding.separated.map(\.selector).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return rules.map { rule in
      var members: FHIRMembers = ["rule": .string(rule), "files": .string(files)]
      if let element = finding.element.flatMap({ ElementPattern.longestPattern(of: $0) }) {
        members.append("element", .string(element))
      }
      members.append("reason", .string(reason))
      var output = OutputBuffer()
      FHIRJSONWriter(isIndented: false).write(.object(members), into: &output)
      return output.text
    }.joined(separator: ",\n    ")
  }
}
