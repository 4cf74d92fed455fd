/// Writes whole files, so that whoever reads at the same time sees the old text or the new, never a part of one.
enum FileWriting {
  /// Replaces a file, or makes it. A link stays a link: what it leads to is replaced. Permissions stay.
  static func replace(_ path: String, with bytes: [UInt8]) throws(CommandError) {
    let target = Platform.realPath(of: path) ?? path
    let temporary = Paths.join(Paths.folder(of: target), ".apptlint-\(Platform.processNumber).tmp")
    do throws(SystemError) {
      let descriptor = try Platform.openForWriting(temporary)
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
}
