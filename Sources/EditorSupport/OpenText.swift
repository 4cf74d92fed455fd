package import ApptLint
import FHIRDefinitions
import FHIRSyntax
package import Findings
import HTTPExchange

/// An open text, with its report and the trees of the payloads in it.
package struct OpenText: Sendable {
  package let report: Report
  /// The interaction of the payload, by pack id; packs for which there is none are missing.
  let interactions: [String: String]
  /// The payload; nil for a recording.
  package let payload: EditorTree?
  /// The recorded exchanges; nil for a payload.
  let recording: OpenRecording?
  /// Whether the text is a payload or a recording, rather than JSON or XML of another kind.
  package let isFHIR: Bool
  /// Whether the text was read without an error that loses content.
  package let isWellFormed: Bool

  package init(_ source: SourceText, _ linter: Linter) {
    let analysis = linter.analysis(of: source)
    report = analysis.report
    interactions = analysis.interactions
    let release = linter.definitions?.release(analysis.report.release)
    payload = release.flatMap { release in analysis.document.map { EditorTree($0, release) } }
    recording = release.flatMap { release in
      analysis.recording.map { OpenRecording($0, source, masked: analysis.report.source, linter, release) }
    }
    let findings = analysis.document?.findings ?? analysis.recording?.findings ?? []
    isWellFormed = findings.allSatisfy { $0.isLossless || $0.family?.phase == .recording }
    isFHIR = analysis.document.map { Self.isFHIR($0) } ?? true
  }

  /// Whether a document is, or is meant to be, a FHIR resource: other JSON and XML files in an editor are not checked.
  private static func isFHIR(_ document: Document) -> Bool {
    let text = document.source.bytes
    switch document.format {
    case .json: return !document.resources.isEmpty || text.contains("resourceType")
    case .xml: return text.contains("http://hl7.org/fhir")
    }
  }

  /// The payload, or the bodies of a recording.
  package var trees: [EditorTree] { payload.map { [$0] } ?? recording?.bodies ?? [] }

  /// The tree at an offset of the text.
  package func tree(at offset: Int) -> EditorTree? {
    trees.last { $0.place.lowerBound <= offset && offset <= $0.place.upperBound }
  }
}

extension ArraySlice<UInt8> {
  /// Whether a text occurs among these bytes.
  fileprivate func contains(_ text: StaticString) -> Bool {
    let first = unsafe text.utf8Start.pointee
    let count = text.utf8CodeUnitCount
    var index = startIndex
    while index + count <= endIndex {
      // Safe: a static string has this many bytes.
      if self[index] == first,
        unsafe self[index..<index + count].elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: count))
      {
        return true
      }
      index += 1
    }
    return false
  }
}
