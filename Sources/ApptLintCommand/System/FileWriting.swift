/// Writes whole files, so that whoever reads at the same time sees the old text or the new, never a part of one.
enum FileWriting {
  /// Replaces a file, or makes it. A link stays a link: what it leads to is replaced. Permissions stay.
  static func replace(_ path: String, with bytes: [UInt8]) throws(CommandError) {
    let target = Platform.realPath(of: path) ?? path
    // Files of one folder may be written at once, so the name tells them apart (FNV-1a).
    let mark = target.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let name = ".apptlint-\(Platform.processNumber)-\(String(mark, radix: 16)).tmp"
    let temporary = Paths.join(Paths.folder(of: target), name)
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
