import FHIRDefinitions
import Foundation

/// Compiles `Profiles/` into the pack that the library embeds.
struct PackCommand {
  var profiles: String
  var output: String

  func run() throws {
    let pack = try PackWriter.pack(try ProfilesFolder(profiles).packages())
    try Data(pack).write(to: URL(fileURLWithPath: output))
    print("\(pack.count) bytes in \(output)")
  }
}
