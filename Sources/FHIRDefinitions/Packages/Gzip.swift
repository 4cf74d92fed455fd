import CZlib

/// Gzip (RFC 1952), unpacked by zlib.
enum Gzip {
  /// Gives what is inside in pieces as it is unpacked; throws where the bytes are no gzip, are cut short, or hold more than
  /// `limit` bytes, and what `take` throws.
  static func unpack(
    _ bytes: [UInt8], limit: Int, name: String, _ take: (ArraySlice<UInt8>) throws(DefinitionsError) -> Void
  ) throws(DefinitionsError) {
    var stream = unsafe z_stream()
    guard unsafe apptlint_inflate_gzip(&stream) == Z_OK else { throw DefinitionsError("\(name): zlib cannot be used") }
    defer { unsafe _ = inflateEnd(&stream) }
    var count = 0
    var refusal: DefinitionsError?
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var input = bytes
    // Safe: both buffers are lent for the closures alone, zlib is told their exact sizes, and it keeps no pointer that it
    // uses once `inflateEnd` is called, which happens before this function returns.
    let status: Int32 = unsafe input.withUnsafeMutableBytes { input in
      unsafe stream.next_in = input.bindMemory(to: UInt8.self).baseAddress
      unsafe stream.avail_in = UInt32(clamping: input.count)
      while true {
        let status = unsafe buffer.withUnsafeMutableBufferPointer { output in
          unsafe stream.next_out = output.baseAddress
          unsafe stream.avail_out = UInt32(output.count)
          return unsafe inflate(&stream, Z_NO_FLUSH)
        }
        let piece = unsafe buffer[..<(buffer.count - Int(stream.avail_out))]
        count += piece.count
        if count > limit { return Z_MEM_ERROR }
        do throws(DefinitionsError) { try take(piece) } catch {
          refusal = error
          return Z_ERRNO
        }
        if status != Z_OK { return status }
        if unsafe stream.avail_in == 0 && stream.avail_out > 0 { return Z_BUF_ERROR }
      }
    }
    if let refusal { throw refusal }
    switch status {
    case Z_STREAM_END: return
    case Z_MEM_ERROR: throw DefinitionsError("\(name) holds more than \(limit >> 20) MB")
    case Z_BUF_ERROR: throw DefinitionsError("\(name) is cut short")
    default: throw DefinitionsError("\(name) is no gzip archive")
    }
  }
}
