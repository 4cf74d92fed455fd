import FHIRSyntax
package import Findings

/// What is wrong with a rule file, and where: one plain sentence.
package struct RuleFileError: Error, Sendable, Hashable, CustomStringConvertible {
  package let file: String
  package let position: Position?
  package let problem: String

  package var description: String {
    position.map { "\(file):\($0.line):\($0.column): \(problem)" } ?? "\(file): \(problem)"
  }

  package init(file: String, position: Position?, problem: String) {
    self.file = file
    self.position = position
    self.problem = problem
  }

  init(_ document: Document, _ range: Range<Int>, _ problem: String) {
    self.init(file: document.source.name, position: LineTable(document.source).position(of: range.lowerBound), problem: problem)
  }
}
