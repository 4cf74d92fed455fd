package import Findings

/// An npm package as FHIR registries publish it: a gzipped tar archive, with the definitions as files of `package/`.
package enum PackageArchive {
  /// The maximum size of the unpacked archive: protects against archives designed to exhaust memory.
  package static let maxBytes = 512 << 20
  /// The maximum size of one file.
  package static let maxFileBytes = 64 << 20

  /// The JSON and XML files directly in `package/`, in archive order; each is named by the archive and its path.
  package static func files(in bytes: [UInt8], name: String) throws(DefinitionsError) -> [SourceText] {
    var reader = TarReader(name: name)
    try Gzip.unpack(bytes, limit: maxBytes, name: name) { chunk throws(DefinitionsError) in try reader.read(chunk) }
    return try reader.finish()
  }
}

/// Reads a tar archive chunk by chunk, keeping only the definitions.
private struct TarReader {
  private let name: String
  private var files: [SourceText] = []
  /// Whether there are JSON or XML files outside `package/`, or in its subfolders.
  private var hasMisplacedFiles = false
  private var isAtEnd = false
  /// The header being read, and the content after it.
  private var header: [UInt8] = []
  private var content: [UInt8] = []
  /// The bytes of the content, and of the padding after it, that have not been read yet.
  private var remaining = 0
  private var padding = 0
  private var keepsContent = false
  /// The name that an extended header gives to the next entry.
  private var longName: String?

  /// The size of a header; contents are padded to a multiple of it.
  private static let block = 512

  /// The longest name in an extended header.
  private static let maxNameBytes = 1 << 16

  init(name: String) {
    self.name = name
  }

  mutating func read(_ chunk: ArraySlice<UInt8>) throws(DefinitionsError) {
    var chunk = chunk
    while !chunk.isEmpty, !isAtEnd {
      if remaining > 0 {
        let part = chunk.prefix(remaining)
        if keepsContent { content += part }
        remaining -= part.count
        chunk = chunk.dropFirst(part.count)
        if remaining == 0 { endEntry() }
      } else if padding > 0 {
        let part = chunk.prefix(padding)
        padding -= part.count
        chunk = chunk.dropFirst(part.count)
      } else {
        let part = chunk.prefix(Self.block - header.count)
        header += part
        chunk = chunk.dropFirst(part.count)
        if header.count == Self.block { try beginEntry() }
      }
    }
  }

  func finish() throws(DefinitionsError) -> [SourceText] {
    if remaining > 0 { throw invalidArchive }
    if files.isEmpty, hasMisplacedFiles {
      throw DefinitionsError("\(name) has no definitions in the folder package/, as required for an npm package")
    }
    return files
  }

  private var invalidArchive: DefinitionsError { DefinitionsError("\(name) is not a tar archive, or is damaged") }

  private mutating func beginEntry() throws(DefinitionsError) {
    if header.allSatisfy({ $0 == 0 }) {
      isAtEnd = true
      return
    }
    guard let size = Self.number(header[...], 124, 12), Self.checksum(header[...]) == Self.number(header[...], 148, 8),
      size <= PackageArchive.maxBytes
    else { throw invalidArchive }
    remaining = size
    padding = (Self.block - size % Self.block) % Self.block
    switch header[156] {
    case UInt8(ascii: "L"), UInt8(ascii: "x"):
      if size > Self.maxNameBytes { throw invalidArchive }
      keepsContent = true
    case UInt8(ascii: "0"), 0:
      let path = path
      keepsContent = Self.isDefinition(path)
      if keepsContent, size > PackageArchive.maxFileBytes {
        throw DefinitionsError("\(name)/\(path) is larger than \(PackageArchive.maxFileBytes >> 20) MB")
      }
      if !keepsContent, path.hasSuffix(".json") || path.hasSuffix(".xml") { hasMisplacedFiles = true }
    default: keepsContent = false
    }
    if remaining == 0 { endEntry() }
  }

  private mutating func endEntry() {
    switch header[156] {
    case UInt8(ascii: "L"): longName = Self.text(content[...])
    case UInt8(ascii: "x"): longName = Self.path(ofExtendedHeader: content[...]) ?? longName
    case UInt8(ascii: "0"), 0:
      if keepsContent { files.append(SourceText(name: "\(name)/\(path)", bytes: content)) }
      longName = nil
    default: longName = nil
    }
    header.removeAll(keepingCapacity: true)
    content = []
  }

  private var path: String { longName ?? Self.path(header[...]) }

  private static func isDefinition(_ path: String) -> Bool {
    let parts = path.split(separator: "/").filter { $0 != "." }
    return parts.count == 2 && parts[0] == "package" && (path.hasSuffix(".json") || path.hasSuffix(".xml"))
      && !parts[1].hasPrefix(".")
  }

  private static func path(_ header: ArraySlice<UInt8>) -> String {
    let name = text(header[header.startIndex..<header.startIndex + 100])
    let isPOSIX = text(header[header.startIndex + 257..<header.startIndex + 262]) == "ustar"
    let prefix = isPOSIX ? text(header[header.startIndex + 345..<header.startIndex + 500]) : ""
    return prefix.isEmpty ? name : "\(prefix)/\(name)"
  }

  /// The value of `path` in the records of an extended header, each `length path=value` and a line feed.
  private static func path(ofExtendedHeader content: ArraySlice<UInt8>) -> String? {
    for line in content.split(separator: UInt8(ascii: "\n")) {
      let record = text(line).drop { $0 != " " }.dropFirst()
      if record.hasPrefix("path=") { return String(record.dropFirst(5)) }
    }
    return nil
  }

  /// A number in octal digits; nil if there is any other character except spaces, such as a sign.
  private static func number(_ header: ArraySlice<UInt8>, _ offset: Int, _ count: Int) -> Int? {
    let digits = text(header[header.startIndex + offset..<header.startIndex + offset + count]).utf8.filter { $0 != 0x20 }
    guard digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "7") ~= $0 }) else { return nil }
    return digits.isEmpty ? 0 : Int(String(decoding: digits, as: UTF8.self), radix: 8)
  }

  /// The sum of a header's bytes, with the checksum field counted as spaces.
  private static func checksum(_ header: ArraySlice<UInt8>) -> Int {
    header.enumerated().reduce(0) { $0 + (148..<156 ~= $1.offset ? 0x20 : Int($1.element)) }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
