import Foundation

/// Generates files: `Profiles/` from the original definitions, the pack from `Profiles/`, the embedded rule files and the rule
/// pages from `Rules/`, and the list of public declarations from the modules of a build.
do {
  try Command(arguments: Array(CommandLine.arguments.dropFirst())).run()
} catch {
  FileHandle.standardError.write(Data("apptlint-generate: \(error)\n".utf8))
  exit(2)
}
