import FHIRSyntax
import Findings
import Reporting

/// A baseline file: JSON with one line per entry, sorted, so that changes are easy to review.
///
///     {
///       "version": 1,
///       "findings": [
///         {"file":"a.json","rule":"BKL003","element":"Appointment.status","count":1}
///       ]
///     }
struct BaselineFile: StrictFile {
  static let noun = "key"
  private static let version = 1
  /// The largest baseline that is read, in bytes: a few million entries.
  private static let maxBytes = 1 << 29

  let path: String
  let document: Document
  private(set) var baseline: Baseline

  /// Reads a baseline.
  init(path: String) throws(CommandError) {
    guard let text = try FileReading.text(path, limit: Self.maxBytes) else {
      throw CommandError("baseline not found: \(path); --write-baseline \(path) creates it")
    }
    self.path = path
    document = Document.read(SourceText(name: path, text: text))
    baseline = Baseline(path: path)
    for (key, node) in try members(try root("a baseline"), keys: ["version", "findings"]) {
      if key == "version" {
        let version = try number(node, key)
        guard version == Self.version else { throw failure(node, "expected version \(Self.version)") }
      } else {
        for item in try items(node, key, of: "entries") { try read(item) }
      }
    }
  }

  private mutating func read(_ node: Node) throws(CommandError) {
    guard document.record(node).form == .object else { throw failure(node, "expected an object") }
    var texts: [String: String] = [:]
    var count: Int?
    for (key, value) in try members(node, keys: ["file", "rule", "element", "count"]) {
      // No payload has as many findings as this limit, and sums of such counts fit in an Int.
      if key == "count" { count = min(try number(value, key), 1 << 32) } else { texts[key] = try string(value, key) }
    }
    guard let file = texts["file"], let rule = texts["rule"], let count else {
      throw failure(node, "an entry requires 'file', 'rule' and 'count'")
    }
    baseline.add(Baseline.Entry(file: file, rule: rule, element: texts["element"]), count: count)
  }

  /// Throws if a baseline would replace a file that is not a baseline. An empty file, a pipe or a device may be written.
  static func checkTarget(_ path: String) throws(CommandError) {
    guard (try? Platform.kind(of: path)) == .regular else { return }
    guard case .text(let source) = try FileReading.read(path, limit: maxBytes), isReplaceable(source) else {
      throw CommandError("cannot write \(path): it is not a baseline; delete it, or choose another name")
    }
  }

  private static func isReplaceable(_ source: SourceText) -> Bool {
    if source.bytes.allSatisfy({ $0 <= 0x20 }) { return true }
    let document = Document.read(
      source, as: .json, symbols: .wellKnown, limits: Limits(depth: Limits().depth, size: maxBytes, findings: 1))
    guard let root = document.root, document.record(root).form == .object else { return false }
    let names = document.children(of: root).map { document.name(of: $0) }
    return names.contains("findings") && names.allSatisfy { $0 == "findings" || $0 == "version" }
  }

  /// Writes a baseline to its file.
  static func write(_ baseline: Baseline) throws(CommandError) {
    var text = OutputBuffer()
    text.append("{\n  \"version\": \(version),\n  \"findings\": [")
    let writer = FHIRJSONWriter(isIndented: false)
    for (index, (entry, count)) in baseline.entries.enumerated() {
      var members: FHIRMembers = ["file": .string(entry.file), "rule": .string(entry.rule)]
      if let element = entry.element { members.append("element", .string(element)) }
      members.append("count", .integer(count))
      text.append(index == 0 ? "\n    " : ",\n    ")
      writer.write(.object(members), into: &text)
    }
    text.append("\n  ]\n}\n")
    try FileWriting.replace(baseline.path, with: text.bytes)
  }
}
