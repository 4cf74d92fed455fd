import FHIRSyntax
import Findings

/// An error in definitions, described in one plain sentence with its location.
package struct DefinitionsError: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }

  /// An error at a node of a file with definitions.
  init(_ problem: String, at node: Node, in document: Document) {
    self.init("\(document.position(of: document.headRange(of: node).lowerBound)): \(problem)")
  }
}

extension Document {
  /// Throws the first error in a file that must not have any.
  func checkSyntax() throws(DefinitionsError) {
    if let finding = findings.first(where: { $0.severity >= .error }) { throw DefinitionsError(withPosition(finding)) }
  }

  /// The first error in a file, if all its content could be read despite its errors; throws the first error after which content
  /// may be missing.
  func recoverableError() throws(DefinitionsError) -> String? {
    if let finding = findings.first(where: { !$0.isLossless }) { throw DefinitionsError(withPosition(finding)) }
    return findings.first { $0.severity >= .error }.map(withPosition)
  }

  private func withPosition(_ finding: Finding) -> String {
    "\(position(of: finding.range.lowerBound)): \(finding.message.text(showingValues: true))"
  }

  /// File, line and column of a byte.
  func position(of offset: Int) -> String {
    let position = LineTable(source).position(of: offset)
    return "\(source.name):\(source.lineInFile?(offset) ?? position.line):\(position.column)"
  }
}
