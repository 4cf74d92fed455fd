import Foundation

/// Renews what is generated: `Profiles/` from the original definitions, the pack from `Profiles/`, and from `Rules/` the
/// list of what is embedded and the pages of the rules.
do {
  try Command(arguments: Array(CommandLine.arguments.dropFirst())).run()
} catch {
  FileHandle.standardError.write(Data("apptlint-generate: \(error)\n".utf8))
  exit(2)
}
