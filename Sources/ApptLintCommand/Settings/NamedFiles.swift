/// Files that the user's settings refer to.
extension FileAccess {
  /// Allows the packs and definitions that settings name.
  func allow(_ settings: Settings) {
    for path in settings.packages ?? [] { allow(path, withContents: true) }
    for path in settings.packs ?? [] where PackFolder.isPath(path) {
      allow(path, withContents: true)
      if path.hasSuffix(".json") { allowPack(in: Paths.folder(of: path)) }
    }
  }

  /// Allows only the files of a pack in a folder, which may contain other files.
  private func allowPack(in folder: String) {
    allow(folder)
    for name in ((try? Platform.names(inFolder: folder)) ?? []).compactMap({ $0 }) where name.hasSuffix(".json") {
      allow(Paths.join(folder, name))
    }
    allow(Paths.join(folder, "examples"), withContents: true)
  }

  /// Allows the files that a settings file names, unless the settings file is inside the roots, or a link inside them points to
  /// it.
  func allow(_ file: SettingsFile) {
    guard isIndependentOfRoots(file.path) else { return }
    allow(file.settings)
    if let path = file.extends?.path { allow(Paths.absolute(path, in: Paths.absolute(file.folder, in: currentFolder))) }
  }
}
