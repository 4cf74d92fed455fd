/// A settings file and the files that it extends, directly or indirectly, with the nearest first.
struct SettingsChain {
  let files: [SettingsFile]

  /// Reads the files that a file extends, directly or indirectly. Throws if a file is missing or the chain is circular.
  init(
    _ file: SettingsFile, read: (_ path: String, _ file: SettingsFile) throws(CommandError) -> SettingsFile?
  ) throws(CommandError) {
    var files = [file]
    while let last = files.last, let extends = last.extends {
      guard let next = try read(extends.path, last) else { throw last.failure(extends.node, "file not found: \(extends.path)") }
      if files.contains(where: { $0.path == next.path }) {
        throw last.failure(extends.node, "circular 'extends': \(next.path) extends this file")
      }
      files.append(next)
    }
    self.files = files
  }

  /// The settings of all files; a nearer file overrides those it extends.
  var settings: Settings { Self.settings(of: files[...]) }

  private static func settings(of files: ArraySlice<SettingsFile>) -> Settings {
    files.reduce(Settings()) { $0.over($1.settings) }
  }

  /// Adds a position to an error that is found only when a linter is created: the position of its cause in a settings file.
  func withPosition(_ error: CommandError, under commandLine: Settings, _ packageCache: PackageCache) -> CommandError {
    for index in files.indices.reversed() {
      let base = Self.settings(of: files[(index + 1)...])
      let positioned = files[index].withPosition(error, under: commandLine, over: base, packageCache)
      if positioned != error { return positioned }
    }
    return error
  }

  /// An error at the position of a suppression.
  func failure(_ suppression: Suppression, _ message: String) -> CommandError {
    let file = files.first { $0.path == suppression.path }
    return file?.failure(suppression.range.lowerBound, message) ?? CommandError(message)
  }
}
