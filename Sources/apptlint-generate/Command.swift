import FHIRDefinitions

/// What the tool was asked to do.
enum Command {
  case importTypes(ImportCommand)
  case externalCodes(ExternalCodesCommand)
  case pack(PackCommand)
  case messages(MessagesCommand)
  case rules(RulesCommand)
  case docs(DocsCommand)

  static let usage = """
    usage:
      apptlint-generate import --package NAME --version V --canonical URL [--profiles FOLDER] PATH...
          writes the facts that the definitions in PATH (files, folders or .tgz packages) state
      apptlint-generate external-codes --version V [--profiles FOLDER] PATH
          writes the codes of ISO 4217, ISO 3166 and language tags from the data in the folder PATH
      apptlint-generate pack [--profiles FOLDER] [--out FILE]
          compiles Profiles into Sources/CEmbeddedData/definitions.pack
      apptlint-generate messages [--root FOLDER]
          writes Sources/CEmbeddedData/messages.c from the message definitions of Profiles
      apptlint-generate rules [--root FOLDER]
          writes Sources/CEmbeddedData/rules.c, which embeds the files of Rules
      apptlint-generate docs [--root FOLDER]
          writes docs/rules and docs/coverage from Rules and from the rules of the standards
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
      self = .importTypes(
        ImportCommand(
          name: try option("package"), version: try option("version"), canonical: try option("canonical"),
          profilesFolder: options.removeValue(forKey: "profiles") ?? "Profiles", paths: paths))
      if paths.isEmpty { throw DefinitionsError("no PATH to import\n\(Self.usage)") }
    case "external-codes":
      guard paths.count == 1 else { throw DefinitionsError("one PATH is wanted\n\(Self.usage)") }
      self = .externalCodes(
        ExternalCodesCommand(
          source: paths[0], version: try option("version"), profilesFolder: options.removeValue(forKey: "profiles") ?? "Profiles")
      )
    case "pack":
      self = .pack(
        PackCommand(
          profiles: options.removeValue(forKey: "profiles") ?? "Profiles",
          output: options.removeValue(forKey: "out") ?? "Sources/CEmbeddedData/definitions.pack"))
    case "messages": self = .messages(MessagesCommand(root: options.removeValue(forKey: "root") ?? "."))
    case "rules": self = .rules(RulesCommand(root: options.removeValue(forKey: "root") ?? "."))
    case "docs": self = .docs(DocsCommand(root: options.removeValue(forKey: "root") ?? "."))
    default: throw DefinitionsError(Self.usage)
    }
    if let unknown = options.keys.sorted().first { throw DefinitionsError("unknown option --\(unknown)\n\(Self.usage)") }
  }

  func run() throws {
    switch self {
    case .importTypes(let command): try command.run()
    case .externalCodes(let command): try command.run()
    case .pack(let command): try command.run()
    case .messages(let command): try command.run()
    case .rules(let command): try command.run()
    case .docs(let command): try command.run()
    }
  }
}
