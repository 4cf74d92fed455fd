import Findings
import Foundation
import RulePacks

/// Writes the C file that embeds the files in `Rules/`.
package struct RulesCommand {
  package static let output = "Sources/CEmbeddedData/rules.c"
  /// The folder that contains `Rules/` and `Sources/`.
  private let root: String

  package init(root: String) {
    self.root = root
  }

  func run() throws {
    try Files.write(try text(), to: URL(fileURLWithPath: "\(root)/\(Self.output)"))
    print("\(try Files.ruleNames(in: root).count) rule files in \(Self.output)")
  }

  /// The expected text of the file.
  package func text() throws -> String {
    let names = try Files.ruleNames(in: root)
    let named = try names.filter { !$0.contains("/examples/") }.reduce(into: Set<String>()) { texts, name in
      texts.formUnion(RuleFile(try Files.source(at: URL(fileURLWithPath: "\(root)/Rules/\(name)"))).namedTexts)
    }
    let embedded = names.enumerated().map { index, name in
      """
      static const unsigned char file\(index)[] = {
      #embed "../../Rules/\(name)"
      };

      """
    }
    var details: [String] = []
    var rows: [String] = []
    for (index, name) in names.enumerated() {
      let source = try Files.source(at: URL(fileURLWithPath: "\(root)/Rules/\(name)"))
      let ranges = name.contains("/examples/") ? [] : RuleFile(source).detailRanges
      rows.append(
        "  {\"\(name)\", file\(index), sizeof file\(index), \(source.count), details + \(details.count), \(ranges.count)},\n")
      details += ranges.map { "{\($0.lowerBound), \($0.upperBound)}" }
    }
    return """
      #include "CEmbeddedData.h"

      // Written by `swift run apptlint-generate rules`: the files of Rules/ in order of path, the ranges of their details, and
      // the codes and URLs that they name, one per line.

      \(embedded.joined(separator: "\n"))
      static const apptlint_range details[] = {
      \(Self.lines(details))
      };

      static const apptlint_file files[] = {
      \(rows.joined())};

      const apptlint_file *apptlint_rules(void) { return files; }

      size_t apptlint_rules_count(void) { return sizeof files / sizeof files[0]; }

      static const char named[] =
      \(named.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { Self.literal($0).dropLast() + "\\n\"" }.joined(separator: "\n"));

      const char *apptlint_named_texts(void) { return named; }

      size_t apptlint_named_texts_count(void) { return sizeof named - 1; }

      """
  }

  /// The items of an array, as lines of at most 130 columns.
  private static func lines(_ items: [String]) -> String {
    var lines: [String] = []
    for item in items {
      if let last = lines.last, last.count + item.count + 2 < 130 {
        lines[lines.count - 1] = last + " " + item + ","
      } else {
        lines.append("  " + item + ",")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// A text as a C string literal, line by line.
  static func literal(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      var escaped = ""
      for scalar in line.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { escaped += "\\" }
        escaped.unicodeScalars.append(scalar)
      }
      return "  \"" + escaped + "\""
    }.joined(separator: "\n")
  }
}
