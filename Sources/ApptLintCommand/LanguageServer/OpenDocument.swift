import ApptLint
import EditorSupport
import FHIRSyntax
import Findings

/// A text that is open in the editor, and what was found in it.
struct OpenDocument {
  let uri: String
  /// The path used to look up settings: the path of the file, or an invented path for a text that is not a file.
  let path: String
  private(set) var version: Int?
  private(set) var source: SourceText
  private(set) var positions: TextPositions
  /// The analysis of this version; nil if it has not been computed.
  var analysis: DocumentAnalysis?
  /// The last well-formed version: its outline is shown while the text is not well-formed.
  var lastReadable: OpenText?
  /// Whether any version of the text was recognised as a payload: if so, the text is checked even while it is not recognised as
  /// one.
  var wasFHIR = false

  init(uri: String, path: String, version: Int?, text: String, encoding: PositionEncoding) {
    self.uri = uri
    self.path = path
    self.version = version
    source = SourceText(name: path, text: text)
    positions = TextPositions(source, encoding)
  }

  /// Whether it is a settings file.
  var isSettings: Bool { path.hasSuffix("/" + SettingsFile.name) }

  /// Applies the changes of a notification in order.
  mutating func change(_ changes: [JSONView], version: Int?, encoding: PositionEncoding) {
    for change in changes {
      guard let text = change["text"].text else { continue }
      if change["range"].exists {
        guard let range = range(change["range"]) else { continue }
        source = source.replacing(range, with: text)
      } else {
        source = SourceText(name: path, text: text)
      }
      positions = TextPositions(source, encoding)
    }
    self.version = version
    analysis = nil
  }

  // MARK: Positions

  /// The offset of a position that the client sent.
  func offset(_ view: JSONView) -> Int? {
    guard let line = view["line"].number, let character = view["character"].number else { return nil }
    return positions.offset(of: TextPosition(line: line, character: character))
  }

  func range(_ view: JSONView) -> Range<Int>? {
    guard let start = offset(view["start"]), let end = offset(view["end"]) else { return nil }
    return min(start, end)..<max(start, end)
  }
}

/// What was found in one version of a text.
struct DocumentAnalysis {
  enum Content {
    /// A payload or recording, with the knowledge of its linter.
    case payload(OpenText, EditorKnowledge)
    /// A settings file, rule file, or any other file.
    case other
  }

  var content: Content
  /// The findings to show, without suppressed ones.
  var findings: [Finding] = []
  /// Errors that are not findings, such as invalid settings, with their ranges.
  var errors: [(range: Range<Int>, sentence: String)] = []

  /// The release that a payload was checked as; nil for other files.
  var release: FHIRRelease? {
    if case .payload(let text, _) = content { text.report.release } else { nil }
  }
}
