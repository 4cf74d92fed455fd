import FHIRDefinitions
import Findings
import Foundation

/// Reading and writing of files.
enum Files {
  static func source(at url: URL) throws -> SourceText {
    SourceText(name: url.relativePath, bytes: try Data(contentsOf: url))
  }

  /// The JSON and XML files at paths, those of folders and of npm packages too, by rising name within a folder.
  static func sources(at paths: [String]) throws -> [SourceText] {
    var sources: [SourceText] = []
    for path in paths {
      var files = [path]
      let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      if type == .typeDirectory {
        files = try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { "\(path)/\($0)" }
      }
      if path.hasSuffix(".tgz") {
        sources += try PackageArchive.files(in: Array(try Data(contentsOf: URL(fileURLWithPath: path))), name: path)
        continue
      }
      for file in files where file.hasSuffix(".json") || file.hasSuffix(".xml") {
        sources.append(try source(at: URL(fileURLWithPath: file)))
      }
    }
    return sources
  }

  /// The rule files of a checkout by rising path below its Rules/, which is what each is called.
  static func ruleNames(in root: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(root)/Rules").filter { $0.hasSuffix(".json") }.sorted()
  }

  static func write(_ text: String, to url: URL) throws {
    try Data(text.utf8).write(to: url)
  }
}
