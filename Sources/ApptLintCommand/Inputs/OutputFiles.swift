import FHIRSyntax
import Findings

/// The files that a run writes. None of them may also be an input of the run, except for the report of an earlier run that is
/// found in a folder: it is replaced.
struct OutputFiles {
  /// The files that the paths resolve to.
  private var targets: Set<String> = []

  /// Throws if two paths resolve to the same file. Pipes and devices are not replaced, and may be used for several outputs.
  init(_ paths: [String]) throws(CommandError) {
    for path in paths {
      let target = OutputFile.target(of: path)
      if let kind = try? Platform.kind(of: target), kind != .regular { continue }
      guard targets.insert(target).inserted else { throw CommandError("two outputs are written to \(path)") }
    }
  }

  /// Whether a path resolves to one of the files.
  func contains(_ path: String) -> Bool { !targets.isEmpty && targets.contains(OutputFile.target(of: path)) }

  /// Rejects a file that the run reads, if it is also written.
  func check(input path: String) throws(CommandError) {
    // The name of standard input resolves to the file that the shell opened.
    if contains(path == "-" ? "/dev/stdin" : path) { throw Self.error(path) }
    if let (archive, _) = TextArchive.split(path), contains(archive) { throw Self.error(archive) }
  }

  /// Whether an input is the report of an earlier run, which this run replaces. Throws if the run writes to any other input: a
  /// file named on the command line, or a payload.
  func replaces(_ path: String, isNamed: Bool) throws(CommandError) -> Bool {
    if isNamed || path == "-" || !contains(path) {
      try check(input: path)
      return false
    }
    guard Self.isReport(path) else { throw Self.error(path) }
    return true
  }

  private static func error(_ path: String) -> CommandError {
    CommandError("\(path == "-" ? "standard input" : path) is both an input and an output file")
  }
}

// MARK: Reports of earlier runs

extension OutputFiles {
  /// The largest report that is recognised, in bytes.
  private static let maxBytes = 1 << 29

  /// Whether a file is a report in any of the formats, or a baseline.
  private static func isReport(_ path: String) -> Bool {
    guard case .text(let source)? = try? FileReading.read(path, limit: maxBytes) else { return false }
    let name = path.lowercased()
    if name.hasSuffix(".har") || name.hasSuffix(".http") { return false }
    let text = String(decoding: source.bytes, as: UTF8.self)
    if text.utf8.allSatisfy({ " \n\r\t".utf8.contains($0) }) { return true }
    let document = Document.read(source, limits: Limits(depth: Limits().depth, size: maxBytes, findings: 1))
    guard let root = document.root else { return false }
    let type = document.resourceType(of: root).map { document.name($0) }
    if document.format == .xml, type == nil || type == "testsuites" { return text.containsBytes(of: "<testsuites") }
    // Only this tool writes OperationOutcomes with these URLs.
    if let type { return ["OperationOutcome", "Bundle"].contains(type) && text.containsBytes(of: "urn:apptlint:") }
    if document.record(root).form == .array {
      // GitLab's format, with or without issues.
      return !document.children(of: root).contains { _ in true } || text.containsBytes(of: "\"check_name\"")
    }
    return document.children(of: root).contains { reportMembers.contains(document.name(of: $0)) }
  }

  /// Members of JSON reports that are not FHIR: SARIF, reviewdog's format, coverage, assurance and baselines.
  private static let reportMembers: Set<String> = ["runs", "diagnostics", "families", "sections", "findings"]
}
