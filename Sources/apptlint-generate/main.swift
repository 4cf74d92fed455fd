import Foundation

/// Renews what is generated: `Profiles/` from the original definitions, and the pack from `Profiles/`.
do {
  try Command(arguments: Array(CommandLine.arguments.dropFirst())).run()
} catch {
  FileHandle.standardError.write(Data("apptlint-generate: \(error)\n".utf8))
  exit(2)
}
