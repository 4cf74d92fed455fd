/// Finds the input files of a command line.
///
/// Folders are searched in byte order of names for files with the suffixes of payloads and recordings. Names that start with a
/// dot, files that a `.gitignore` excludes, and symbolic links to folders are skipped. Files that are given explicitly are
/// always included.
struct InputFinder {
  /// The paths found, in order; `-` for standard input.
  private(set) var paths: [String] = []
  /// The folders that were searched.
  private(set) var folders: [String] = []
  /// The `.gitignore` files that were read.
  private(set) var ignoreFiles: [String] = []
  /// Inputs that could not be found or read, as error messages.
  private(set) var operationalErrors: [String] = []
  private let currentFolder: String
  /// The suffixes of the files to find in folders.
  private let suffixes: [String]

  /// The suffixes of payloads, JSON and XML, and of recorded exchanges, HAR and raw HTTP messages.
  static let payloads = [".json", ".xml", ".har", ".http"]
  /// The suffixes of payloads and recordings, and of files with a payload on each line.
  static let payloadsAndLines = payloads + [".ndjson"]

  init(suffixes: [String] = InputFinder.payloads, currentFolder: String = Platform.currentFolder) {
    self.suffixes = suffixes
    self.currentFolder = currentFolder
  }

  /// Adds the files for an argument: a file, a folder, a pattern, or `-`.
  mutating func add(_ argument: String) {
    if argument == "-" { paths.append(argument) } else { add(argument, hasBraces: true) }
  }

  /// `hasBraces` is false once braces are expanded.
  private mutating func add(_ argument: String, hasBraces: Bool) {
    do throws(SystemError) {
      guard try Platform.kind(of: argument) == .folder else {
        paths.append(argument)
        return
      }
      let folder = Paths.absolute(argument, in: currentFolder)
      let count = paths.count
      let operationalErrorCount = operationalErrors.count
      search(argument, folder, ignoreFiles(above: folder))
      if paths.count == count && operationalErrors.count == operationalErrorCount {
        operationalErrors.append("no payloads (\(suffixes.map { "*" + $0 }.joined(separator: ", "))) in \(argument)")
      }
    } catch {
      if error.isMissing, let (archive, _) = TextArchive.split(argument), (try? Platform.kind(of: archive)) == .regular {
        paths.append(argument)
        return
      }
      guard let choices = hasBraces && error.isMissing ? Braces.expanded(argument) : [argument] else {
        operationalErrors.append("the braces in \(argument) expand to more than \(Braces.limit) paths")
        return
      }
      if choices.count > 1 {
        for choice in choices { add(choice, hasBraces: false) }
      } else if error.isMissing && PathPattern.isPattern(argument) {
        expand(argument)
      } else {
        operationalErrors.append("cannot read \(argument): \(error.text)")
      }
    }
  }

  // MARK: Folders

  private mutating func search(_ folder: String, _ absolute: String, _ ignoreFiles: [IgnoreFile]) {
    var ignoreFiles = ignoreFiles
    folders.append(folder)
    readIgnoreFile(in: absolute, into: &ignoreFiles)
    for name in names(in: folder) where !name.hasPrefix(".") {
      let path = Paths.join(folder, name)
      let isPayload = suffixes.contains { name.lowercased().hasSuffix($0) }
      guard let kind = kind(of: path), kind == .folder || isPayload else { continue }
      let full = Paths.join(absolute, name)
      let isIgnored = ignoreFiles.reversed().lazy.compactMap { $0.ignores(full, isFolder: kind == .folder) }.first ?? false
      if isIgnored { continue }
      switch kind {
      case .folder: search(path, full, ignoreFiles)
      case .regular: paths.append(path)
      case .other: addIfFile(path)
      }
    }
  }

  /// The kind of an entry of a folder, without following links; nil if it no longer exists.
  private mutating func kind(of path: String) -> Platform.FileKind? {
    do throws(SystemError) {
      return try Platform.kind(of: path, followingLinks: false)
    } catch {
      if !error.isMissing { operationalErrors.append("cannot read \(path): \(error.text)") }
      return nil
    }
  }

  /// Adds an entry of a folder that is a link to a file. Links to folders are not followed, to avoid cycles; pipes and devices
  /// are read only if given explicitly.
  private mutating func addIfFile(_ path: String) {
    do throws(SystemError) {
      switch try Platform.kind(of: path) {
      case .regular: paths.append(path)
      case .folder: break
      case .other: operationalErrors.append("cannot read \(path): not a file")
      }
    } catch {
      operationalErrors.append("cannot read \(path): \(error.text)")
    }
  }

  private mutating func names(in folder: String) -> [String] {
    do throws(SystemError) {
      let names = try Platform.names(inFolder: folder)
      if names.contains(nil) { operationalErrors.append("cannot read a file in the folder \(folder): its name is not UTF-8") }
      return names.compactMap { $0 }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      operationalErrors.append("cannot read the folder \(folder): \(error.text)")
      return []
    }
  }

  // MARK: .gitignore

  /// The ignore files from the root of the repository to a folder's parent; none outside repositories.
  private mutating func ignoreFiles(above folder: String) -> [IgnoreFile] {
    var folders: [String] = []
    var next: String? = folder
    while let current = next {
      let isTop = (try? Platform.kind(of: Paths.join(current, ".git"))) != nil
      if current != folder { folders.append(current) }
      if isTop {
        var files: [IgnoreFile] = []
        for folder in folders.reversed() { readIgnoreFile(in: folder, into: &files) }
        return files
      }
      next = Paths.parent(current)
    }
    return []
  }

  private mutating func readIgnoreFile(in folder: String, into files: inout [IgnoreFile]) {
    do throws(CommandError) {
      let path = Paths.join(folder, ".gitignore")
      if let text = try FileReading.text(path) {
        ignoreFiles.append(path)
        files.append(IgnoreFile(folder: folder, text: text))
      }
    } catch {
      if case .sentence(let sentence) = error { operationalErrors.append(sentence) }
    }
  }

  // MARK: Patterns

  /// Adds the files that match a pattern that the shell did not expand.
  private mutating func expand(_ pattern: String) {
    let parts = pattern.split(separator: "/", omittingEmptySubsequences: false)
    let fixed = parts.prefix { !PathPattern.isPattern($0) }
    let start = fixed.isEmpty ? "." : fixed == [""] ? "/" : fixed.joined(separator: "/")
    let count = paths.count
    collect(start, [], PathPattern(parts[fixed.count...].joined(separator: "/")))
    if paths.count == count { operationalErrors.append("no file matches \(pattern)") }
  }

  private mutating func collect(_ folder: String, _ parts: [Substring], _ pattern: PathPattern) {
    guard (try? Platform.kind(of: folder)) == .folder else { return }
    folders.append(folder)
    for name in names(in: folder) where !name.hasPrefix(".") {
      let path = Paths.join(folder, name)
      let below = parts + [Substring(name)]
      guard let kind = try? Platform.kind(of: path, followingLinks: false) else { continue }
      if kind == .folder {
        collect(path, below, pattern)
      } else if pattern.matches(below), (try? Platform.kind(of: path)) == .regular {
        paths.append(path)
      }
    }
  }
}
