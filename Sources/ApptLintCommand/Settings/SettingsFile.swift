import FHIRSyntax

/// A `.apptlint.json`:
///
///     { "packs": ["nhs-booking"], "fhirVersion": "3.0", "interaction": "book",
///       "packages": ["definitions.tgz"], "profiles": ["https://..."], "mustSupport": true,
///       "select": [], "ignore": ["LNT"], "severity": { "LNT003": "error" }, "failOn": "warning",
///       "limits": { "depth": 100, "size": 1000000, "findings": 50 },
///       "extends": "../.apptlint.json", "suppress": [ { "rule": "LNT007", "files": "old/**", "reason": "..." } ] }
struct SettingsFile: StrictFile {
  static let name = ".apptlint.json"
  static let noun = "setting"
  private static let keys = [
    "packs", "fhirVersion", "interaction", "packages", "profiles", "mustSupport", "select", "ignore", "severity", "failOn",
    "limits", "extends", "suppress",
  ]
  private static let limitKeys = ["depth", "size", "findings"]

  let document: Document
  let path: String
  private(set) var settings = Settings()
  /// The file that these settings go over, as a path from where this file is, and where that is said.
  private(set) var extends: (path: String, node: Node)?
  /// What was read so far, after each value, and where the value stands.
  private var steps: [(offset: Int, settings: Settings)] = []

  /// Reads a file; paths to packs and packages in it are taken from the folder that it stands in.
  init(path: String, text: String) throws(CommandError) {
    self.path = path
    document = Document.read(SourceText(name: path, text: text))
    let root = try root("the settings are")
    // Packs and packages come first: what the other settings name is theirs.
    let members = try members(root, keys: Self.keys)
    let first = members.filter { $0.0 == "packs" } + members.filter { $0.0 == "packages" }
    for (key, node) in first + members.filter({ $0.0 != "packs" && $0.0 != "packages" }) { try read(key, node) }
  }

  /// A fault that shows only when a linter is made, such as a pack that there is not: with the place of the value that
  /// it comes from, unless it comes from the command line or from what this file extends.
  func placed(
    _ error: CommandError, under commandLine: Settings, over base: Settings, _ shelf: PackageShelf
  ) -> CommandError {
    func fault(_ settings: Settings) -> CommandError? {
      do throws(CommandError) {
        _ = try commandLine.over(settings.over(base)).linter(shelf)
        return nil
      } catch {
        return error
      }
    }
    guard case .sentence(let sentence) = error, fault(Settings()) != error, fault(settings) == error else { return error }
    let step = steps.first { fault($0.settings) == error }
    return failure(step?.offset ?? 0, sentence)
  }

  private mutating func step(_ node: Node) {
    steps.append((place(of: node), settings))
  }

  private mutating func read(_ key: String, _ node: Node) throws(CommandError) {
    switch key {
    case "packs":
      if document.record(node).form == .string {
        guard document.value(of: node, is: "none") else { throw failure(node, "'packs' is a list of packs or \"none\"") }
        settings.packs = []
      } else {
        settings.packs = []
        for (pack, node) in try strings(node, key) {
          let isRelative = PackFolder.isPath(pack) && !pack.hasPrefix("/")
          settings.packs?.append(isRelative ? Paths.join(Paths.folder(of: path), pack) : pack)
          step(node)
        }
      }
    case "fhirVersion":
      let name = document.record(node).form == .string ? document.value(of: node) : nil
      guard let release = name.flatMap({ FHIRRelease(named: $0) }) else {
        throw failure(node, "'fhirVersion' is one of \(FHIRRelease.allNames.joined(separator: ", "))")
      }
      settings.release = release
      step(node)
    case "interaction":
      settings.interaction = try string(node, key)
      step(node)
    case "packages":
      settings.packages = []
      for (package, node) in try strings(node, key) {
        settings.packages?.append(package.hasPrefix("/") ? package : Paths.join(Paths.folder(of: path), package))
        step(node)
      }
    case "profiles":
      settings.profiles = []
      for (profile, node) in try strings(node, key) {
        settings.profiles?.append(profile)
        step(node)
      }
    case "mustSupport":
      switch document.record(node).form {
      case .true: settings.mustSupport = true
      case .false: settings.mustSupport = false
      default: throw failure(node, "'mustSupport' is true or false")
      }
    case "select":
      for (text, node) in try strings(node, key) {
        settings.select = (settings.select ?? []) + [text]
        step(node)
      }
    case "ignore":
      for (text, node) in try strings(node, key) {
        settings.ignore = (settings.ignore ?? []) + [text]
        step(node)
      }
    case "severity":
      for (code, value) in try members(node, keys: nil) {
        let levels = Severity.allCases.map(\.rawValue)
        settings.severities[code] = Severity(rawValue: try choice(value, code, levels))
        step(value)
      }
    case "failOn": settings.failOn = FailOn(try choice(node, key, FailOn.names))
    case "limits":
      for (limit, value) in try members(node, keys: Self.limitKeys) {
        let number = try number(value, limit)
        switch limit {
        case "depth": settings.depth = number
        case "size": settings.size = number
        default: settings.findings = number
        }
      }
    case "extends": extends = (try string(node, key), node)
    case "suppress":
      for item in try items(node, key, of: "suppressions") {
        settings.suppressions.append(try Suppression(item, in: self))
      }
    default: break
    }
  }
}
