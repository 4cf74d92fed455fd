package import Findings

extension Document {
  /// The finding that the end of the payload is missing; nil if it is not, or if other documents were assembled into this one.
  package var truncation: Finding? { findings.last(where: Self.isTruncation) }

  static func isTruncation(_ finding: Finding) -> Bool {
    finding.code == JSONRules.truncated.code || finding.code == XMLRules.truncated.code
  }

  /// Whether the end of the payload, or of one that was assembled into it, is missing, so that the reader had to close open
  /// elements.
  package var isTruncated: Bool { !truncatedTrees.isEmpty }

  /// Whether a limit kept the reader from reading the whole payload.
  package var isCutShort: Bool { findings.contains { $0.type == .tooCostly } }

  /// Whether content of a node may be missing because its payload is truncated or a limit was reached.
  package func isCutOff(_ node: Node) -> Bool { isTruncated(node) || isCutShort }

  /// Whether content of a node may be missing because its payload is truncated.
  package func isTruncated(_ node: Node) -> Bool {
    truncatedTrees.contains { $0.lowerBound <= node.index && $0.upperBound == record(node).next }
  }

  /// Whether the reader has a finding that overlaps a node's value.
  package func hasFinding(at node: Node) -> Bool {
    let range = valueRange(of: node)
    return findings.contains { $0.range.lowerBound <= range.upperBound && range.lowerBound <= $0.range.upperBound }
  }
}
