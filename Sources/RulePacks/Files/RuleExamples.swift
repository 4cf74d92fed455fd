package import FHIRSyntax

/// A fragment of a rule file that a rule passes or fails.
package struct RuleExample: Sendable {
  /// The fragment as JSON, as it stands in the rule file.
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
  private func text(of fragment: Node) -> String {
    let range = file.valueRange(of: fragment)
    let bytes = file.source.bytes
    let lineStart = bytes[..<range.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let margin = range.lowerBound - lineStart
    let lines = file.source.string(range).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      index == 0 ? line : line.dropFirst(min(margin, line.prefix { $0 == " " }.count))
    }.joined(separator: "\n")
  }

  /// The severity of the rule as a whole: its keyword's.
  package var severity: Severity { keyword.severity }

  /// The paths that the rule looks at.
  package var paths: [String] {
    var paths: [String] = []
    for part in parts {
      if let text = part.check?.query.text, !paths.contains(text) { paths.append(text) }
    }
    return paths
  }

  /// Why a machine cannot check the rule, or a part of it.
  package var unchecked: String? { parts.lazy.compactMap(\.unchecked).first }

  /// The document and section that demand it.
  package func clause(in table: RuleTable) -> String {
    let section = section ?? table.section
    return section.isEmpty ? table.document : table.document + ": " + section
  }
}
