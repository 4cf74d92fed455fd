/// Writes whole files, so that whoever reads at the same time sees the old text or the new, never a part of one.
enum FileWriting {
  /// Replaces a file, or makes it. A link stays a link: what it leads to is replaced. Permissions stay.
  static func replace(_ path: String, with bytes: [UInt8]) throws(CommandError) {
    let target = Platform.realPath(of: path) ?? path
    do throws(SystemError) {
      if (try? Platform.kind(of: path)) == .other { return try write(bytes, toDevice: path) }
      let (temporary, descriptor) = try temporaryFile(in: Paths.folder(of: target))
      do throws(SystemError) {
        defer { Platform.closeDescriptor(descriptor) }
        if let mode = Platform.permissions(of: target) { try Platform.setPermissions(mode, of: descriptor) }
        try Platform.writeBytes(bytes, to: descriptor)
      } catch {
        Platform.remove(temporary)
        throw error
      }
      do throws(SystemError) {
        try Platform.move(temporary, to: target)
      } catch {
        Platform.remove(temporary)
        throw error
      }
    } catch {
      throw CommandError("cannot write \(path): \(error.words)")
    }
  }

  /// Writes into what is no file, such as `/dev/stdout`.
  private static func write(_ bytes: [UInt8], toDevice path: String) throws(SystemError) {
    let descriptor = try Platform.openForWriting(path)
    defer { Platform.closeDescriptor(descriptor) }
    try Platform.writeBytes(bytes, to: descriptor)
  }

  /// Makes a file of a name that nobody has.
  private static func temporaryFile(in folder: String) throws(SystemError) -> (path: String, descriptor: Int32) {
    var number = 0
    while true {
      let path = Paths.join(folder, ".apptlint-\(Platform.processNumber)-\(number).tmp")
      do throws(SystemError) {
        return (path, try Platform.makeFile(path))
      } catch {
        guard error.isTaken, number < 10_000 else { throw error }
        number += 1
      }
    }
  }
}
