package import ApptLint

/// The settings of a `.apptlint.json` as a text in memory, for programs that use the library.
package enum SettingsText {
  /// The linter for the given settings; an empty text means no settings. Paths are relative to the current folder.
  ///
  /// Throws if the text is invalid, or if it has settings for a run of the command rather than for a payload.
  package static func linter(_ text: String) throws(CommandError) -> Linter {
    guard text.contains(where: { !$0.isWhitespace }) else { return try Settings().linter() }
    let file = try SettingsFile(path: "settings", text: text)
    if file.extends != nil { throw CommandError("settings: 'extends' is not supported here") }
    if !file.settings.suppressions.isEmpty { throw CommandError("settings: 'suppress' is not supported here") }
    if file.settings.failOn != nil { throw CommandError("settings: 'failOn' is not supported here") }
    do throws(CommandError) {
      return try file.settings.linter()
    } catch {
      throw file.withPosition(error, under: Settings(), over: Settings(), PackageCache())
    }
  }
}
