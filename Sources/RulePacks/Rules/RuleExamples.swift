import FHIRSyntax
import Findings

/// A fragment of a rule file that a rule passes or fails.
package struct RuleExample: Sendable {
  /// The fragment as JSON, as it stands in the rule file but for the depth that it stands at.
  package var json: String
  /// The elements that the rule must report, in order; none for a fragment that passes.
  package var finds: [String]
  /// The interaction that the fragment is the body of; nil for the one that it tells.
  package var interaction: String?
  /// What it changes in the example of its table, in words; nil for a fragment that stands by itself.
  package var change: String?
}

extension Rule {
  /// The fragments that keep the rule: the example of the table is one of them.
  package func passing() throws(RuleFileError) -> [RuleExample] {
    try examples?.passing(hasCheck: parts.contains { $0.check != nil }) ?? []
  }

  /// The fragments that break it; what lacks a document or its `finds` is an error of the file.
  package func failing() throws(RuleFileError) -> [RuleExample] { try examples?.failing() ?? [] }
}

extension Rule.Examples {
  fileprivate func passing(hasCheck: Bool) throws(RuleFileError) -> [RuleExample] {
    var examples: [RuleExample] = []
    for node in passes {
      if document(in: node, "with") == nil && document(in: node, "without") == nil {
        examples.append(RuleExample(json: text(of: node), finds: []))
      } else {
        var object = try RuleObject(node, in: file)
        let edit = try edit(&object)
        examples.append(
          RuleExample(json: edit.text, finds: [], interaction: try object.optionalString("interaction"), change: edit.description)
        )
        try object.finish(known: ExampleEdit.keys + ["interaction"])
      }
    }
    if let ofTable, hasCheck {
      examples.append(RuleExample(json: text(of: ofTable), finds: [], change: "as it is"))
    }
    return examples
  }

  private func document(in node: Node, _ key: StaticString) -> Node? { file.member(key, of: node)?.node }

  /// The changes that an example asks for to the example of the table.
  private func edit(_ object: inout RuleObject) throws(RuleFileError) -> ExampleEdit {
    guard let ofTable else { throw object.error("the table has no 'example' to change") }
    let text = file.source.string(file.valueRange(of: ofTable))
    let document = Document.read(SourceText(name: "example", text: text), symbols: file.symbols, limits: Limits())
    return try ExampleEdit(&object, of: document)
  }

  fileprivate func failing() throws(RuleFileError) -> [RuleExample] {
    var examples: [RuleExample] = []
    for node in fails {
      var object = try RuleObject(node, in: file)
      var json: String
      var change: String?
      if let document = object.take("document") {
        json = text(of: document)
      } else {
        let edit = try edit(&object)
        (json, change) = (edit.text, edit.description)
      }
      examples.append(
        RuleExample(
          json: json, finds: try object.strings("finds"), interaction: try object.optionalString("interaction"), change: change))
      try object.finish(known: ["document", "finds", "interaction"] + ExampleEdit.keys)
    }
    return examples
  }

  /// A fragment as it stands in the file, moved to the left margin.
  private func text(of node: Node) -> String {
    let range = file.valueRange(of: node)
    let bytes = file.source.bytes[..<range.lowerBound]
    let column = range.lowerBound - (bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)
    let lines = file.source.string(range).split(separator: "\n", omittingEmptySubsequences: false)
    let depths = lines.dropFirst().map { line in
      let depth = line.prefix { $0 == " " }.count
      return line.dropFirst(depth).first == "}" ? depth : max(0, depth - 2)
    }
    let surplus = min(column, depths.min() ?? 0)
    return (lines.prefix(1) + lines.dropFirst().map { $0.dropFirst(surplus) }).joined(separator: "\n")
  }
}
