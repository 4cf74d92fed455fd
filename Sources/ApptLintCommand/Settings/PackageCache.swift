import ApptLint
import Findings
import Synchronization

/// The packages of definitions that options and settings files name, each read once.
final class PackageCache: Sendable {
  private let packages = Guarded<[String: [DefinitionsPackage]]>([:])
  /// The largest file of definitions that is read, in bytes.
  private static let largest = 512 << 20

  /// The packages at a path: those of an npm package (`.tgz`) or a file one, those of a folder one for its loose files and one
  /// for each npm package in it.
  func packages(at path: String) throws(CommandError) -> [DefinitionsPackage] {
    if let known = packages.withLock({ $0[path] }) { return known }
    let read = try Self.read(path)
    packages.withLock { $0[path] = read }
    return read
  }

  /// What is wrong with files that could be read all the same.
  var warnings: [String] {
    packages.withLock { $0.sorted { $0.key < $1.key }.flatMap(\.value).flatMap(\.warnings) }
  }

  private static func read(_ path: String) throws(CommandError) -> [DefinitionsPackage] {
    let kind: Platform.FileKind
    do throws(SystemError) {
      kind = try Platform.kind(of: path)
    } catch {
      throw CommandError("cannot read the definitions \(path): \(error.words)")
    }
    if kind != .folder { return [try package(path, [path])] }
    let files = try definitions(in: path)
    var packages: [DefinitionsPackage] = []
    for archive in files.filter(isArchive) { packages.append(try package(archive, [archive])) }
    let loose = files.filter { !isArchive($0) }
    if !loose.isEmpty || packages.isEmpty { packages.insert(try package(path, loose), at: 0) }
    return packages
  }

  private static func package(_ name: String, _ files: [String]) throws(CommandError) -> DefinitionsPackage {
    var sources: [SourceText] = []
    for file in files {
      guard case .text(let source) = try FileReading.read(file, limit: largest) else {
        throw CommandError("cannot read \(file): it is larger than \(largest >> 20) MiB")
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

  /// The files of a folder and of those below it that may hold definitions, by rising name; hidden ones are passed over.
  private static func definitions(in folder: String) throws(CommandError) -> [String] {
    var found: [String] = []
    var folders: [String] = []
    do throws(SystemError) {
      for name in try Platform.names(inFolder: folder).compactMap({ $0 }).sorted() where !name.hasPrefix(".") {
        let path = Paths.join(folder, name)
        // Links to folders are not followed, so that no loop of links is ever walked.
        if try Platform.kind(of: path, followingLinks: false) == .folder {
          folders.append(path)
        } else if isArchive(name) || name.hasSuffix(".json") || name.hasSuffix(".xml") {
          // What is no file at its end, such as a pipe, would be waited for.
          if try Platform.kind(of: path) == .regular { found.append(path) }
        }
      }
    } catch {
      throw CommandError("cannot read the folder \(folder): \(error.words)")
    }
    for folder in folders { found += try definitions(in: folder) }
    return found
  }
}
