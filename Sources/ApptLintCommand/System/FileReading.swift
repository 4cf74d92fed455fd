import Findings

/// Reads whole files into memory without copying.
enum FileReading {
  enum Content {
    case text(SourceText)
    /// More bytes than the limit; nil if the size is unknown.
    case tooLarge(count: Int?)
  }

  /// Reads a file, pipe or device, with at most `limit` bytes in memory.
  static func read(_ path: String, limit: Int) throws(CommandError) -> Content {
    do throws(SystemError) {
      let descriptor = try Platform.openForReading(path)
      defer { Platform.closeDescriptor(descriptor) }
      let (kind, count) = try Platform.status(of: descriptor)
      // A folder can be opened but not read: the attempt yields the system's error message.
      guard kind == .regular && count > 0 else {
        return try content(name: path, limit: limit) { (count) throws(SystemError) in
          try Platform.readSome(descriptor, count: count)
        }
      }
      guard count <= limit else { return .tooLarge(count: count) }
      let bytes = try Platform.readBytes(descriptor, count: count, spare: SourceText.padding)
      return .text(SourceText(name: path, unpadded: bytes))
    } catch {
      throw CommandError("cannot read \(path): \(error.text)")
    }
  }

  /// Reads a file of unknown length to its end.
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

  /// The text of a file of at most `limit` bytes, or nil if it does not exist.
  static func text(_ path: String, limit: Int = 1 << 24) throws(CommandError) -> String? {
    do throws(SystemError) {
      guard try Platform.kind(of: path) == .regular else { return nil }
    } catch {
      if error.isMissing { return nil }
      throw CommandError("cannot read \(path): \(error.text)")
    }
    guard case .text(let source) = try read(path, limit: limit) else {
      throw CommandError("cannot read \(path): it is larger than \(limit >> 20) MiB")
    }
    return String(decoding: source.bytes, as: UTF8.self)
  }
}
