import ApptLint
import Findings
import Synchronization

/// The definition packages that options and settings files name, each read once.
package final class PackageCache: Sendable {
  private struct Entry: Sendable {
    var packages: [DefinitionsPackage]
    var files: [String]
  }

  private let entries = Guarded<[String: Entry]>([:])
  /// The maximum size of a file of definitions, in bytes.
  private static let maxBytes = 512 << 20

  package init() {}

  /// The packages at a path: one for an npm package (`.tgz`) or a file; for a folder one for its loose files and one for each
  /// npm package in it.
  func packages(at path: String) throws(CommandError) -> [DefinitionsPackage] {
    if let known = entries.withLock({ $0[path] }) { return known.packages }
    let read = try Self.read(path)
    entries.withLock { $0[path] = read }
    return read.packages
  }

  /// The files that were read.
  var files: [String] { entries.withLock { $0.values.flatMap(\.files) } }

  /// Problems in files that could still be read.
  var warnings: [String] {
    entries.withLock { $0.sorted { $0.key < $1.key }.flatMap(\.value.packages).flatMap(\.warnings) }
  }

  private static func read(_ path: String) throws(CommandError) -> Entry {
    let kind: Platform.FileKind
    do throws(SystemError) {
      kind = try Platform.kind(of: path)
    } catch {
      throw CommandError("cannot read the definitions \(path): \(error.text)")
    }
    if kind != .folder { return Entry(packages: [try package(path, [path])], files: [path]) }
    let files = try definitions(in: path)
    var packages: [DefinitionsPackage] = []
    for archive in files.filter(isArchive) { packages.append(try package(archive, [archive])) }
    let loose = files.filter { !isArchive($0) }
    if !loose.isEmpty || packages.isEmpty { packages.insert(try package(path, loose), at: 0) }
    return Entry(packages: packages, files: files)
  }

  private static func package(_ name: String, _ files: [String]) throws(CommandError) -> DefinitionsPackage {
    var sources: [SourceText] = []
    for file in files {
      guard case .text(let source) = try FileReading.read(file, limit: maxBytes) else {
        throw CommandError("cannot read \(file): it is larger than \(maxBytes >> 20) MiB")
      }
      sources.append(source)
    }
    do throws(ConfigurationError) {
      guard isArchive(name), let archive = sources.first else { return try DefinitionsPackage(name: name, files: sources) }
      return try DefinitionsPackage(name: name, archive: Array(archive.bytes))
    } catch {
      throw CommandError(error.description)
    }
  }

  private static func isArchive(_ path: String) -> Bool {
    let name = path.lowercased()
    return name.hasSuffix(".tgz") || name.hasSuffix(".tar.gz")
  }

  /// The files below a folder that may contain definitions, by ascending name; hidden files and folders are skipped.
  private static func definitions(in folder: String) throws(CommandError) -> [String] {
    var found: [String] = []
    var folders: [String] = []
    do throws(SystemError) {
      for name in try Platform.names(inFolder: folder).compactMap({ $0 }).sorted() where !name.hasPrefix(".") {
        let path = Paths.join(folder, name)
        // Links to folders are not followed, to avoid cycles.
        if try Platform.kind(of: path, followingLinks: false) == .folder {
          folders.append(path)
        } else if isArchive(name) || name.hasSuffix(".json") || name.hasSuffix(".xml") {
          // A link to something other than a file, such as a pipe, could block.
          if try Platform.kind(of: path) == .regular { found.append(path) }
        }
      }
    } catch {
      throw CommandError("cannot read the folder \(folder): \(error.text)")
    }
    for folder in folders { found += try definitions(in: folder) }
    return found
  }
}
