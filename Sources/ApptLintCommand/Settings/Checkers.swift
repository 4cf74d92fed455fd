import ApptLint
import FHIRSyntax
import Reporting

/// A linter, and what its findings mean for the exit status.
struct Checker: Sendable {
  let linter: Linter
  let failOn: FailOn
  let limits: Limits

  init(_ settings: Settings, _ shelf: PackageShelf) throws(CommandError) {
    linter = try settings.linter(shelf)
    failOn = settings.failOn ?? .severity(.error)
    limits = settings.limits
  }

  /// What there is to say of rules, by code and name: the rules of some checkers may be packs that others do not have. A
  /// name that no list has is described by its code's first rule.
  static func descriptions(of rules: Set<String>, among checkers: [Checker]) -> [RuleDescription] {
    var missing = rules
    var found: [RuleDescription] = []
    for checker in checkers where !missing.isEmpty {
      let descriptions = checker.linter.rules.map { rule in
        RuleDescription(
          code: rule.code, name: rule.name, severity: rule.severity, requirement: rule.requirement, clause: rule.clause,
          help: rule.help, pack: rule.pack)
      }
      found += descriptions.filter { missing.remove($0.key) != nil }
      for rule in missing.sorted() {
        guard var description = descriptions.first(where: { rule.hasPrefix($0.code + " ") }) else { continue }
        description.name = String(rule.dropFirst(description.code.count + 1))
        found.append(description)
        missing.remove(rule)
      }
    }
    return found
  }
}

/// The checkers for files, made from the command line and the nearest `.apptlint.json` above each file.
///
/// A folder is looked into once, a settings file read once, and one checker made for it.
struct Checkers {
  private(set) var all: [Checker] = []
  private let commandLine: Settings
  private let currentFolder: String
  private let shelf = PackageShelf()
  /// The number of the checker for a folder, from the root.
  private var numbers: [String: Int] = [:]
  /// The number of the checker without a settings file.
  private var bare: Int?

  init(commandLine: Settings, currentFolder: String = Platform.currentFolder) {
    self.commandLine = commandLine
    self.currentFolder = currentFolder
  }

  /// The number of the checker for a file.
  mutating func number(for path: String) throws(CommandError) -> Int {
    let folder = Paths.parent(Paths.absolute(path, in: currentFolder)) ?? "/"
    return try number(forFolder: folder)
  }

  /// The checker for a file.
  mutating func checker(for path: String) throws(CommandError) -> Checker {
    let number = try number(for: path)
    return all[number]
  }

  private mutating func number(forFolder folder: String) throws(CommandError) -> Int {
    var above: [String] = []
    var next: String? = folder
    var found: Int?
    while found == nil, let current = next {
      if let known = numbers[current] {
        found = known
      } else {
        above.append(current)
        let path = Paths.join(current, SettingsFile.name)
        if let text = try FileReading.text(path) {
          let isBelow = path.hasPrefix(currentFolder + "/")
          let shown = isBelow ? String(path.dropFirst(currentFolder.count + 1)) : path
          found = try add(SettingsFile(path: shown, text: text))
        }
        next = Paths.parent(current)
      }
    }
    let number: Int
    if let found {
      number = found
    } else if let bare {
      number = bare
    } else {
      all.append(try Checker(commandLine, shelf))
      number = all.count - 1
      bare = number
    }
    for folder in above { numbers[folder] = number }
    return number
  }

  private mutating func add(_ file: SettingsFile) throws(CommandError) -> Int {
    do throws(CommandError) {
      all.append(try Checker(commandLine.over(file.settings), shelf))
    } catch {
      throw file.placed(error, under: commandLine, shelf)
    }
    return all.count - 1
  }
}
