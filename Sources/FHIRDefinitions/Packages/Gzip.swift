import CZlib

/// Gzip (RFC 1952) decompression with zlib.
enum Gzip {
  /// Decompresses the bytes, and passes the content to `receive` in chunks. Throws if the bytes are not gzip, are truncated, or
  /// decompress to more than `limit` bytes, and rethrows the errors of `receive`.
  static func unpack(
    _ bytes: [UInt8], limit: Int, name: String, _ receive: (ArraySlice<UInt8>) throws(DefinitionsError) -> Void
  ) throws(DefinitionsError) {
    var stream = unsafe z_stream()
    guard unsafe apptlint_inflate_gzip(&stream) == Z_OK else { throw DefinitionsError("\(name): zlib is not available") }
    defer { unsafe _ = inflateEnd(&stream) }
    var count = 0
    var consumerError: DefinitionsError?
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var input = bytes
    // Safe: both buffers are valid inside the closures, zlib gets their exact sizes, and it uses no stored pointer after
    // `inflateEnd`, which is called before this function returns.
    let status: Int32 = unsafe input.withUnsafeMutableBytes { input in
      unsafe stream.next_in = input.bindMemory(to: UInt8.self).baseAddress
      unsafe stream.avail_in = UInt32(clamping: input.count)
      while true {
        let status = unsafe buffer.withUnsafeMutableBufferPointer { output in
          unsafe stream.next_out = output.baseAddress
          unsafe stream.avail_out = UInt32(output.count)
          return unsafe inflate(&stream, Z_NO_FLUSH)
        }
        let chunk = unsafe buffer[..<(buffer.count - Int(stream.avail_out))]
        count += chunk.count
        if count > limit { return Z_MEM_ERROR }
        do throws(DefinitionsError) { try receive(chunk) } catch {
          consumerError = error
          return Z_ERRNO
        }
        if status != Z_OK { return status }
        if unsafe stream.avail_in == 0 && stream.avail_out > 0 { return Z_BUF_ERROR }
      }
    }
    if let consumerError { throw consumerError }
    switch status {
    case Z_STREAM_END: return
    case Z_MEM_ERROR: throw DefinitionsError("\(name) unpacks to more than \(limit >> 20) MB")
    case Z_BUF_ERROR: throw DefinitionsError("\(name) is truncated")
    default: throw DefinitionsError("\(name) is not a gzip archive")
    }
  }
}
