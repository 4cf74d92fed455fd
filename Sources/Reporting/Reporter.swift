public import Findings

/// Writes reports in one format.
///
/// The parts are written in this order, and each depends on its arguments alone, so that reports can be written on
/// many threads and put together in the order of the inputs:
///
///     begin  separate(first) report 1  separate report 2  separate report 3  end
///
/// A format that has to know of other reports takes what `report` wrote to its place in `join`, which is called on one
/// thread, in the order of the inputs.
public protocol Reporter: Sendable {
  /// Whether reports stand directly behind each other, so that `report` may write several into one text for one `join`.
  var concatenates: Bool { get }
  /// Writes what stands before the first report.
  func begin(into output: inout OutputBuffer)
  /// Writes what stands before each report.
  func separate(first: Bool, into output: inout OutputBuffer)
  /// Writes one report; `number` is that of the input, from 1.
  func report(_ report: Report, number: Int, into output: inout OutputBuffer)
  /// Puts what `report` wrote, and `separate` before it, behind what was written so far.
  mutating func join(_ text: OutputBuffer, first: Bool, into output: inout OutputBuffer)
  /// Writes what stands behind the last report.
  func end(_ tally: Tally, into output: inout OutputBuffer)
}

extension Reporter {
  public var concatenates: Bool { false }
  public func begin(into output: inout OutputBuffer) {}
  public func separate(first: Bool, into output: inout OutputBuffer) {}
  public mutating func join(_ text: OutputBuffer, first: Bool, into output: inout OutputBuffer) {
    separate(first: first, into: &output)
    output.append(text)
  }
  public func end(_ tally: Tally, into output: inout OutputBuffer) {}
}
