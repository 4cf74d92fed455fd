import Foundation

/// Writes the C file that embeds the files of `Rules/`.
package struct RulesCommand {
  package static let output = "Sources/CEmbeddedData/rules.c"
  /// The folder that holds `Rules/` and `Sources/`.
  private let root: String

  package init(root: String) {
    self.root = root
  }

  func run() throws {
    let names = try Files.ruleNames(in: root)
    try Files.write(Self.text(of: names), to: URL(fileURLWithPath: "\(root)/\(Self.output)"))
    print("\(names.count) rule files in \(Self.output)")
  }

  /// The text that the file should have.
  package func text() throws -> String {
    Self.text(of: try Files.ruleNames(in: root))
  }

  private static func text(of names: [String]) -> String {
    let embedded = names.enumerated().map { index, name in
      """
      static const unsigned char rules\(index)[] = {
      #embed "../../Rules/\(name)"
      };

      """
    }
    let rows = names.enumerated().map { index, name in "  {\"\(name)\", rules\(index), sizeof rules\(index)},\n" }
    return """
      #include "CEmbeddedData.h"

      // Written by `swift run apptlint-generate rules`: the files of Rules/ as they are, by rising path.

      \(embedded.joined())
      static const apptlint_file files[] = {
      \(rows.joined())};

      const apptlint_file *apptlint_rules(void) { return files; }

      size_t apptlint_rules_count(void) { return sizeof files / sizeof files[0]; }

      """
  }
}
