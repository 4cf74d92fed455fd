import Findings

/// The patterns of one `.gitignore`.
struct IgnoreFile: Sendable {
  private struct Line: Sendable {
    let pattern: PathPattern
    let isNegated: Bool
    let isForFolders: Bool
  }

  /// The folder that it stands in, from the root.
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
      // A slash alone names nothing, and neither do two of them.
      if pattern.isEmpty || String(pattern).has("//") { return nil }
      // A pattern with a slash before its end holds from this folder; one without holds at any depth below it.
      let text = pattern.contains("/") ? String(pattern) : "**/" + pattern
      return Line(pattern: PathPattern(text), isNegated: isNegated, isForFolders: isForFolders)
    }
  }

  /// Whether a path from the root is ignored; nil where no pattern says anything of it. The last that does decides.
  func ignores(_ path: String, isFolder: Bool) -> Bool? {
    let parts = Paths.relative(path, to: folder)
    let line = lines.last { (isFolder || !$0.isForFolders) && $0.pattern.matches(parts) }
    return line.map { !$0.isNegated }
  }
}
