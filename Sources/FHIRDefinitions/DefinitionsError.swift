import FHIRSyntax

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
    guard let finding = findings.first(where: { $0.severity >= .error }) else { return }
    let position = LineTable(source).position(of: finding.range.lowerBound)
    throw DefinitionsError(
      "\(source.name):\(position.line):\(position.column): \(finding.message.text(showingValues: true))")
  }
}
