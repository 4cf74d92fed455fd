import Findings
import Synchronization

/// One OperationOutcome per line, one for each input.
struct NDJSONReporter: Reporter {
  let style: ReportStyle
  private let cleanLines = CleanLines()

  init(style: ReportStyle) {
    self.style = style
  }

  var concatenates: Bool { true }

  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    if report.findings.isEmpty, report.omissions.isEmpty, report.recommendedStatus == nil {
      cleanLines.write(report, into: &output) { Self.write(report, style, into: &$0) }
    } else {
      Self.write(report, style, into: &output)
    }
  }

  func blankLine(_ line: Int, of name: String, into output: inout OutputBuffer) {
    output.append(Self.head)
    FHIRJSONStream.write(name, into: &output)
    output.append(#"},{"url":"urn:apptlint:input-line","valueInteger":"# as StaticString)
    output.append(line)
    output.append(
      #"}],"issue":[{"severity":"information","code":"informational","details":{"text":"the line is blank"}}]}"# as StaticString)
    output.append(byte: UInt8(ascii: "\n"))
  }

  /// The beginning of a line, up to the name of the input.
  private static let head: StaticString =
    #"{"resourceType":"OperationOutcome","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/operationoutcome-file","valueString":"#

  private static func write(_ report: Report, _ style: ReportStyle, into output: inout OutputBuffer) {
    var stream = FHIRJSONStream()
    // A second reference would cause a copy on write.
    swap(&stream.output, &output)
    stream.beginObject(nil)
    stream.literal("resourceType", "OperationOutcome")
    OperationOutcome(report, showingValues: style.showsValues).write(into: &stream)
    stream.endObject()
    stream.output.append(byte: UInt8(ascii: "\n"))
    swap(&stream.output, &output)
  }

  /// Caches the text that lines of reports without findings have in common. Most payloads of a run are of a few kinds.
  private final class CleanLines: Sendable {
    private struct Line {
      var key: ReportKey
      /// The text after the name of the input, or after the number of its line.
      var tail: ArraySlice<UInt8>
    }

    private let lines = Guarded<[Line]>([])
    /// The maximum number of cached lines.
    private static let maximum = 8

    /// Writes the line of a report; `writeLine` writes the complete line if its tail is not cached.
    func write(_ report: Report, into output: inout OutputBuffer, writeLine: (inout OutputBuffer) -> Void) {
      let tail = lines.withLock { lines in lines.last { $0.key.matches(report) }?.tail }
      guard let tail else {
        var line = OutputBuffer()
        Self.writeStart(of: report, into: &line)
        let start = line.bytes.count
        line.removeAll()
        writeLine(&line)
        let new = Line(key: ReportKey(report), tail: line.bytes[start...])
        lines.withLock { lines in
          if lines.count == Self.maximum { lines.removeFirst() }
          lines.append(new)
        }
        return output.append(line)
      }
      Self.writeStart(of: report, into: &output)
      output.append(tail)
    }

    /// Writes the start of the line, which is not cached: up to the name of the input, or to the number of its line.
    private static func writeStart(of report: Report, into output: inout OutputBuffer) {
      output.append(head)
      FHIRJSONStream.write(report.source.name, into: &output)
      guard let line = report.inputLine else { return }
      output.append(#"},{"url":"urn:apptlint:input-line","valueInteger":"# as StaticString)
      output.append(line)
    }
  }
}
