import Findings
import Synchronization

/// The files that may be read. `apptlint mcp` limits these while a tool runs; other commands read everything.
///
/// Paths are checked in `Platform`, where the file system is accessed, regardless of whether an argument, a settings file, a
/// member of an archive or a folder contains them. A path is allowed if, with all links resolved, it is inside a root, or if the
/// user named it: at startup, or in a settings file outside the roots. A link inside the roots never gives access to a file
/// outside them.
final class FileAccess: Sendable {
  /// The limits of this thread and of the threads that it starts; nil for none.
  @TaskLocal static var current: FileAccess?

  /// A path with all links resolved.
  private struct Location {
    var path: String
    /// Whether any of these links is inside a root.
    var dependsOnRoots = false
  }

  private static let maxLinks = 40

  /// Absolute, with links resolved.
  private let roots: [String]
  let currentFolder: String
  /// The paths outside the roots that the user named, and whether their contents may be read too.
  private let named = Guarded<[String: Bool]>([:])

  init(roots: [String], currentFolder: String) {
    self.roots = roots
    self.currentFolder = currentFolder
  }

  // MARK: Paths that the user named

  /// Allows a file, or a folder with or without its contents, unless a link inside the roots determines the target of the path.
  func allow(_ path: String, withContents: Bool = false) {
    guard let location = try? location(of: path), !location.dependsOnRoots, !isInsideRoots(location.path) else { return }
    named.withLock {
      for path in [location.path, Paths.absolute(path, in: currentFolder)] { $0[path] = withContents || $0[path] == true }
    }
  }

  /// Whether a file is outside the roots, and its path uses no link inside them.
  func isIndependentOfRoots(_ path: String) -> Bool {
    (try? location(of: path)).map { !$0.dependsOnRoots && !isInsideRoots($0.path) } ?? false
  }

  // MARK: Checks

  /// Whether a path, with links resolved, is inside the roots; the file need not exist.
  func resolvesInsideRoots(_ path: String) -> Bool { (try? location(of: path)).map { isInsideRoots($0.path) } ?? false }

  private func isInsideRoots(_ path: String) -> Bool { roots.contains { Paths.isInside(path, $0) } }

  /// A path with all links resolved, except in the last part if links are not followed. Throws if the path is not allowed.
  func resolve(_ path: String, followingLinks: Bool = true) throws(SystemError) -> String {
    let location = try location(of: path, followingLinks: followingLinks)
    if isInsideRoots(location.path) { return location.path }
    guard !location.dependsOnRoots else { throw .outside }
    if isNamed(location.path) { return location.path }
    // A folder that the user named may contain links.
    let plain = Paths.absolute(path, in: currentFolder)
    guard isNamed(plain), try self.location(of: plain, followingLinks: followingLinks).path == location.path else {
      throw .outside
    }
    return location.path
  }

  private func isNamed(_ path: String) -> Bool {
    named.withLock { named in
      if named[path] != nil { return true }
      var next = Paths.parent(path)
      while let folder = next {
        if named[folder] == true { return true }
        next = Paths.parent(folder)
      }
      return false
    }
  }

  /// The location of a path after resolving its links. Parts that do not exist are kept.
  private func location(of path: String, followingLinks: Bool = true) throws(SystemError) -> Location {
    // The system would truncate the path at a zero byte.
    guard !path.utf8.contains(0) else { throw .outside }
    var pending: [Substring] = []
    func add(_ text: String) { pending += text.split(separator: "/").reversed() }
    add(path.hasPrefix("/") ? path : currentFolder + "/" + path)
    var location = Location(path: "/")
    var links = 0
    while let part = pending.popLast() {
      if part == "." { continue }
      if part == ".." {
        // The system cannot resolve the parent of something that is not a folder, such as an archive.
        if isInsideRoots(location.path) { try Platform.requireFolder(location.path) }
        location.path = Paths.parent(location.path) ?? "/"
        continue
      }
      let next = Paths.join(location.path, String(part))
      guard followingLinks || !pending.isEmpty, let target = Platform.linkText(of: next) else {
        location.path = next
        continue
      }
      links += 1
      guard links <= Self.maxLinks else { throw .outside }
      if isInsideRoots(next) { location.dependsOnRoots = true }
      if target.hasPrefix("/") { location.path = "/" }
      add(target)
    }
    return location
  }
}
