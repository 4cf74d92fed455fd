import Findings

extension Document {
  /// Whether the end of the payload is missing, so that the reader had to close open elements.
  package var isTruncated: Bool {
    findings.contains { $0.code == JSONRules.truncated.code || $0.code == XMLRules.truncated.code }
  }

  /// Whether a limit kept the reader from reading the whole payload.
  package var isCutShort: Bool { findings.contains { $0.type == .tooCostly } }

  /// Whether content of a node may be missing because the payload is truncated or a limit was reached.
  package func isCutOff(_ node: Node) -> Bool {
    !findings.isEmpty && (isCutShort || isTruncated && Int(record(node).next) == nodes.count)
  }

  /// Whether the reader has a finding that overlaps a node's value.
  package func hasFinding(at node: Node) -> Bool {
    let range = valueRange(of: node)
    return findings.contains { $0.range.lowerBound <= range.upperBound && range.lowerBound <= $0.range.upperBound }
  }
}
