import FHIRSyntax

/// A `.apptlint.json`:
///
///     { "packs": ["nhs-booking"], "fhirVersion": "3.0", "interaction": "book",
///       "packages": ["definitions.tgz"], "profiles": ["https://..."], "mustSupport": true,
///       "select": [], "ignore": ["LNT"], "severity": { "LNT003": "error" }, "failOn": "warning",
///       "limits": { "depth": 100, "size": 1000000, "findings": 50 } }
///
/// It is read by the reader of payloads, and what is wrong with it is told with its place.
struct SettingsFile {
  static let name = ".apptlint.json"
  private static let keys = [
    "packs", "fhirVersion", "interaction", "packages", "profiles", "mustSupport", "select", "ignore", "severity", "failOn",
    "limits",
  ]
  private static let limitKeys = ["depth", "size", "findings"]

  private let document: Document
  private let path: String
  private(set) var settings = Settings()
  /// What was read so far, after each value, and where the value stands.
  private var steps: [(offset: Int, settings: Settings)] = []

  /// Reads a file; paths to packs and packages in it are taken from the folder that it stands in.
  init(path: String, text: String) throws(CommandError) {
    self.path = path
    document = Document.read(SourceText(name: path, text: text))
    if let finding = document.findings.min(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      throw failure(finding.range.lowerBound, finding.message.text(showingValues: true))
    }
    guard let root = document.root, document.record(root).form == .object else {
      throw failure(0, "the settings are an object")
    }
    // Packs and packages come first: what the other settings name is theirs.
    let members = try members(root, keys: Self.keys)
    let first = members.filter { $0.0 == "packs" } + members.filter { $0.0 == "packages" }
    for (key, node) in first + members.filter({ $0.0 != "packs" && $0.0 != "packages" }) { try read(key, node) }
  }

  /// A fault that shows only when a linter is made, such as a pack that there is not: with the place of the value that
  /// it comes from, unless it comes from the command line.
  func placed(_ error: CommandError, under commandLine: Settings, _ shelf: PackageShelf) -> CommandError {
    func fault(_ settings: Settings) -> CommandError? {
      do throws(CommandError) {
        _ = try commandLine.over(settings).linter(shelf)
        return nil
      } catch {
        return error
      }
    }
    guard case .sentence(let sentence) = error, fault(Settings()) != error else { return error }
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
      let versions = FHIRRelease.allCases.map(\.rawValue)
      settings.release = FHIRRelease(rawValue: try choice(node, key, versions))
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
        guard document.record(value).form == .number, let number = document.value(of: value).flatMap({ Int($0) }), number > 0
        else {
          throw failure(value, "'\(limit)' is a whole number from 1 up")
        }
        switch limit {
        case "depth": settings.depth = number
        case "size": settings.size = number
        default: settings.findings = number
        }
      }
    default: break
    }
  }

  /// The members of an object, each key one of those there are and there once.
  private func members(_ node: Node, keys: [String]?) throws(CommandError) -> [(String, Node)] {
    guard document.record(node).form == .object else { throw failure(node, "'\(document.name(of: node))' is an object") }
    var members: [(String, Node)] = []
    for child in document.children(of: node) {
      let key = document.name(of: child)
      if let keys, !keys.contains(key) {
        throw failure(child, "there is no setting '\(key)'" + Suggestion.words(for: key, among: keys))
      }
      if members.contains(where: { $0.0 == key }) { throw failure(child, "'\(key)' is given twice") }
      members.append((key, child))
    }
    return members
  }

  private func string(_ node: Node, _ key: String) throws(CommandError) -> String {
    guard document.record(node).form == .string, let text = document.value(of: node), !text.isEmpty else {
      throw failure(node, "'\(key)' is a string")
    }
    return text
  }

  private func strings(_ node: Node, _ key: String) throws(CommandError) -> [(String, Node)] {
    guard document.record(node).form == .array else { throw failure(node, "'\(key)' is a list of strings") }
    var strings: [(String, Node)] = []
    for child in document.children(of: node) { strings.append((try string(child, key), child)) }
    return strings
  }

  private func choice(_ node: Node, _ key: String, _ choices: [String]) throws(CommandError) -> String {
    let text = document.record(node).form == .string ? document.value(of: node) : nil
    guard let text, choices.contains(text) else {
      throw failure(node, "'\(key)' is one of \(choices.joined(separator: ", "))")
    }
    return text
  }

  private func failure(_ node: Node, _ words: String) -> CommandError {
    failure(place(of: node), words)
  }

  private func place(of node: Node) -> Int {
    (document.nameRange(of: node) ?? document.valueRange(of: node)).lowerBound
  }

  private func failure(_ offset: Int, _ words: String) -> CommandError {
    let position = LineTable(document.source).position(of: offset)
    return CommandError("\(path):\(position.line):\(position.column): \(words)")
  }
}
