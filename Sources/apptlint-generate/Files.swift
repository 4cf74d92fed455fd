import Findings
import Foundation

/// Reading and writing of files.
enum Files {
  static func source(at url: URL) throws -> SourceText {
    SourceText(name: url.relativePath, bytes: try Data(contentsOf: url))
  }

  /// The rule files of a checkout by rising path below its Rules/, which is what each is called.
  static func ruleNames(in root: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(root)/Rules").filter { $0.hasSuffix(".json") }.sorted()
  }

  static func write(_ text: String, to url: URL) throws {
    try Data(text.utf8).write(to: url)
  }
}
