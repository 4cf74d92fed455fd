import Reporting

/// Runs one command line, without the program's name, and returns the exit status: 0 clean, 1 findings, 2 invalid usage or
/// configuration, or an error reading or writing.
package func run(arguments: [String], environment: [String: String], console: Console) -> Int32 {
  run(arguments, environment, console, ProcessLifetime())
}

private func run(_ arguments: [String], _ environment: [String: String], _ console: Console, _ lifetime: ProcessLifetime) -> Int32
{
  do throws(CommandError) {
    return try dispatch(arguments, Subcommand.Context(console: console, environment: environment, lifetime: lifetime))
  } catch {
    if case .sentence(let sentence) = error { console.printNote(sentence) }
    return ExitStatus.operationalError
  }
}

/// Runs the command line of this process, and ends the process.
package func runProcess() -> Never {
  Platform.ignoreClosedPipes()
  var environment: [String: String] = [:]
  for name in TerminalStyle.variables + ["GITHUB_STEP_SUMMARY"] + ReportWriter.checkoutVariables {
    environment[name] = Platform.environmentVariable(name)
  }
  var console = Console(
    input: FileSource(descriptor: Platform.standardInput, name: "standard input"),
    output: FileSink(descriptor: Platform.standardOutput, name: "standard output"),
    errors: FileSink(descriptor: Platform.standardError, name: "standard error"))
  console.hasInput = Platform.hasContent(Platform.standardInput)
  let lifetime = ProcessLifetime()
  let status = run(Array(CommandLine.arguments.dropFirst()), environment, console, lifetime)
  withExtendedLifetime(lifetime) { Platform.exitProcess(status) }
}

private func dispatch(_ words: [String], _ context: Subcommand.Context) throws(CommandError) -> Int32 {
  guard let first = words.first else {
    try? context.console.errors.write(Help.program().bytes)
    return ExitStatus.operationalError
  }
  if first == "--version" {
    var text = OutputBuffer()
    text.append("apptlint \(Help.version)\n")
    try context.console.print(text)
    return ExitStatus.clean
  }
  let asksForHelp = ["-h", "--help", "help"].contains(first)
  guard let name = asksForHelp ? words.dropFirst().first : first else {
    try context.console.print(Help.program())
    return ExitStatus.clean
  }
  guard let command = Subcommand.all.first(where: { $0.name == name }) else { throw unknown(name) }
  let rest = words.dropFirst()
  let options = rest.prefix { $0 != "--" }
  if asksForHelp || options.contains("--help") || options.contains("-h") {
    try context.console.print(Help.command(command))
    return ExitStatus.clean
  }
  return try command.run(Arguments(Array(rest), options: command.options, takesDashes: command.takesDashes), context)
}

private func unknown(_ name: String) -> CommandError {
  if name.hasPrefix("-") { return CommandError("the command is missing: apptlint check \(name)") }
  if (try? Platform.kind(of: name)) != nil { return CommandError("the command is missing: apptlint check \(name)") }
  // Names of these commands in other tools.
  let synonyms: [String: Subcommand] = ["validate": .check, "lint": .check, "test": .verify, "rule": .explain, "list": .rules]
  let advice =
    synonyms[name.lowercased()].map { "; did you mean \($0.name)?" }
    ?? Suggestion.text(for: name, among: Subcommand.all.map { $0.name }, otherwise: "; see apptlint --help")
  return CommandError("unknown command '\(name)'" + advice)
}
