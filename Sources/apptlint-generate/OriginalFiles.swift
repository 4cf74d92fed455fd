package import FHIRDefinitions
import Findings
import Foundation

/// The original files of packages, found by name and hash below a folder.
package struct OriginalFiles {
  /// The bytes of each file, by hash.
  private var bytes: [String: [UInt8]] = [:]

  /// Finds the files of the given packages. Throws an error that lists all missing or different files.
  package init(of packages: [PackageSource], in folder: String) throws {
    guard let found = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
      throw DefinitionsError("\(folder) cannot be read as a folder")
    }
    let paths = Dictionary(grouping: found.sorted()) { URL(fileURLWithPath: $0).lastPathComponent }
    var problems: [String] = []
    for package in packages {
      for file in package.origin.files {
        var problem = "\(file.name) is missing"
        for path in paths[file.name] ?? [] {
          let content = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)")))
          let hash = SHA256.hex(of: content)
          if hash == file.hash {
            bytes[hash] = content
            break
          }
          problem = "\(path) differs: its SHA-256 is \(hash), \(ProfilesFolder.lockName) has \(file.hash)"
        }
        if bytes[file.hash] == nil { problems.append("\(package.name) \(package.version): \(problem)") }
      }
    }
    guard problems.isEmpty else {
      throw DefinitionsError((["the files differ from \(ProfilesFolder.lockName):"] + problems).joined(separator: "\n  "))
    }
  }

  /// The bytes of a file.
  package subscript(_ file: OriginalFile) -> [UInt8] { bytes[file.hash] ?? [] }

  /// The definitions in the files of a package; each file of an npm package is a separate text.
  func sources(of package: PackageSource) throws -> [SourceText] {
    try package.origin.files.flatMap { file in
      file.name.hasSuffix(".tgz")
        ? try PackageArchive.files(in: self[file], name: file.name) : [SourceText(name: file.name, bytes: self[file])]
    }
  }
}
