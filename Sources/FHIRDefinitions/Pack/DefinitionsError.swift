import FHIRSyntax
import Findings

/// What is wrong with definitions, one plain sentence, and where.
package struct DefinitionsError: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }

  /// An error at a node of a definition's file.
  init(_ problem: String, at node: Node, in document: Document) {
    let position = LineTable(document.source).position(of: document.headRange(of: node).lowerBound)
    self.init("\(document.source.name):\(position.line):\(position.column): \(problem)")
  }
}

extension Document {
  /// Throws the first error in a file that has to be without any.
  func checkSyntax() throws(DefinitionsError) {
    if let finding = findings.first(where: { $0.severity >= .error }) { throw DefinitionsError(placed(finding)) }
  }

  /// The first error in a file, if all its content could be read in spite of its errors; throws the first error after which
  /// content may be missing.
  func recoverableError() throws(DefinitionsError) -> String? {
    if let finding = findings.first(where: { !$0.isLossless }) { throw DefinitionsError(placed(finding)) }
    return findings.first { $0.severity >= .error }.map(placed)
  }

  private func placed(_ finding: Finding) -> String {
    let position = LineTable(source).position(of: finding.range.lowerBound)
    return "\(source.name):\(position.line):\(position.column): \(finding.message.text(showingValues: true))"
  }
}
