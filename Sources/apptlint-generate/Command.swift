import FHIRDefinitions

/// A command line of the tool.
enum Command {
  case importPackages(ImportCommand)
  case pack(PackCommand)
  case rules(RulesCommand)
  case docs(DocsCommand)
  case api(APICommand)
  case apiCheck(APICommand)
  case apiGraph(APICommand, folder: String)

  static let usage = """
    usage:
      apptlint-generate import --from FOLDER [--profiles FOLDER] [PACKAGE...]
          writes Profiles from the original files listed in SOURCES.lock, found by name and hash below the folder
      apptlint-generate pack [--profiles FOLDER] [--out FILE]
          compiles Profiles into Sources/CEmbeddedData/definitions.pack
      apptlint-generate rules [--root FOLDER]
          writes Sources/CEmbeddedData/rules.c, which embeds the files of Rules
      apptlint-generate docs [--root FOLDER]
          writes docs/rules and docs/coverage from Rules and from the rules of the standards, and docs/schemas
      apptlint-generate api [--root FOLDER] [--modules FOLDER]
          writes docs/api.txt, the public declarations of the library, from the modules of a build
      apptlint-generate api-check [--root FOLDER] [--modules FOLDER]
          compares docs/api.txt with the modules
      apptlint-generate api-graph --out FOLDER [--root FOLDER] [--modules FOLDER]
          writes the symbol graph of the library for DocC
    """

  init(arguments: [String]) throws {
    var options: [String: String] = [:]
    var paths: [String] = []
    var rest = arguments.dropFirst()[...]
    while let argument = rest.popFirst() {
      if argument.hasPrefix("--") {
        guard let value = rest.popFirst() else { throw DefinitionsError("\(argument) needs a value\n\(Self.usage)") }
        options[String(argument.dropFirst(2))] = value
      } else {
        paths.append(argument)
      }
    }
    func option(_ name: String) throws -> String {
      guard let value = options.removeValue(forKey: name) else { throw DefinitionsError("--\(name) is missing\n\(Self.usage)") }
      return value
    }
    switch arguments.first {
    case "import":
      self = .importPackages(
        ImportCommand(
          originals: try option("from"), profiles: options.removeValue(forKey: "profiles") ?? "Profiles", names: paths))
    case "pack":
      self = .pack(
        PackCommand(
          profiles: options.removeValue(forKey: "profiles") ?? "Profiles",
          output: options.removeValue(forKey: "out") ?? "Sources/CEmbeddedData/definitions.pack"))
    case "rules": self = .rules(RulesCommand(root: options.removeValue(forKey: "root") ?? "."))
    case "docs": self = .docs(DocsCommand(root: options.removeValue(forKey: "root") ?? "."))
    case "api", "api-check", "api-graph":
      let command = APICommand(
        root: options.removeValue(forKey: "root") ?? ".",
        modules: options.removeValue(forKey: "modules") ?? ".build/debug/Modules")
      switch arguments.first {
      case "api": self = .api(command)
      case "api-check": self = .apiCheck(command)
      default: self = .apiGraph(command, folder: try option("out"))
      }
    default: throw DefinitionsError(Self.usage)
    }
    if let unknown = options.keys.sorted().first { throw DefinitionsError("unknown option --\(unknown)\n\(Self.usage)") }
  }

  func run() throws {
    switch self {
    case .importPackages(let command): try command.run()
    case .pack(let command): try command.run()
    case .rules(let command): try command.run()
    case .docs(let command): try command.run()
    case .api(let command): try command.update()
    case .apiCheck(let command): try command.check()
    case .apiGraph(let command, let folder): try command.writeGraph(to: folder)
    }
  }
}
