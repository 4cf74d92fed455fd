/// A file that is replaced: its content is written under a temporary name in the same folder until `commit`, so that readers see
/// either the old text or the complete new text, and an interrupted run leaves the old text in place.
///
/// A link stays a link: its target is replaced. Permissions are kept, and the owner if the system allows it.
/// Pipes and devices, and files in folders that are not writable, are written directly.
final class OutputFile {
  /// The descriptor written to.
  let descriptor: Int32
  private let target: String
  /// The temporary name; nil if the file is written directly or has its final name.
  private var temporary: String?
  private let ownsDescriptor: Bool

  init(_ path: String) throws(SystemError) {
    target = Self.target(of: path)
    let named = Platform.descriptor(named: path)
    ownsDescriptor = named == nil
    (descriptor, temporary) = if let named { (named, nil) } else { try Self.opened(target) }
  }

  private static func opened(_ target: String) throws(SystemError) -> (descriptor: Int32, temporary: String?) {
    let kind = try? Platform.kind(of: target)
    guard kind == nil || kind == .regular else { return (try Platform.openForWriting(target), nil) }
    // A read-only file must not be replaced.
    if kind == .regular { Platform.closeDescriptor(try Platform.openForWriting(target, emptied: false)) }
    do throws(SystemError) {
      let (temporary, descriptor) = try temporaryFile(in: Paths.folder(of: target))
      try? Platform.copyOwnerAndPermissions(of: target, to: descriptor)
      return (descriptor, temporary)
    } catch {
      guard kind == .regular, error.isForbidden else { throw error }
      return (try Platform.openForWriting(target), nil)
    }
  }

  deinit {
    if ownsDescriptor { Platform.closeDescriptor(descriptor) }
    if let temporary { Platform.remove(temporary) }
  }

  /// Renames the file to its final name.
  func commit() throws(SystemError) {
    guard let temporary else { return }
    try Platform.move(temporary, to: target)
    self.temporary = nil
  }

  /// The file that a path resolves to, following links, even if it does not exist yet.
  static func target(of path: String) -> String {
    var path = path
    for _ in 0..<40 {
      if let real = Platform.realPath(of: path) { return real }
      guard let text = Platform.linkText(of: path) else { break }
      path = text.hasPrefix("/") ? text : Paths.join(Paths.folder(of: path), text)
    }
    guard let folder = Platform.realPath(of: Paths.folder(of: path)) else { return path }
    return Paths.join(folder, path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// Creates a file with an unused name.
  private static func temporaryFile(in folder: String) throws(SystemError) -> (path: String, descriptor: Int32) {
    var number = 0
    while true {
      let path = Paths.join(folder, ".apptlint-\(Platform.processID)-\(number).tmp")
      do throws(SystemError) {
        return (path, try Platform.createFile(path))
      } catch {
        guard error.isTaken, number < 10_000 else { throw error }
        number += 1
      }
    }
  }
}
