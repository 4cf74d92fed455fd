import ApptLintCommand
import Findings
import Foundation
import Synchronization

/// A session of an editor with `apptlint lsp`: runs the server with the messages of the client, and records its messages.
struct EditorSession {
  /// The messages of the server, in order.
  let messages: [[String: Any]]
  let status: Int32
  let errors: String

  /// How the messages of the client arrive.
  enum Arrival {
    /// One after the other: each is handled before the next arrives.
    case separately
    /// All at once.
    case together
  }

  /// Runs a session. `messages` are JSON without `jsonrpc`; `@` in them is the folder.
  init(
    _ messages: [String], in folder: TestFolder, options: [String] = [], arrival: Arrival = .separately, bytes: [UInt8]? = nil
  ) {
    var input: [[UInt8]] = messages.map { Self.framed($0.replacing("@", with: folder.path)) }
    if let bytes { input.append(bytes) }
    let source = PieceSource(arrival == .together ? [Array(input.joined())] : input)
    let output = MemorySink()
    let errors = MemorySink()
    status = ApptLintCommand.run(
      arguments: ["lsp"] + options, environment: [:], console: Console(input: source, output: output, errors: errors))
    self.errors = errors.text
    self.messages = Self.messages(output.text)
  }

  static func framed(_ message: String) -> [UInt8] {
    let body = "{\"jsonrpc\":\"2.0\"," + message.dropFirst()
    return Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
  }

  private static func messages(_ output: String) -> [[String: Any]] {
    var rest = Array(output.utf8)[...]
    var messages: [[String: Any]] = []
    while let end = rest.firstIndex(of: 0x0A) {
      let length =
        String(decoding: rest[..<end], as: UTF8.self).split(separator: " ").last.flatMap { Int($0.filter(\.isNumber)) } ?? 0
      rest = rest[(end + 3)...]
      let body = Data(rest.prefix(length))
      rest = rest.dropFirst(length)
      messages.append(
        (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? ["invalid": String(decoding: body, as: UTF8.self)])
    }
    return messages
  }

  /// The result of a request; NSNull for null.
  func result(_ id: Int) -> Any? { messages.first { $0["id"] as? Int == id && $0["method"] == nil }?["result"] }

  /// The code of the error with which a request failed.
  func error(_ id: Int?) -> Int? {
    messages.first { $0["error"] != nil && ($0["id"] as? Int) == id }.flatMap { ($0["error"] as? [String: Any])?["code"] as? Int }
  }

  /// The last published diagnostics of each file, by the last part of its URI.
  var published: [String: [Diagnostic]] {
    var result: [String: [Diagnostic]] = [:]
    for message in messages where message["method"] as? String == "textDocument/publishDiagnostics" {
      guard let parameters = message["params"] as? [String: Any], let uri = parameters["uri"] as? String else { continue }
      result[uri.split(separator: "/").last.map(String.init) ?? uri] = Self.diagnostics(parameters["diagnostics"])
    }
    return result
  }

  /// The document versions in the published diagnostics.
  var publishedVersions: [Int] {
    messages.filter { $0["method"] as? String == "textDocument/publishDiagnostics" }.compactMap {
      ($0["params"] as? [String: Any])?["version"] as? Int
    }
  }

  struct Diagnostic: Equatable, CustomStringConvertible {
    var code: String
    /// The line and character of the start and end, such as `3:10-3:20`.
    var range: String
    var message: String

    var description: String { "\(range) \(code)" }
  }

  static func diagnostics(_ value: Any?) -> [Diagnostic] {
    (value as? [[String: Any]] ?? []).map {
      Diagnostic(code: $0["code"] as? String ?? "", range: range($0["range"]), message: $0["message"] as? String ?? "")
    }
  }

  static func range(_ value: Any?) -> String {
    let range = value as? [String: [String: Int]] ?? [:]
    func text(_ position: [String: Int]?) -> String { "\(position?["line"] ?? -1):\(position?["character"] ?? -1)" }
    return "\(text(range["start"]))-\(text(range["end"]))"
  }

  /// The text after the given edits, whose positions are in UTF-16 code units.
  static func applied(_ edits: [[String: Any]], to text: String) -> String {
    // A line ends with LF, CR LF or CR.
    var lines = [0]
    for (index, unit) in text.utf16.enumerated() {
      lines[lines.count - 1] += 1
      let isEnd = unit == 0x0A || unit == 0x0D && text.utf16.dropFirst(index + 1).first != 0x0A
      if isEnd { lines.append(0) }
    }
    func offset(_ value: Any?) -> Int {
      let position = value as? [String: Int] ?? [:]
      return lines.prefix(position["line"] ?? 0).reduce(0, +) + (position["character"] ?? 0)
    }
    var units = Array(text.utf16)
    let ranges = edits.compactMap { edit -> (Range<Int>, String)? in
      guard let range = edit["range"] as? [String: Any], let new = edit["newText"] as? String else { return nil }
      return (offset(range["start"])..<offset(range["end"]), new)
    }
    for (range, new) in ranges.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) { units.replaceSubrange(range, with: new.utf16) }
    return String(decoding: units, as: UTF16.self)
  }

  // MARK: Messages

  /// The messages that start the server and open texts, each with version 1.
  static func start(
    capabilities: String = "{}", options: String = "null", _ texts: [(name: String, text: String)] = []
  ) -> [String] {
    [
      #"{"id": 0, "method": "initialize", "params": {"processId": null, "rootUri": "file://@", "capabilities": \#(capabilities), "initializationOptions": \#(options)}}"#,
      #"{"method": "initialized", "params": {}}"#,
    ] + texts.map { open($0.name, $0.text) }
  }

  static func open(_ name: String, _ text: String) -> String {
    #"{"method": "textDocument/didOpen", "params": {"textDocument": {"uri": "file://@/\#(name)", "languageId": "json", "version": 1, "text": \#(quoted(text))}}}"#
  }

  static func request(_ id: Int, _ method: String, _ name: String, _ parameters: String = "") -> String {
    #"{"id": \#(id), "method": "textDocument/\#(method)", "params": {"textDocument": {"uri": "file://@/\#(name)"}\#(parameters.isEmpty ? "" : ", " + parameters)}}"#
  }

  static func change(_ name: String, version: Int, _ changes: String) -> String {
    #"{"method": "textDocument/didChange", "params": {"textDocument": {"uri": "file://@/\#(name)", "version": \#(version)}, "contentChanges": [\#(changes)]}}"#
  }

  static let end = [#"{"id": 99, "method": "shutdown"}"#, #"{"method": "exit"}"#]

  static func quoted(_ text: String) -> String {
    guard let data = try? JSONSerialization.data(withJSONObject: [text]) else { return "\"\"" }
    return String(decoding: data.dropFirst().dropLast(), as: UTF8.self)
  }

  /// The position of a mark in a text, in UTF-16 code units, as members of parameters; and the text without the mark.
  static func position(_ marked: String, mark: Character = "‸") -> (parameters: String, text: String) {
    let before = marked.prefix { $0 != mark }
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    let position = #"{"line": \#(lines.count - 1), "character": \#(lines.last?.utf16.count ?? 0)}"#
    return (#""position": \#(position), "range": {"start": \#(position), "end": \#(position)}"#, marked.filter { $0 != mark })
  }
}

/// Returns one piece at each read.
final class PieceSource: ByteSource {
  private let rest: Guarded<ArraySlice<[UInt8]>>

  init(_ pieces: [[UInt8]]) { rest = Guarded(pieces[...]) }

  func read(upTo count: Int) -> [UInt8] { rest.withLock { $0.popFirst() ?? [] } }
}
