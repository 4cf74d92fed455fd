import FHIRSyntax
package import Findings

/// An error in a rule file, described in one sentence, with its position.
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
