import FHIRSyntax
import Findings

/// A fragment of a rule file that passes or fails a rule.
package struct RuleExample: Sendable {
  /// The fragment as JSON, as in the rule file but without its indentation.
  package var json: String
  /// The elements that the rule must report, in order; empty for a fragment that passes.
  package var finds: [String]
  /// The interaction whose body the fragment is; nil to infer it from the fragment.
  package var interaction: String?
  /// The change to the table's `example` as text; nil for a complete fragment.
  package var change: String?
  /// The part of the fragment that the change affects, as JSON; nil for a complete fragment.
  package var excerpt: String?
  /// The part of the table's `example` that `excerpt` shows, before the change.
  package var original: String?
  /// The only edition that the example is for; nil for all.
  package var edition: String?
}

extension Rule {
  /// The fragments that pass the rule, including the table's `example`.
  package func passing() throws(RuleFileError) -> [RuleExample] {
    try examples?.passing(hasCheck: parts.contains { $0.check != nil }) ?? []
  }

  /// The fragments that violate the rule; throws if one has neither a document nor a change.
  package func failing() throws(RuleFileError) -> [RuleExample] { try examples?.failing() ?? [] }
}

extension Rule.Examples {
  fileprivate func passing(hasCheck: Bool) throws(RuleFileError) -> [RuleExample] {
    var examples: [RuleExample] = []
    for node in passes {
      if document(in: node, "resourceType") == nil, let document = document(in: node, "document") {
        var object = try RuleObject(node, in: file)
        _ = object.take("document")
        examples.append(
          RuleExample(
            json: text(of: document), finds: [], interaction: try object.optionalString("interaction"),
            edition: try object.optionalString("edition")))
        try object.finish(known: ["document", "interaction", "edition"])
      } else if document(in: node, "with") == nil && document(in: node, "without") == nil {
        examples.append(RuleExample(json: text(of: node), finds: []))
      } else {
        var object = try RuleObject(node, in: file)
        let edit = try edit(&object)
        examples.append(
          RuleExample(
            json: edit.text, finds: [], interaction: try object.optionalString("interaction"), change: edit.description,
            excerpt: edit.excerpt, original: edit.original, edition: try object.optionalString("edition")))
        try object.finish(known: ExampleEdit.keys + ["interaction", "edition"])
      }
    }
    if let tableExample, hasCheck {
      examples.append(RuleExample(json: text(of: tableExample), finds: [], change: RuleDescriptor.Example.unchanged))
    }
    return examples
  }

  private func document(in node: Node, _ key: StaticString) -> Node? { file.member(key, of: node)?.node }

  /// The changes that an example makes to the table's `example`.
  private func edit(_ object: inout RuleObject) throws(RuleFileError) -> ExampleEdit {
    guard let tableExample else { throw object.error("the table has no 'example' to change") }
    let text = file.source.string(file.valueRange(of: tableExample))
    let document = Document.read(SourceText(name: "example", text: text), symbols: file.symbols, limits: Limits())
    return try ExampleEdit(&object, of: document)
  }

  fileprivate func failing() throws(RuleFileError) -> [RuleExample] {
    var examples: [RuleExample] = []
    for node in fails {
      var object = try RuleObject(node, in: file)
      let document = object.take("document")
      let edit = document == nil ? try edit(&object) : nil
      examples.append(
        RuleExample(
          json: edit?.text ?? document.map { text(of: $0) } ?? "", finds: try object.strings("finds"),
          interaction: try object.optionalString("interaction"), change: edit?.description, excerpt: edit?.excerpt,
          original: edit?.original, edition: try object.optionalString("edition")))
      try object.finish(known: ["document", "finds", "interaction", "edition"] + ExampleEdit.keys)
    }
    return examples
  }

  /// A fragment as in the file, without its indentation.
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
