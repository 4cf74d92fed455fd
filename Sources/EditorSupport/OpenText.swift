package import ApptLint
import FHIRDefinitions
import FHIRSyntax
package import Findings
import HTTPExchange

/// What is known of an open text: the report, and the trees of the payloads in it.
package struct OpenText: Sendable {
  package let report: Report
  /// The payload, or the bodies of HTTP messages; none for HAR files, whose bodies are encoded in strings.
  package let trees: [EditorTree]
  /// The messages of a recording: the ranges of their starts and what they are, such as `GET /Slot`.
  package let messages: [(title: String, range: Range<Int>)]
  /// Whether the text is a payload or a recording, rather than JSON or XML of another kind.
  package let isFHIR: Bool
  /// Whether the text was read without an error that loses content.
  package let isWellFormed: Bool

  package init(_ source: SourceText, _ linter: Linter) {
    let analysis = linter.analysis(of: source)
    report = analysis.report
    var trees: [EditorTree] = []
    var messages: [(title: String, range: Range<Int>)] = []
    if let definitions = linter.definitions {
      let release = definitions.release(analysis.report.release)
      if let document = analysis.document { trees.append(EditorTree(document, release)) }
      for exchange in analysis.recording?.exchanges ?? [] {
        let method = exchange.method?.text
        for (message, title) in [
          (exchange.request, method ?? "request"), (exchange.response, exchange.status?.text ?? "response"),
        ] {
          guard let message else { continue }
          messages.append((title, message.head))
          guard let body = message.body, body.obstacle == nil, let shift = body.sourceMap.shift else { continue }
          trees.append(EditorTree(linter.read(SourceText(name: source.name, bytes: body.bytes)), release, shift: shift))
        }
      }
    }
    self.trees = trees
    self.messages = messages
    isWellFormed = analysis.document.map { $0.findings.allSatisfy(\.isLossless) } ?? true
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

  /// The tree at an offset of the text.
  package func tree(at offset: Int) -> EditorTree? {
    trees.last { $0.shift <= offset && offset <= $0.shift + $0.document.source.count }
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
