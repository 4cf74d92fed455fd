import ApptLint
import FHIRSyntax
import Findings
import Reporting
import Synchronization

/// The tools of the MCP server. Each runs a command on a text from the caller, or on files inside the paths given at startup.
struct ModelContextTools {
  /// The options of the command line, which apply to every run.
  private let options: [String]
  private let showsValues: Bool
  /// The paths that tools may read, with links resolved.
  private let roots: [String]
  private let currentFolder: String
  /// The settings of the command line.
  private let settings: Settings
  /// The folders whose settings apply, together with those of the folders above them.
  private let folders: [String]

  /// The maximum length of a result, in bytes.
  private static let maxResult = 200_000
  private static let maxFiles = 10_000

  init(_ arguments: Arguments) throws(CommandError) {
    settings = try Settings(arguments)
    showsValues = arguments.has(.showValues)
    options = arguments.options.flatMap { option in
      option.name == Option.showValues.name ? [] : option.value.isEmpty ? [option.name] : ["\(option.name)=\(option.value)"]
    }
    var roots: [String] = []
    for path in arguments.operands {
      guard let real = Platform.realPath(of: path) else { throw CommandError("cannot read \(path)") }
      roots.append(real)
    }
    self.roots = roots
    let currentFolder = Platform.currentFolder
    self.currentFolder = currentFolder
    folders = [currentFolder] + arguments.operands.map { Paths.absolute($0, in: currentFolder) } + roots
    // Errors in the settings are reported at startup.
    let settings = settings
    try withLimits { Result { () throws(CommandError) in _ = try settings.linter() } }.get()
  }

  /// The result of a tool, and whether the tool failed. Throws if the call is invalid.
  func call(_ name: String, _ arguments: JSONView) throws(RPCError) -> (text: String, isError: Bool) {
    guard let tool = Self.tools.first(where: { $0.name == name }) else {
      throw RPCError(.invalidParameters, "unknown tool \(Message.printable(name, limit: 100))")
    }
    try Self.check(arguments, of: tool)
    return try withLimits { Result { () throws(RPCError) in try answer(name, arguments) } }.get()
  }

  private func answer(_ name: String, _ arguments: JSONView) throws(RPCError) -> (text: String, isError: Bool) {
    switch name {
    case "lint": return try lint(arguments)
    case "explain":
      guard let rule = arguments["rule"].text else { throw RPCError(.invalidParameters, "explain requires a rule") }
      return run(["explain"] + packs(arguments) + ["--", rule])
    case "example": return try example(arguments)
    case "fix": return try fix(arguments)
    case "coverage":
      let known: [Option] = [.pack, .edition, .fhirVersion, .interaction, .maxDepth, .maxSize]
      let words = options.filter { word in known.contains { word.hasPrefix($0.name + "=") } }
      return run(["coverage"] + words + (try callOptions(arguments)), on: try files(arguments, expandsArchives: false))
    default: throw RPCError(.invalidParameters, "unknown tool")
    }
  }

  // MARK: Tools

  private func lint(_ arguments: JSONView) throws(RPCError) -> (text: String, isError: Bool) {
    let words = ["check", "--format=full", "--color=never"] + options + (try callOptions(arguments))
    if let text = arguments["text"].text {
      return run(words + ["--show-values", "--stdin-filename=\(try Self.name(text, arguments))", "-"], input: text)
    }
    return run(words + (showsValues ? ["--show-values"] : []), on: try files(arguments))
  }

  /// A starter example; without a pack, the list of all starter examples.
  private func example(_ arguments: JSONView) throws(RPCError) -> (text: String, isError: Bool) {
    guard let pack = arguments["pack"].text else { return run(["example"]) }
    guard !PackFolder.isPath(pack) else { throw RPCError(.invalidParameters, "packs must be given by id") }
    return run(["example", "--", pack] + (arguments["interaction"].text.map { [$0] } ?? []))
  }

  private func fix(_ arguments: JSONView) throws(RPCError) -> (text: String, isError: Bool) {
    let words = options + (try callOptions(arguments))
    guard let text = arguments["text"].text else {
      let words = ["check", "--diff", "--color=never"] + words + (showsValues ? ["--show-values"] : [])
      return run(words, on: try files(arguments))
    }
    let name = try Self.name(text, arguments)
    let linter: Linter
    do throws(CommandError) {
      var pool = LinterPool(commandLine: try Settings(try Arguments(words, options: Option.rules)))
      linter = try pool.checker(for: name).linter
    } catch {
      return (error.sentence, true)
    }
    let fixed = linter.fix(SourceText(name: name, text: text))
    if fixed.fixed.isEmpty { return ("Nothing could be fixed safely.", false) }
    let list = fixed.fixed.map { "\($0.position.line):\($0.position.column): \($0.finding.code) \($0.finding.name)" }
    return ("Fixed:\n\(list.joined(separator: "\n"))\n\nThe fixed text:\n\(fixed.source.text)", false)
  }

  /// A file name for a text, with the extension of its kind. Throws if its content is of another kind: it would be read as that
  /// kind.
  private static func name(_ text: String, _ arguments: JSONView) throws(RPCError) -> String {
    let content = ContentKind(SourceText(name: "text", text: text))
    let kind = arguments["kind"].text
    switch (kind, content) {
    case ("http"?, _), (nil, .http?): return "text.http"
    case ("har"?, _): return "text.har"
    case ("xml"?, .xml?), ("xml"?, nil), (nil, .xml?): return "text.xml"
    case ("json"?, .json?), ("json"?, nil), (nil, _): return "text.json"
    default: throw RPCError(.invalidParameters, "kind is \(kind ?? ""), but the text contains \(content?.rawValue ?? "")")
    }
  }

  // MARK: Arguments

  private static let kinds = ["json", "xml", "har", "http"]
  private static let fhirVersions = ["3.0", "4.0"]

  /// Throws if an argument is unknown, empty, not a string, not one of the permitted values, or excluded by another.
  private static func check(_ arguments: JSONView, of tool: Tool) throws(RPCError) {
    guard arguments.isObject || !arguments.exists else { throw RPCError(.invalidParameters, "the arguments must be an object") }
    let known = tool.properties.all.map(\.name)
    if let unknown = arguments.members.first(where: { !known.contains($0.name) })?.name {
      let hint = Suggestion.text(for: unknown, among: known)
      throw RPCError(.invalidParameters, "unknown argument '\(Message.printable(unknown, limit: 100))'\(hint)")
    }
    let names: [(StaticString, [String])] = [
      ("text", []), ("path", []), ("pack", []), ("interaction", []), ("rule", []), ("kind", kinds), ("fhirVersion", fhirVersions),
    ]
    for (name, values) in names where arguments[name].exists {
      guard let text = arguments[name].text else { throw RPCError(.invalidParameters, "\(name) must be a string") }
      // An empty text is a payload.
      if text.isEmpty, name.description != "text" { throw RPCError(.invalidParameters, "\(name) must not be empty") }
      if !values.isEmpty, !values.contains(text) {
        throw RPCError(.invalidParameters, "\(name) must be \(values.dropLast().joined(separator: ", ")) or \(values.last ?? "")")
      }
    }
    guard arguments["path"].exists else { return }
    for name: StaticString in ["text", "kind"] where arguments[name].exists {
      throw RPCError(.invalidParameters, "'\(name)' and 'path' must not be given together")
    }
  }

  private func packs(_ arguments: JSONView) -> [String] {
    options.filter { $0.hasPrefix("\(Option.pack.name)=") || $0.hasPrefix("\(Option.edition.name)=") }
  }

  /// The options for the arguments of a call. A pack must be given by its id, because a path would read other files.
  private func callOptions(_ arguments: JSONView) throws(RPCError) -> [String] {
    var words: [String] = []
    if let pack = arguments["pack"].text {
      guard !PackFolder.isPath(pack) else { throw RPCError(.invalidParameters, "packs must be given by id") }
      words.append("\(Option.pack.name)=\(pack)")
    }
    if let interaction = arguments["interaction"].text, !has(.interaction) {
      words.append("\(Option.interaction.name)=\(interaction)")
    }
    if let version = arguments["fhirVersion"].text, !has(.fhirVersion) { words.append("\(Option.fhirVersion.name)=\(version)") }
    return words
  }

  private func has(_ option: Option) -> Bool { options.contains { $0.hasPrefix(option.name + "=") } }

  // MARK: Files

  /// Files for a command, and files that could not be read, as error messages.
  private struct Files {
    var paths: [String]
    var errors: [String] = []
  }

  /// The files at the path of a call, all of which are inside the paths given at startup. If `expandsArchives`, archives are
  /// replaced by the payloads in them.
  private func files(_ arguments: JSONView, expandsArchives: Bool = true) throws(RPCError) -> Files {
    guard let path = arguments["path"].text else {
      throw RPCError(.invalidParameters, "the tool requires \(expandsArchives ? "'text' or 'path'" : "'path'")")
    }
    guard let access = FileAccess.current, access.resolvesInsideRoots(path) else {
      throw RPCError(.invalidParameters, "the path is outside the paths that the server was started with")
    }
    var files = try files(path, expandsArchives: expandsArchives)
    files.paths = files.paths.filter { access.resolvesInsideRoots($0) }
    guard !files.paths.isEmpty || !files.errors.isEmpty else {
      throw RPCError(.invalidParameters, "there is no payload at the path")
    }
    guard files.paths.count <= Self.maxFiles else {
      throw RPCError(.invalidParameters, "there are more than \(Self.maxFiles) files at the path")
    }
    return files
  }

  private func files(_ path: String, expandsArchives: Bool) throws(RPCError) -> Files {
    let kind: Platform.FileKind
    do throws(SystemError) {
      kind = try Platform.kind(of: path)
    } catch {
      let archive = error.isMissing ? TextArchive.split(path)?.archive : nil
      if let archive, (try? Platform.kind(of: archive)) == .regular { return Files(paths: [path]) }
      throw RPCError(.invalidParameters, "the path cannot be read: \(error.text)")
    }
    switch kind {
    case .folder:
      var finder = InputFinder(suffixes: InputFinder.payloads + (expandsArchives ? [] : [TextArchive.suffix]))
      finder.add(path)
      return Files(paths: finder.paths, errors: finder.operationalErrors)
    case .regular:
      guard expandsArchives, TextArchive.isArchive(path) else { return Files(paths: [path]) }
      let members = FixtureFiles([path], suffixes: InputFinder.payloads)
      return Files(paths: members.all.map(\.path), errors: members.operationalErrors)
    case .other: throw RPCError(.invalidParameters, "the path is neither a file nor a folder")
    }
  }

  /// Runs a function that can read only files inside the paths given at startup, and files that the user's own settings name:
  /// command-line options, and settings files outside these paths.
  private func withLimits<Value>(_ body: () -> Value) -> Value {
    let access = FileAccess(roots: roots, currentFolder: currentFolder)
    access.allow(settings)
    for start in folders {
      var next: String? = start
      while let folder = next {
        for name in [SettingsFile.name, ".gitignore", ".git"] { access.allow(Paths.join(folder, name)) }
        next = Paths.parent(folder)
      }
    }
    return FileAccess.$current.withValue(access, operation: body)
  }

  // MARK: Running

  /// The output of a command on files.
  private func run(_ words: [String], on files: Files) -> (text: String, isError: Bool) {
    if files.paths.isEmpty { return (files.errors.joined(separator: "\n"), true) }
    let (text, isError) = run(words + ["--"] + files.paths)
    return (([text] + files.errors).joined(separator: "\n"), isError || !files.errors.isEmpty)
  }

  /// The output of a command, and whether the command failed.
  private func run(_ words: [String], input: String = "") -> (text: String, isError: Bool) {
    let output = BufferSink()
    let errors = BufferSink()
    let status = ApptLintCommand.run(
      arguments: words, environment: [:], console: Console(input: BufferSource(input), output: output, errors: errors))
    var text = output.text
    if text.utf8.count > Self.maxResult {
      text = String(decoding: text.utf8.prefix(Self.maxResult), as: UTF8.self) + "\n(the rest is omitted)"
    }
    let isError = status == ExitStatus.operationalError
    if !errors.text.isEmpty { text += (text.isEmpty ? "" : "\n") + errors.text }
    return (text.isEmpty ? "no findings" : text, isError)
  }

  // MARK: Descriptions

  /// A tool as described to clients.
  private struct Tool {
    var name: String
    var title: String
    var text: String
    var properties: FHIRMembers
    var required: [String] = []

    var description: FHIRValue {
      var schema: FHIRMembers = [
        "type": .string("object"), "properties": .object(properties), "additionalProperties": .boolean(false),
      ]
      if !required.isEmpty { schema.append("required", .list(required.map { .string($0) })) }
      return .object([
        "name": .string(name), "title": .string(title), "description": .string(text), "inputSchema": .object(schema),
        "annotations": .object(["readOnlyHint": .boolean(true), "openWorldHint": .boolean(false)]),
      ])
    }
  }

  static var descriptions: [FHIRValue] { tools.map(\.description) }

  private static var tools: [Tool] {
    func property(_ text: String, _ values: [String] = []) -> FHIRValue {
      var members: FHIRMembers = ["type": .string("string"), "description": .string(text)]
      if !values.isEmpty { members.append("enum", .list(values.map { .string($0) })) }
      return .object(members)
    }
    func tool(_ name: String, _ title: String, _ text: String, _ properties: FHIRMembers, required: [String] = []) -> Tool {
      Tool(name: name, title: title, text: text, properties: properties, required: required)
    }
    let text = property("A payload: FHIR JSON or XML, a HAR file or raw HTTP messages. Either this or path.")
    let kind = property("The kind of text. Not with path. Default: inferred from its content.", kinds)
    let path = property("A file or folder inside the paths that the server was started with.")
    let pack = property("The id of a rule pack, such as nhs-booking or bars; none for FHIR only. Default: inferred.")
    let interaction = property("The interaction, such as book or cancel. Default: inferred.")
    let version = property("The release of FHIR. Default: inferred.", fhirVersions)
    return [
      tool(
        "lint", "Check a payload", "Reports what is wrong in a payload, where, which clause it violates, and how to fix it.",
        ["text": text, "kind": kind, "path": path, "pack": pack, "interaction": interaction, "fhirVersion": version]),
      tool(
        "explain", "Explain a rule", "Describes what a rule requires, its source, and how to fix violations.",
        ["rule": property("The code or name of a rule, such as BKL003.")], required: ["rule"]),
      tool(
        "example", "Write an example",
        "Returns a valid payload, or a recording as raw HTTP messages, to start from; without a pack, lists all examples.",
        [
          "pack": property("The id of a rule pack, such as nhs-booking or bars."),
          "interaction": property("The interaction or the name of the example, such as book. Default: the first example."),
        ]),
      tool(
        "fix", "Fix a payload",
        "Applies safe fixes to the text and returns it; for a path, lists what check --fix would change. Writes no file.",
        ["text": text, "kind": kind, "path": path, "pack": pack, "interaction": interaction, "fhirVersion": version]),
      tool(
        "coverage", "Show the coverage of requirements",
        "Reports which requirements of the rule packs the payloads at a path exercise.",
        ["path": path, "pack": pack], required: ["path"]),
    ]
  }
}

/// Collects the output of a command.
private final class BufferSink: ByteSink {
  let isTerminal = false
  private let bytes = Guarded<[UInt8]>([])

  func write(_ bytes: [UInt8]) throws(OutputError) { self.bytes.withLock { $0 += bytes } }

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}

/// A text as input.
private final class BufferSource: ByteSource {
  private let rest: Guarded<ArraySlice<UInt8>>

  init(_ text: String) { rest = Guarded(Array(text.utf8)[...]) }

  func read(upTo count: Int) throws(CommandError) -> [UInt8] {
    rest.withLock { rest in
      let piece = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
      return piece
    }
  }
}
