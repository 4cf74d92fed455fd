/// A settings file and what it extends, the nearest first.
struct SettingsChain {
  let files: [SettingsFile]

  /// Reads what a file extends, and so on. Throws where there is no such file, or where they go in a circle.
  init(
    _ file: SettingsFile, read: (_ path: String, _ file: SettingsFile) throws(CommandError) -> SettingsFile?
  ) throws(CommandError) {
    var files = [file]
    while let last = files.last, let extends = last.extends {
      guard let next = try read(extends.path, last) else { throw last.failure(extends.node, "there is no file \(extends.path)") }
      if files.contains(where: { $0.path == next.path }) {
        throw last.failure(extends.node, "'extends' goes in a circle: \(next.path) extends this file")
      }
      files.append(next)
    }
    self.files = files
  }

  /// The settings of all files, those of a nearer one over those that it extends.
  var settings: Settings { Self.settings(of: files[...]) }

  private static func settings(of files: ArraySlice<SettingsFile>) -> Settings {
    files.reduce(Settings()) { $0.over($1.settings) }
  }

  /// A fault that shows only when a linter is made, with its place in the file that it comes from.
  func placed(_ error: CommandError, under commandLine: Settings, _ shelf: PackageCache) -> CommandError {
    for index in files.indices.reversed() {
      let base = Self.settings(of: files[(index + 1)...])
      let placed = files[index].placed(error, under: commandLine, over: base, shelf)
      if placed != error { return placed }
    }
    return error
  }

  /// A fault of a suppression.
  func failure(_ suppression: Suppression, _ words: String) -> CommandError {
    let file = files.first { $0.path == suppression.path }
    return file?.failure(suppression.range.lowerBound, words) ?? CommandError(words)
  }
}
