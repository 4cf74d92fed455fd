/// A gzipped tar archive, with valid or hostile headers.
enum Archive {
  static func bytes(_ files: [(name: String, bytes: [UInt8])], _ feed: inout ByteFeed) -> [UInt8] {
    var tar: [UInt8] = []
    for file in files {
      tar += header(file, &feed) + file.bytes + [UInt8](repeating: 0, count: (512 - file.bytes.count % 512) % 512)
    }
    tar += [UInt8](repeating: 0, count: feed.text(["", "x"]).isEmpty ? 1024 : 0)
    if feed.chance(oneIn: 6) { feed.corrupt(&tar) }
    var zipped = gzip(tar)
    if feed.chance(oneIn: 8) { feed.corrupt(&zipped) }
    return zipped
  }

  private static func header(_ file: (name: String, bytes: [UInt8]), _ feed: inout ByteFeed) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, _ offset: Int, _ count: Int) {
      for (index, byte) in text.utf8.prefix(count).enumerated() { header[offset + index] = byte }
    }
    put(feed.chance(oneIn: 10) ? feed.text(["../x.json", "/etc/x.json", "package/", "package/.x.json", ""]) : file.name, 0, 100)
    let size = String(file.bytes.count, radix: 8)
    put(
      feed.chance(oneIn: 8)
        ? feed.text(["-1", "777777777777", "-77777777777", "8", " ", "0x1", "\u{80}", "00000000001", "377777777777"])
        : String(repeating: "0", count: max(0, 11 - size.count)) + size, 124, 12)
    put("        ", 148, 8)
    header[156] = UInt8(ascii: "0")
    if feed.chance(oneIn: 10) { header[156] = [0x4C, 0x78, 0x67, 0x35, 0x32, 0][feed.number(below: 6)] }
    put("ustar", 257, 5)
    let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
    put(String(repeating: "0", count: max(0, 6 - sum.count)) + sum + "\0 ", 148, 8)
    return header
  }

  /// Gzip with stored blocks (RFC 1951, 3.2.4), without compression.
  private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      result += [rest.isEmpty ? 1 : 0, UInt8(block.count & 0xFF), UInt8(block.count >> 8)]
      result += [UInt8(~block.count & 0xFF), UInt8(~block.count >> 8 & 0xFF)] + block
    } while !rest.isEmpty
    var check: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      check ^= UInt32(byte)
      for _ in 0..<8 { check = check & 1 == 1 ? check >> 1 ^ 0xEDB8_8320 : check >> 1 }
    }
    for word in [~check, UInt32(truncatingIfNeeded: bytes.count)] {
      result += (0..<4).map { UInt8(word >> ($0 * 8) & 0xFF) }
    }
    return result
  }
}
