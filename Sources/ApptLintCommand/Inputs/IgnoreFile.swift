import Findings

/// The patterns of one `.gitignore`.
struct IgnoreFile: Sendable {
  private struct Line: Sendable {
    let isNegated: Bool
    let isForFolders: Bool
  }

  /// The absolute path of its folder.
  let folder: String
  private var lines: [Line] = []
  /// The patterns of the lines, with the index of each line.
  private var patterns = PathPatternIndex()

  init(folder: String, text: String) {
    self.folder = folder
    for var pattern in text.split(whereSeparator: \.isNewline) {
      while pattern.hasSuffix(" ") && !pattern.hasSuffix("\\ ") { pattern.removeLast() }
      if pattern.isEmpty || pattern.hasPrefix("#") { continue }
      let isNegated = pattern.hasPrefix("!")
      if isNegated { pattern.removeFirst() }
      let isForFolders = pattern.hasSuffix("/")
      if isForFolders { pattern.removeLast() }
      // A single slash matches nothing, nor does a pattern with a double slash.
      if pattern.isEmpty || String(pattern).containsBytes(of: "//") { continue }
      // A pattern with a slash before its end is relative to this folder; one without matches at any depth.
      let text = pattern.contains("/") ? String(pattern) : "**/" + pattern
      patterns.add(PathPattern(text), number: lines.count)
      lines.append(Line(isNegated: isNegated, isForFolders: isForFolders))
    }
  }

  /// Whether an absolute path is ignored; nil if no pattern matches. The last match decides.
  func ignores(_ path: String, isFolder: Bool) -> Bool? {
    let matching = patterns.numbers(matching: Paths.relative(path, to: folder))
    return matching.filter { isFolder || !lines[$0].isForFolders }.max().map { !lines[$0].isNegated }
  }
}
