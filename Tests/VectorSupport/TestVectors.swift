import FHIRSyntax
package import Findings
package import Foundation

/// The payloads of `TestVectors/`, for the tests that run over all of them.
package enum TestVectors {
  package static let folder = URL(filePath: #filePath).appending(path: "../../../TestVectors").standardized

  /// The ending of files with a payload on each line.
  package static let linesEnding = ".ndjson"

  /// The JSON and XML payloads below a folder, by path: whole files, the lines of `.ndjson` files, and the XML made from each JSON
  /// payload that has no XML next to it. The name of a payload is its path, with the number of its line.
  package static func payloads(in folder: String = "") throws -> [SourceText] {
    let folder = self.folder.appending(path: folder)
    var paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    paths.removeAll { $0.split(separator: "/").contains { $0.hasPrefix(".") } }
    return try paths.flatMap { path in
      let file = folder.appending(path: path)
      if path.hasSuffix(".xml") { return [SourceText(name: path, bytes: try Data(contentsOf: file))] }
      guard path.hasSuffix(".json") || path.hasSuffix(linesEnding) else { return [] }
      return try sources(of: file, named: path).flatMap { source in
        hasXML(file) ? [source] : [source] + [xml(madeFrom: source)].compactMap { $0 }
      }
    }
  }

  /// A file as it is, or each line of an `.ndjson` file.
  package static func sources(of file: URL, named name: String) throws -> [SourceText] {
    let bytes = try Data(contentsOf: file)
    guard name.hasSuffix(linesEnding) else { return [SourceText(name: name, bytes: bytes)] }
    return bytes.split(separator: UInt8(ascii: "\n")).enumerated().map { SourceText(name: "\(name):\($0 + 1)", bytes: $1) }
  }

  /// Whether the XML of a JSON payload is next to it.
  package static func hasXML(_ file: URL) -> Bool {
    FileManager.default.fileExists(atPath: file.deletingPathExtension().appendingPathExtension("xml").path)
  }

  /// The XML made from a JSON payload, its elements in the order of the JSON; nil if the JSON is not well-formed or not FHIR.
  package static func xml(madeFrom source: SourceText) -> SourceText? {
    let document = Document.read(source)
    guard document.format == .json, document.findings.isEmpty else { return nil }
    let text = XMLWriter.write(document)
    return text.isEmpty ? nil : SourceText(name: source.name + " as XML", text: text)
  }
}
