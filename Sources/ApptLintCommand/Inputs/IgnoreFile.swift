import Findings

/// The patterns of one `.gitignore`.
struct IgnoreFile: Sendable {
  private struct Line: Sendable {
    let pattern: PathPattern
    let isNegated: Bool
    let isForFolders: Bool
  }

  /// The absolute path of its folder.
  let folder: String
  private let lines: [Line]

  init(folder: String, text: String) {
    self.folder = folder
    lines = text.split(whereSeparator: \.isNewline).compactMap { line in
      var pattern = line
      while pattern.hasSuffix(" ") && !pattern.hasSuffix("\\ ") { pattern.removeLast() }
      if pattern.isEmpty || pattern.hasPrefix("#") { return nil }
      let isNegated = pattern.hasPrefix("!")
      if isNegated { pattern.removeFirst() }
      let isForFolders = pattern.hasSuffix("/")
      if isForFolders { pattern.removeLast() }
      // A single slash matches nothing, nor does a pattern with a double slash.
      if pattern.isEmpty || String(pattern).containsBytes(of: "//") { return nil }
      // A pattern with a slash before its end is relative to this folder; one without matches at any depth.
      let text = pattern.contains("/") ? String(pattern) : "**/" + pattern
      return Line(pattern: PathPattern(text), isNegated: isNegated, isForFolders: isForFolders)
    }
  }

  /// Whether an absolute path is ignored; nil if no pattern matches. The last match decides.
  func ignores(_ path: String, isFolder: Bool) -> Bool? {
    let parts = Paths.relative(path, to: folder)
    let line = lines.last { (isFolder || !$0.isForFolders) && $0.pattern.matches(parts) }
    return line.map { !$0.isNegated }
  }
}
