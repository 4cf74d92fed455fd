import ApptLint
import EditorSupport
import FHIRSyntax
import Findings

/// A text that is open in the editor, and what was found in it.
struct OpenDocument {
  let uri: String
  /// The path that settings are looked up for: that of the file, or one made up for a text that is not a file.
  let path: String
  private(set) var version: Int?
  private(set) var source: SourceText
  private(set) var positions: TextPositions
  /// The analysis of this version; nil if it has not been made.
  var analysis: DocumentAnalysis?
  /// The last version that could be read without loss: its outline is shown while the text is broken.
  var lastReadable: OpenText?
  /// Whether a version of the text was a payload: it is checked even if it is broken now.
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

  /// Makes the changes of a notification, one after the other.
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

  /// The offset of a position of the client.
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
    /// A payload or recording, with what its linter knows.
    case payload(OpenText, EditorKnowledge)
    /// A settings file, rule file, or any other file.
    case other
  }

  var content: Content
  /// The findings to show, without suppressed ones.
  var findings: [Finding] = []
  /// Errors outside of findings: their positions and sentences.
  var errors: [(range: Range<Int>, sentence: String)] = []
}
