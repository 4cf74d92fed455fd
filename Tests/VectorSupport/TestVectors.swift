import ApptLintCommand
import FHIRSyntax
package import Findings
package import Foundation

/// The payloads of `TestVectors/`, for all tests that use them.
package enum TestVectors {
  package static let folder = URL(filePath: #filePath).appending(path: "../../../TestVectors").standardized

  /// The suffix of files with a payload on each line.
  package static let linesSuffix = ".ndjson"

  /// The bytes of every file below the folder, by path. Members of text archives are files too: `bars/book.txtar/complete.json`.
  private static let files: [String: [UInt8]] = (try? allFiles()) ?? [:]

  /// The paths of all files, in ascending order.
  package static let paths = files.keys.sorted()

  private static let names = Set(paths.map(name))

  private static func allFiles() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where !path.containsBytes(of: "/.") && !path.hasPrefix(".") {
      // A folder has no content.
      guard let data = FileManager.default.contents(atPath: folder.appending(path: path).path) else { continue }
      guard TextArchive.isArchive(path) else {
        files[path] = Array(data)
        continue
      }
      let archive = try TextArchive(Array(data), path: path)
      for member in archive.members where !member.name.hasPrefix(".") {
        files["\(path)/\(member.name)"] = archive.text(of: member)
      }
    }
    return files
  }

  /// The bytes of a file, given by its path in the folder.
  package static func bytes(of path: String) throws -> [UInt8] {
    guard let bytes = files[path] else { throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: path]) }
    return bytes
  }

  /// The text of a file, given by its path in the folder.
  package static func text(of path: String) throws -> String { String(decoding: try bytes(of: path), as: UTF8.self) }

  /// The JSON and XML payloads below a folder, by path: whole files, the lines of `.ndjson` files, and the XML made from each
  /// JSON payload that has no XML next to it. The name of a payload is its path, with the number of its line.
  package static func payloads(in folder: String = "") throws -> [SourceText] {
    let paths = paths.filter { folder.isEmpty || $0.hasPrefix(folder + "/") || $0.hasPrefix(folder + TextArchive.suffix + "/") }
    return try paths.flatMap { path in
      if path.hasSuffix(".xml") { return try sources(of: path) }
      guard path.hasSuffix(".json") || path.hasSuffix(linesSuffix) else { return [] }
      return try sources(of: path).flatMap { source in
        hasXML(path) ? [source] : [source] + [xml(madeFrom: source)].compactMap { $0 }
      }
    }
  }

  /// The whole file, or each line of an `.ndjson` file.
  package static func sources(of path: String) throws -> [SourceText] {
    let bytes = try bytes(of: path)
    guard path.hasSuffix(linesSuffix) else { return [SourceText(name: path, bytes: bytes)] }
    return bytes.split(separator: UInt8(ascii: "\n")).enumerated().map { SourceText(name: "\(path):\($0 + 1)", bytes: $1) }
  }

  /// A path without the suffix of the archive: the payloads of `a.txtar` and those of a folder `a` belong together.
  package static func name(_ path: String) -> String { path.replacing(TextArchive.suffix + "/", with: "/") }

  /// Whether the XML of a JSON payload is next to it.
  package static func hasXML(_ path: String) -> Bool {
    let name = name(path)
    return names.contains(name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex) + ".xml")
  }

  /// The XML made from a JSON payload, with elements in the order of the JSON; nil if the JSON is not well-formed or not FHIR.
  package static func xml(madeFrom source: SourceText) -> SourceText? {
    let document = Document.read(source)
    guard document.format == .json, document.findings.isEmpty else { return nil }
    let text = XMLWriter.write(document)
    return text.isEmpty ? nil : SourceText(name: source.name + " as XML", text: text)
  }
}
