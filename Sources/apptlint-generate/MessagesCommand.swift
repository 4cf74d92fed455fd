import FHIRDefinitions
import Foundation

/// Writes the C file that embeds the message definitions of `Profiles/`.
package struct MessagesCommand {
  package static let output = "Sources/CEmbeddedData/messages.c"
  /// The folder that holds `Profiles/` and `Sources/`.
  private let root: String

  package init(root: String) {
    self.root = root
  }

  func run() throws {
    try Files.write(try text(), to: URL(fileURLWithPath: "\(root)/\(Self.output)"))
    print("\(try definitions().count) message definitions in \(Self.output)")
  }

  /// The text that the file should have.
  package func text() throws -> String {
    let rows = try definitions().map(MessageFiles.text)
    let lines = rows.enumerated().map { index, row in
      RulesCommand.literal((index == 0 ? "[" : " ") + row + (index + 1 < rows.count ? "," : "]"))
    }
    return """
      #include "CEmbeddedData.h"

      // Written by `swift run apptlint-generate messages`: the message definitions of Profiles/, one in a line.

      static const char messages[] =
      \(lines.joined(separator: "\n"));

      const char *apptlint_messages(void) { return messages; }

      size_t apptlint_messages_count(void) { return sizeof messages - 1; }

      """
  }

  /// The definitions of all packages, by rising package and URL.
  private func definitions() throws -> [MessageDefinition] {
    try ProfilesFolder("\(root)/Profiles").packages().flatMap(\.messages)
  }
}
