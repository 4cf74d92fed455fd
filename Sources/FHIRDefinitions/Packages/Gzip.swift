import CZlib

/// Gzip (RFC 1952), unpacked by zlib.
enum Gzip {
  /// The text inside; throws where the bytes are no gzip, are cut short, or hold more than `limit` bytes.
  static func unpacked(_ bytes: [UInt8], limit: Int, name: String) throws(DefinitionsError) -> [UInt8] {
    var stream = unsafe z_stream()
    guard unsafe apptlint_inflate_gzip(&stream) == Z_OK else { throw DefinitionsError("\(name): zlib cannot be used") }
    defer { unsafe _ = inflateEnd(&stream) }
    var result: [UInt8] = []
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
        result += unsafe buffer[..<(buffer.count - Int(stream.avail_out))]
        if result.count > limit { return Z_MEM_ERROR }
        if status != Z_OK { return status }
        if unsafe stream.avail_in == 0 && stream.avail_out > 0 { return Z_BUF_ERROR }
      }
    }
    switch status {
    case Z_STREAM_END: return result
    case Z_MEM_ERROR: throw DefinitionsError("\(name) holds more than \(limit >> 20) MB")
    case Z_BUF_ERROR: throw DefinitionsError("\(name) is cut short")
    default: throw DefinitionsError("\(name) is no gzip archive")
    }
  }
}
