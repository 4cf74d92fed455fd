/// Writes whole files.
enum FileWriting {
  /// Replaces or creates a file.
  static func replace(_ path: String, with bytes: [UInt8]) throws(CommandError) {
    do throws(SystemError) {
      let file = try OutputFile(path)
      try Platform.writeBytes(bytes, to: file.descriptor)
      try file.commit()
    } catch {
      throw CommandError("cannot write \(path): \(error.text)")
    }
  }
}
