package import FHIRSyntax

/// A fragment of a rule file that a rule passes or fails.
package struct RuleExample: Sendable {
  /// The fragment as JSON, as it stands in the rule file but for the depth that it stands at.
  package var json: String
  /// The elements that the rule must report, in order; none for a fragment that passes.
  package var finds: [String]
  /// The interaction that the fragment is the body of; nil for the one that it tells.
  package var interaction: String?
}

extension Rule {
  /// The fragments that keep the rule.
  package var passing: [RuleExample] {
    passes.map { RuleExample(json: text(of: $0), finds: []) }
  }

  /// The fragments that break it; what lacks its `document` or `finds` is an error of the file.
  package func failing() throws(RuleFileError) -> [RuleExample] {
    var examples: [RuleExample] = []
    for node in fails {
      var object = try RuleObject(node, in: file)
      guard let document = object.take("document") else { throw object.error("the key 'document' is missing") }
      examples.append(
        RuleExample(
          json: text(of: document), finds: try object.strings("finds"),
          interaction: try object.optionalString("interaction")))
      try object.finish(known: ["document", "finds", "interaction"])
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

  /// The severity of the rule as a whole: its keyword's.
  package var severity: Severity { keyword.severity }

  /// The paths that the rule looks at.
  package var paths: [String] {
    var paths: [String] = []
    for part in parts {
      if let path = part.path, !paths.contains(path) { paths.append(path) }
    }
    return paths
  }

  /// What to do, a sentence for the rule as a whole or one for each of its parts.
  package var fixes: [String] {
    if let fix { return [fix] }
    var fixes: [String] = []
    for case let fix? in parts.map(\.fix) where !fixes.contains(fix) { fixes.append(fix) }
    return fixes
  }

  /// Why a machine cannot check the rule, or a part of it.
  package var unchecked: String? { parts.lazy.compactMap(\.unchecked).first }

  /// The document and section that demand it.
  package func clause(in table: RuleTable) -> String {
    let section = section ?? table.section
    return section.isEmpty ? table.document : table.document + ": " + section
  }
}

extension RulePart {
  /// The path of the elements that it looks at; nil where a machine cannot check it.
  package var path: String? { check?.query.text }
}
