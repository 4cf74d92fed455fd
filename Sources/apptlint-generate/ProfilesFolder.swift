package import FHIRDefinitions
import Findings
import Foundation

/// The folder `Profiles/`: `SOURCES.lock`, and for each of its packages a folder with one file per kind of definition.
package struct ProfilesFolder {
  /// The name of the file that lists the packages.
  static let lockName = "SOURCES.lock"
  private let url: URL
  package let lock: SourceLock

  package init(_ path: String) throws {
    url = URL(fileURLWithPath: path)
    lock = try SourceLock(try Files.source(at: url.appendingPathComponent(Self.lockName)))
  }

  /// The packages in the order of `SOURCES.lock`, without those of earlier editions.
  package func packages() throws -> [PackageSchema] {
    try lock.packages.filter { $0.edition == nil }.map { source in
      let folder = url.appendingPathComponent(source.folder)
      var files: [DefinitionFile: SourceText] = [:]
      for kind in DefinitionFile.allCases {
        let file = folder.appendingPathComponent(kind.name)
        if FileManager.default.fileExists(atPath: file.path) { files[kind] = try Files.source(at: file) }
      }
      if files.isEmpty { throw DefinitionsError("\(folder.relativePath) has no definitions: run `make import`") }
      return try PackageSchema(source, files: files)
    }
  }

  /// Replaces the folder of a package.
  func write(_ package: PackageSchema, of source: PackageSource) throws {
    let folder = url.appendingPathComponent(source.folder)
    try remove(folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for kind in DefinitionFile.allCases {
      if let text = kind.text(of: package) { try Files.write(text, to: folder.appendingPathComponent(kind.name)) }
    }
  }

  /// Removes the folders of packages that `SOURCES.lock` does not list.
  func removeUnlisted() throws {
    let listed = Set(lock.packages.map(\.folder))
    for file in try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: [.isDirectoryKey])
    where try file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true && !listed.contains(file.lastPathComponent) {
      try remove(file)
    }
  }

  private func remove(_ folder: URL) throws {
    if FileManager.default.fileExists(atPath: folder.path) { try FileManager.default.removeItem(at: folder) }
  }
}
