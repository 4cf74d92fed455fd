import Findings
import Foundation

/// Reads and writes files.
enum Files {
  static func source(at url: URL) throws -> SourceText {
    SourceText(name: url.relativePath, bytes: try Data(contentsOf: url))
  }

  /// The names of the rule files and examples of a checkout: their paths relative to `Rules/`, sorted.
  static func ruleNames(in root: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(root)/Rules").filter { name in
      [".json", ".xml", ".http"].contains { name.hasSuffix($0) }
    }.sorted()
  }

  static func write(_ text: String, to url: URL) throws {
    try Data(text.utf8).write(to: url)
  }
}
