import Findings
import Reporting

/// A ZIP archive with the evidence for an assessor: page, JSON, reports, and a manifest with the hashes of these files.
struct EvidenceBundle {
  private let files: [(name: String, bytes: [UInt8])]

  init(_ coverage: AssuranceCoverage, _ reports: EvidenceReports) {
    var (page, json) = (OutputBuffer(), OutputBuffer())
    AssurancePage(coverage).write(into: &page)
    AssuranceJSON(coverage).write(into: &json)
    let evidence =
      [("assurance.html", page.bytes), ("assurance.json", json.bytes)] + reports.files().map { ($0.name, $0.text.bytes) }
    files = [("manifest.json", Self.manifest(evidence))] + evidence
  }

  private static func manifest(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    let value = FHIRValue.object([
      "version": .integer(1), "tool": .object(["name": .string(Product.name), "version": .string(Product.version)]),
      "files": .list(
        files.map { name, bytes in
          .object(["name": .string(name), "size": .integer(bytes.count), "sha256": .string(SHA256.hex(of: bytes))])
        }),
    ])
    var text = OutputBuffer()
    FHIRJSONWriter(isIndented: true).write(value, into: &text)
    text.append("\n")
    return text.bytes
  }

  /// Writes the archive to a file.
  func write(to path: String) throws(CommandError) {
    var archive = ZipArchive()
    let bytes: [UInt8]
    do throws(ZipArchive.TooLarge) {
      for file in files { try archive.add(file.name, file.bytes) }
      bytes = try archive.archived()
    } catch {
      throw CommandError("cannot write \(path): the evidence exceeds 4 GiB")
    }
    try FileWriting.replace(path, with: bytes)
  }
}
