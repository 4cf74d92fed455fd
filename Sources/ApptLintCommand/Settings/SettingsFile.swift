import FHIRSyntax
import Findings

/// A `.apptlint.json`:
///
///     { "packs": ["nhs-booking"], "editions": { "bars": "1.1.6" }, "fhirVersion": "3.0", "interaction": "book",
///       "packages": ["definitions.tgz"], "profiles": ["https://..."], "mustSupport": true,
///       "select": [], "ignore": ["LNT"], "severity": { "LNT003": "error" }, "failOn": "warning",
///       "limits": { "depth": 100, "size": 1000000, "findings": 50 },
///       "extends": "../.apptlint.json", "suppress": [ { "rule": "LNT007", "files": "old/**", "reason": "..." } ] }
struct SettingsFile: StrictFile {
  static let name = ".apptlint.json"
  static let noun = "setting"
  private static let keys = SettingsShape.names(SettingsShape.file())
  private static let limitKeys = SettingsShape.limits.map(\.name)

  let document: Document
  let path: String
  /// The folder to which paths in the file are relative; for a member of an archive, the archive's folder.
  var folder: String { Paths.folder(of: TextArchive.split(path)?.archive ?? path) }
  private(set) var settings = Settings()
  /// The file that these settings extend, as a path relative to this file, and the node that names it.
  private(set) var extends: (path: String, node: Node)?
  /// For each value in reading order, its offset, and the change that it makes to the settings.
  private var steps: [(offset: Int, apply: (inout Settings) -> Void)] = []

  /// Reads a file.
  init(path: String, text: String) throws(CommandError) {
    self.path = path
    document = Document.read(SourceText(name: path, text: text))
    let root = try root("the settings")
    // Packs and packages come first: the other settings refer to them.
    let members = try members(root, keys: Self.keys)
    let first = members.filter { $0.0 == "packs" } + members.filter { $0.0 == "packages" }
    for (key, node) in first + members.filter({ $0.0 != "packs" && $0.0 != "packages" }) { try read(key, node) }
  }

  /// Adds a position to an error that is found only when a linter is created, such as an unknown pack: the position of the value
  /// that causes it. If the command line or an extended file causes the error, it is returned unchanged.
  func withPosition(
    _ error: CommandError, under commandLine: Settings, over base: Settings, _ packageCache: PackageCache
  ) -> CommandError {
    func linterError(_ settings: Settings) -> CommandError? {
      do throws(CommandError) {
        _ = try commandLine.over(settings.over(base)).linter(packageCache)
        return nil
      } catch {
        return error
      }
    }
    guard case .sentence(let sentence) = error, linterError(Settings()) != error, linterError(settings) == error else {
      return error
    }
    // Searches for the shortest prefix of the values that causes this error; every longer prefix causes it too.
    var (low, high) = (1, steps.count)
    while low < high {
      let middle = (low + high) / 2
      var settings = Settings()
      for step in steps[..<middle] { step.apply(&settings) }
      if linterError(settings) == error { high = middle } else { low = middle + 1 }
    }
    return failure(steps.isEmpty ? 0 : steps[high - 1].offset, sentence)
  }

  private mutating func set(_ node: Node, _ apply: @escaping (inout Settings) -> Void) {
    steps.append((offset(of: node), apply))
    apply(&settings)
  }

  /// Sets a list to the strings of an array; an empty array is ignored unless `setsEmptyList`.
  private mutating func setList(
    _ list: WritableKeyPath<Settings, [String]?>, _ key: String, _ node: Node, setsEmptyList: Bool = true,
    _ text: (String) -> String = { $0 }
  ) throws(CommandError) {
    let items = try strings(node, key)
    if !items.isEmpty || setsEmptyList { set(node) { $0[keyPath: list] = [] } }
    for (item, node) in items {
      let text = text(item)
      set(node) { $0[keyPath: list]?.append(text) }
    }
  }

  private mutating func read(_ key: String, _ node: Node) throws(CommandError) {
    switch key {
    case "packs":
      if document.record(node).form == .string {
        guard document.value(of: node, is: "none") else { throw failure(node, "'packs' must be a list of packs or \"none\"") }
        set(node) { $0.packs = [] }
      } else {
        let folder = folder
        try setList(\.packs, key, node) { PackFolder.isPath($0) && !$0.hasPrefix("/") ? Paths.join(folder, $0) : $0 }
      }
    case "editions":
      for (pack, value) in try members(node, keys: nil) {
        let version = try string(value, pack)
        set(value) { $0.editions[pack] = version }
      }
    case "fhirVersion":
      let name = document.record(node).form == .string ? document.value(of: node) : nil
      guard let release = name.flatMap({ FHIRRelease(named: $0) }) else {
        throw failure(node, "'fhirVersion' must be one of \(FHIRRelease.allNames.joined(separator: ", "))")
      }
      set(node) { $0.release = release }
    case "interaction":
      let interaction = try string(node, key)
      set(node) { $0.interaction = interaction }
    case "packages":
      let folder = folder
      try setList(\.packages, key, node) { $0.hasPrefix("/") ? $0 : Paths.join(folder, $0) }
    case "profiles": try setList(\.profiles, key, node)
    case "mustSupport":
      switch document.record(node).form {
      case .true: set(node) { $0.mustSupport = true }
      case .false: set(node) { $0.mustSupport = false }
      default: throw failure(node, "'mustSupport' must be true or false")
      }
    case "select": try setList(\.select, key, node, setsEmptyList: false)
    case "ignore": try setList(\.ignore, key, node, setsEmptyList: false)
    case "extendSelect": try setList(\.extendSelect, key, node, setsEmptyList: false)
    case "extendIgnore": try setList(\.extendIgnore, key, node, setsEmptyList: false)
    case "now":
      guard let moment = Settings.moment(try string(node, key)) else {
        throw failure(node, "'now' must be a date, or a date and time with a time zone, such as 2026-03-02T09:00:00Z")
      }
      set(node) { $0.now = moment }
    case "severity":
      for (code, value) in try members(node, keys: nil) {
        let severity = Severity(rawValue: try choice(value, code, Severity.allCases.map(\.rawValue)))
        set(value) { $0.severities[code] = severity }
      }
    case "failOn":
      let failOn = FailOn(try choice(node, key, FailOn.names))
      set(node) { $0.failOn = failOn }
    case "limits":
      for (limit, value) in try members(node, keys: Self.limitKeys) {
        let number = try number(value, limit)
        switch limit {
        case "depth": set(value) { $0.depth = number }
        case "size": set(value) { $0.size = number }
        default: set(value) { $0.findings = number }
        }
      }
    case "extends": extends = (try string(node, key), node)
    case "suppress":
      for item in try items(node, key, of: "suppressions") {
        let suppression = try Suppression(item, in: self)
        set(item) { $0.suppressions.append(suppression) }
      }
    default: break
    }
  }
}
