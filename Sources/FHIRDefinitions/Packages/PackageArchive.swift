package import FHIRSyntax

/// An npm package as FHIR registries ship it: a tar archive in gzip, with the definitions as files of `package/`.
package enum PackageArchive {
  /// The most that an archive may hold: a bound against archives that are made to fill the memory.
  package static let mostBytes = 512 << 20

  /// The JSON and XML files directly in `package/`, in the order of the archive; each is called by the archive and its own name.
  package static func files(in bytes: [UInt8], name: String) throws(DefinitionsError) -> [SourceText] {
    // Where nothing is where it belongs, but elsewhere.
    var isElsewhere = false
    let archive = try Gzip.unpacked(bytes, limit: mostBytes, name: name)
    var files: [SourceText] = []
    var longName: String?
    var offset = 0
    while offset + block <= archive.count {
      let header = archive[offset..<offset + block]
      if header.allSatisfy({ $0 == 0 }) { break }
      guard let size = number(header, 124, 12), checksum(header) == number(header, 148, 8), size <= archive.count - offset - block
      else { throw DefinitionsError("\(name) is not a tar archive, or is damaged") }
      let start = offset + block
      let content = archive[start..<start + size]
      offset = start + (size + block - 1) / block * block
      switch header[header.startIndex + 156] {
      case UInt8(ascii: "L"): longName = text(content)
      case UInt8(ascii: "x"): longName = path(ofExtendedHeader: content) ?? longName
      case UInt8(ascii: "0"), 0:
        let path = longName ?? Self.path(header)
        longName = nil
        if isDefinition(path) {
          files.append(SourceText(name: "\(name)/\(path)", bytes: Array(content)))
        } else if path.hasSuffix(".json") || path.hasSuffix(".xml") {
          isElsewhere = true
        }
      default: longName = nil
      }
    }
    if files.isEmpty, isElsewhere {
      throw DefinitionsError("\(name) has no definitions in its folder package/, as npm packages do")
    }
    return files
  }

  /// The size of a header, and what all contents are filled up to.
  private static let block = 512

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

  /// A number in octal digits; nil for a sign, or for anything else that is not a digit.
  private static func number(_ header: ArraySlice<UInt8>, _ offset: Int, _ count: Int) -> Int? {
    let digits = text(header[header.startIndex + offset..<header.startIndex + offset + count]).utf8.filter { $0 != 0x20 }
    guard digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "7") ~= $0 }) else { return nil }
    return digits.isEmpty ? 0 : Int(String(decoding: digits, as: UTF8.self), radix: 8)
  }

  /// The sum of a header's bytes, those of the sum itself counted as blanks.
  private static func checksum(_ header: ArraySlice<UInt8>) -> Int {
    header.enumerated().reduce(0) { $0 + (148..<156 ~= $1.offset ? 0x20 : Int($1.element)) }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
