import ApptLint
import FHIRSyntax
import Findings

/// A linter, and how its findings affect the exit status.
struct Checker: Sendable {
  let linter: Linter
  let failOn: FailOn
  let limits: Limits
  var suppressions: SuppressionSet
  /// The current time for suppressions, in seconds since 1970.
  let now: Int64

  init(_ settings: Settings, _ packageCache: PackageCache) throws(CommandError) {
    linter = try settings.linter(packageCache)
    failOn = settings.failOn ?? .severity(.error)
    limits = settings.limits
    now = settings.now ?? Platform.now
    suppressions = SuppressionSet([], indices: [:], now: now, currentFolder: "/")
  }

  /// Descriptions of the rules with these keys (code and name), from the first checker that has each rule.
  static func descriptions(of rules: Set<String>, among checkers: [Checker]) -> [RuleDescriptor] {
    var missing = rules
    var found: [RuleDescriptor] = []
    for checker in checkers where !missing.isEmpty {
      let descriptions = checker.linter.descriptions(of: missing)
      missing.subtract(descriptions.map(\.key))
      found += descriptions
    }
    return found
  }
}

/// The checkers for files, created from the command line and the nearest `.apptlint.json` above each file.
///
/// Each folder is searched once, and one checker is created for each `.apptlint.json` found.
struct LinterPool {
  private(set) var all: [Checker] = []
  /// The distinct suppressions of the settings files read.
  private(set) var suppressions: [Suppression] = []
  /// For each suppression, the index of the first checker that has it.
  private(set) var owners: [Int] = []
  /// The settings files read, by displayed path.
  private(set) var sources: [String: SourceText] = [:]
  /// The files that the checkers depend on: settings files, the rule files of external packs, and definitions.
  private(set) var watchedFiles: Set<String> = []
  private let commandLine: Settings
  /// Default settings, which settings files override.
  private let defaults: Settings
  let currentFolder: String
  private let packageCache: PackageCache
  /// The index of each suppression.
  private var suppressionIndices: [Suppression: Int] = [:]
  /// The index, in `all`, of the checker for a folder, by absolute path.
  private var indices: [String: Int] = [:]
  /// The index, in `all`, of the checker for files without a settings file.
  private var bare: Int?
  /// The archive that settings were last looked for in.
  private var lastArchive: (path: String, archive: TextArchive)?

  init(
    commandLine: Settings, defaults: Settings = Settings(), currentFolder: String = Platform.currentFolder,
    packageCache: PackageCache = PackageCache()
  ) {
    self.commandLine = commandLine
    self.defaults = defaults
    self.currentFolder = currentFolder
    self.packageCache = packageCache
  }

  /// Problems in definitions that could still be read.
  var definitionWarnings: [String] { packageCache.warnings.map { "warning: \($0)" } }

  /// The files that were read: settings, rule files of external packs, and definitions.
  var inputFiles: [String] {
    (watchedFiles.union(packageCache.files)).filter { (try? Platform.kind(of: $0)) != .folder }.sorted()
  }

  /// The index, in `all`, of the checker for a file.
  mutating func index(for path: String) throws(CommandError) -> Int {
    let folder = Paths.parent(Paths.absolute(path, in: currentFolder)) ?? "/"
    return try index(forFolder: folder)
  }

  /// The checker for a file.
  mutating func checker(for path: String) throws(CommandError) -> Checker {
    let index = try self.index(for: path)
    return all[index]
  }

  private mutating func index(forFolder folder: String) throws(CommandError) -> Int {
    var above: [String] = []
    var next: String? = folder
    var found: Int?
    while found == nil, let current = next {
      if let known = indices[current] {
        found = known
      } else {
        above.append(current)
        let path = Paths.join(current, SettingsFile.name)
        if let text = try text(path) {
          let file = try settingsFile(path, text)
          found = try add(SettingsChain(file) { (path, file) throws(CommandError) in try extended(path, by: file) })
        }
        next = Paths.parent(current)
      }
    }
    let index: Int
    if let found { index = found } else { index = try bareIndex() }
    for folder in above { indices[folder] = index }
    return index
  }

  /// The index, in `all`, of the checker for files without a settings file.
  mutating func bareIndex() throws(CommandError) -> Int {
    if let bare { return bare }
    let settings = commandLine.over(defaults)
    let checker = try Checker(settings, packageCache)
    try addWatchedFiles(settings)
    let index = try add(checker, settings.suppressions) { CommandError("\($0.path): \($1)") }
    bare = index
    return index
  }

  private mutating func addWatchedFiles(_ settings: Settings) throws(CommandError) {
    watchedFiles.formUnion(settings.packages ?? [])
    for pack in settings.packs ?? [] where PackFolder.isPath(pack) {
      watchedFiles.formUnion(try PackFolder(path: pack).files.map(\.name))
    }
  }

  /// An absolute path as displayed: relative to the current folder if it is inside.
  private func shown(_ path: String) -> String {
    path.hasPrefix(currentFolder + "/") ? String(path.dropFirst(currentFolder.count + 1)) : path
  }

  /// The text of a file or a member of an archive; nil if there is none. An archive is read once for all its members in a row.
  private mutating func text(_ path: String) throws(CommandError) -> String? {
    guard let (file, name) = TextArchive.split(path), (try? Platform.kind(of: file)) == .regular else {
      return try FileReading.text(path)
    }
    if lastArchive?.path != file { lastArchive = (file, try FileReading.archive(file)) }
    return lastArchive.flatMap { (_, archive) in
      archive.member(name).map { String(decoding: archive.text(of: $0), as: UTF8.self) }
    }
  }

  /// The settings file at the path that `file` extends; nil if it is missing.
  private mutating func extended(_ path: String, by file: SettingsFile) throws(CommandError) -> SettingsFile? {
    let folder = Paths.absolute(file.folder, in: currentFolder)
    let absolute = Paths.absolute(path, in: folder)
    return try text(absolute).map { (text) throws(CommandError) in try settingsFile(absolute, text) }
  }

  private func settingsFile(_ path: String, _ text: String) throws(CommandError) -> SettingsFile {
    let file = try SettingsFile(path: shown(path), text: text)
    FileAccess.current?.allow(file)
    return file
  }

  private mutating func add(_ chain: SettingsChain) throws(CommandError) -> Int {
    let settings = commandLine.over(chain.settings).over(defaults)
    let checker: Checker
    do throws(CommandError) {
      checker = try Checker(settings, packageCache)
    } catch {
      throw chain.withPosition(error, under: commandLine, packageCache)
    }
    for file in chain.files {
      sources[file.path] = file.document.source
      watchedFiles.insert(file.path)
    }
    try addWatchedFiles(settings)
    return try add(checker, settings.suppressions) { (suppression, message) in
      // A suppression of the default settings may be for a rule of a pack that is not in use here.
      chain.files.contains { $0.path == suppression.path } ? chain.failure(suppression, message) : nil
    }
  }

  /// Adds a checker with suppressions, and returns its index. Throws `failure` for a suppression of an unknown rule; if this is nil,
  /// the suppression is ignored.
  private mutating func add(
    _ checker: Checker, _ list: [Suppression], failure: (Suppression, String) -> CommandError?
  ) throws(CommandError) -> Int {
    var checker = checker
    var known: Set<String> = []
    for suppression in list {
      guard known.contains(suppression.rule) || checker.linter.knows(suppression.rule) else {
        let message = "no rule has the code or name '\(suppression.rule)'; 'apptlint rules' lists all rules"
        if let error = failure(suppression, message) { throw error }
        continue
      }
      known.insert(suppression.rule)
      guard suppressionIndices[suppression] == nil else { continue }
      suppressionIndices[suppression] = suppressions.count
      suppressions.append(suppression)
      owners.append(all.count)
    }
    checker.suppressions = SuppressionSet(
      list, indices: suppressionIndices, now: checker.now, currentFolder: currentFolder)
    all.append(checker)
    return all.count - 1
  }
}
