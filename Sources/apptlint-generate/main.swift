import Foundation

/// Generates files: `Profiles/` from the original definitions, the pack from `Profiles/`, and from `Rules/` the embedded rule
/// files and the rule pages.
do {
  try Command(arguments: Array(CommandLine.arguments.dropFirst())).run()
} catch {
  FileHandle.standardError.write(Data("apptlint-generate: \(error)\n".utf8))
  exit(2)
}
