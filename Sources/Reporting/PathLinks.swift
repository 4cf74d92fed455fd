/// Paths as links that a terminal can open (OSC 8).
package struct PathLinks: Sendable, Hashable {
  /// The machine that the files are on.
  package var host: String
  /// The folder that paths are relative to.
  package var folder: String

  package init(host: String, folder: String) {
    self.host = host
    self.folder = folder
  }

  /// The URL of a path.
  func url(_ path: String) -> String {
    let absolute = path.hasPrefix("/") ? path : folder + "/" + path
    var url = "file://"
    for byte in (host + absolute).utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        url.unicodeScalars.append(Unicode.Scalar(byte))
      default: url += "%" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return url
  }
}

extension OutputBuffer {
  /// Appends a path, as a link if links are enabled. Standard input is never a link.
  mutating func append(path: String, links: PathLinks?) {
    guard let links, path != "-" else { return append(path: path) }
    append("\u{1B}]8;;\(links.url(path))\u{1B}\\")
    append(path: path)
    append("\u{1B}]8;;\u{1B}\\")
  }
}
