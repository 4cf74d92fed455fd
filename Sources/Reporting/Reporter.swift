package import Findings

/// Writes reports in one format.
///
/// The parts are written in this order, and each depends only on its arguments, so that reports can be written on several
/// threads and combined in the order of the inputs:
///
///     begin  separate(first) report 1  separate report 2  separate report 3  end
///
/// A reporter whose output for a report depends on other reports assembles it in `join`, which is called on one thread, in the
/// order of the inputs.
package protocol Reporter: Sendable {
  /// Whether reports follow each other directly, so that `report` may write several into one text for one `join`.
  var concatenates: Bool { get }
  /// Writes the text before the first report.
  func begin(into output: inout OutputBuffer)
  /// Writes the text before each report.
  func separate(first: Bool, into output: inout OutputBuffer)
  /// Writes one report; `number` is the number of the input, from 1.
  func report(_ report: Report, number: Int, into output: inout OutputBuffer)
  /// Writes the output for a blank line, for programs that wait for a report on each line; most formats write nothing.
  func blankLine(_ line: Int, of name: String, into output: inout OutputBuffer)
  /// Appends the output of `separate` and `report` to the text so far.
  mutating func join(_ text: OutputBuffer, first: Bool, into output: inout OutputBuffer)
  /// Writes the text after the last report.
  func end(_ tally: Tally, into output: inout OutputBuffer)
}

extension Reporter {
  package var concatenates: Bool { false }
  package func begin(into output: inout OutputBuffer) {}
  package func separate(first: Bool, into output: inout OutputBuffer) {}
  package func blankLine(_ line: Int, of name: String, into output: inout OutputBuffer) {}
  package mutating func join(_ text: OutputBuffer, first: Bool, into output: inout OutputBuffer) {
    separate(first: first, into: &output)
    output.append(text)
  }
  package func end(_ tally: Tally, into output: inout OutputBuffer) {}
}
