import Findings
import Synchronization

/// Reads whole files into memory without copying. Also reads members of text archives: the path of a member is the archive's path
/// followed by the member's name, such as `book.txtar/booking.json`.
enum FileReading {
  enum Content {
    case text(SourceText)
    /// More bytes than the limit; nil if the size is unknown.
    case tooLarge(count: Int?)
  }

  /// Reads a file, pipe or device, with at most `limit` bytes in memory. Archives are kept in the cache.
  static func read(_ path: String, limit: Int, archives: ArchiveCache? = nil) throws(CommandError) -> Content {
    do throws(SystemError) {
      let descriptor = try Platform.openForReading(path)
      defer { Platform.closeDescriptor(descriptor) }
      let (kind, count) = try Platform.status(of: descriptor)
      // A folder can be opened but not read: the attempt yields the system's error message.
      guard kind == .regular && count > 0 else {
        return try content(name: path, limit: limit) { (count) throws(SystemError) in
          try Platform.readAvailable(descriptor, count: count)
        }
      }
      guard count <= limit else { return .tooLarge(count: count) }
      let bytes = try Platform.readBytes(descriptor, count: count, spare: SourceText.padding)
      return .text(SourceText(name: path, unpadded: bytes))
    } catch {
      if error.isMissing, let (archive, name) = try member(path, archives) {
        guard let member = archive.member(name) else { throw noMember(path) }
        let text = archive.text(of: member)
        return text.count <= limit ? .text(SourceText(name: path, unpadded: text)) : .tooLarge(count: text.count)
      }
      throw CommandError("cannot read \(path): \(error.text)")
    }
  }

  /// Reads a source of unknown length to its end.
  static func read(_ source: any ByteSource, name: String, limit: Int) throws(CommandError) -> Content {
    try content(name: name, limit: limit) { (count) throws(CommandError) in try source.read(upTo: count) }
  }

  private static func content<Failure: Error>(
    name: String, limit: Int, _ read: (Int) throws(Failure) -> [UInt8]
  ) throws(Failure) -> Content {
    var bytes: [UInt8] = []
    while true {
      let next = try read(1 << 16)
      if next.isEmpty { return .text(SourceText(name: name, unpadded: bytes)) }
      bytes += next
      if bytes.count > limit { return .tooLarge(count: nil) }
    }
  }

  /// The text of a regular file of at most `limit` bytes, or nil if there is none at this path.
  static func text(_ path: String, limit: Int = 1 << 24) throws(CommandError) -> String? {
    do throws(SystemError) {
      guard try Platform.kind(of: path) == .regular else { return nil }
    } catch {
      guard error.isMissing else { throw CommandError("cannot read \(path): \(error.text)") }
      return try member(path).flatMap { (archive, name) in
        archive.member(name).map { String(decoding: archive.text(of: $0), as: UTF8.self) }
      }
    }
    guard case .text(let source) = try read(path, limit: limit) else {
      throw CommandError("cannot read \(path): it is larger than \(limit >> 20) MiB")
    }
    return String(decoding: source.bytes, as: UTF8.self)
  }

  // MARK: Text archives

  /// A text archive of at most 64 MiB.
  static func archive(_ path: String) throws(CommandError) -> TextArchive {
    guard case .text(let source) = try read(path, limit: 1 << 26) else {
      throw CommandError("cannot read \(path): it is larger than 64 MiB")
    }
    return try TextArchive(Array(source.bytes), path: path)
  }

  static func noMember(_ path: String) -> CommandError { CommandError("cannot read \(path): the archive has no such member") }

  /// The archive and the name in the path of a member; nil for other paths.
  private static func member(
    _ path: String, _ archives: ArchiveCache? = nil
  ) throws(CommandError) -> (archive: TextArchive, name: String)? {
    guard let (file, name) = TextArchive.split(path), (try? Platform.kind(of: file)) == .regular else { return nil }
    if let archives { return (try archives.archive(file), name) }
    return (try archive(file), name)
  }
}

/// The archive that was read last, for threads that read its members one after the other.
final class ArchiveCache: Sendable {
  private let last = Guarded<(path: String, archive: TextArchive)?>(nil)

  func archive(_ path: String) throws(CommandError) -> TextArchive {
    if let known = last.withLock({ $0?.path == path ? $0?.archive : nil }) { return known }
    let archive = try FileReading.archive(path)
    last.withLock { $0 = (path, archive) }
    return archive
  }
}
