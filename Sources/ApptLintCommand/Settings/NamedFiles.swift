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

  /// Allows the files of a pack in a folder that may contain other things.
  private func allowPack(in folder: String) {
    allow(folder)
    for name in ((try? Platform.names(inFolder: folder)) ?? []).compactMap({ $0 }) where name.hasSuffix(".json") {
      allow(Paths.join(folder, name))
    }
    allow(Paths.join(folder, "examples"), withContents: true)
  }

  /// Allows what a settings file names, unless files in the roots decide what is in it.
  func allow(_ file: SettingsFile) {
    guard isIndependentOfRoots(file.path) else { return }
    allow(file.settings)
    if let path = file.extends?.path { allow(Paths.absolute(path, in: Paths.absolute(file.folder, in: currentFolder))) }
  }
}
