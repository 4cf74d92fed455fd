/// The paths in reports for programs that look for the files in a checkout.
package struct ReportPaths: Sendable, Hashable {
  /// The absolute path of the current folder.
  private let current: [Substring]
  /// The folder of the checkout, which contains the current one.
  private let root: [Substring]
  /// Whether the folders are known.
  private let isKnown: Bool

  /// The folders are unknown: paths are written as given.
  package init() {
    current = []
    root = []
    isKnown = false
  }

  /// The folders of a run, as absolute paths. The checkout is the first of the folders that contains the current one, or
  /// else the current one.
  package init(currentFolder: String, checkouts: [String]) {
    let current = Self.parts(currentFolder)
    self.current = current
    root = checkouts.map(Self.parts).first { !$0.isEmpty && current.starts(with: $0) } ?? current
    isKnown = currentFolder.hasPrefix("/")
  }

  /// A path relative to the checkout, without `.` and `..`; absolute if it is outside.
  func path(_ given: String) -> String {
    guard given != "-" else { return given }
    if !isKnown || given.isEmpty { return Self.withoutDot(given) }
    let absolute = Self.parts(given.hasPrefix("/") ? given : current.joined(separator: "/") + "/" + given)
    if absolute.starts(with: root) && absolute.count > root.count { return absolute[root.count...].joined(separator: "/") }
    return "/" + absolute.joined(separator: "/")
  }

  /// The checkout as a URI that ends with a slash; nil if it is unknown.
  var rootURI: String? {
    isKnown ? "file:///" + root.map { Self.encoded($0) + "/" }.joined() : nil
  }

  /// A path as a URI reference: relative, or with the scheme `file` if it is absolute.
  func uri(_ given: String) -> String {
    let path = path(given)
    return (path.hasPrefix("/") ? "file://" : "") + Self.encoded(path)
  }

  private static func withoutDot(_ path: String) -> String {
    var rest = Substring(path)
    while rest.hasPrefix("./") { rest = rest.dropFirst(2) }
    return rest.isEmpty ? path : String(rest)
  }

  private static func parts(_ path: String) -> [Substring] {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts
  }

  /// Percent-encodes everything but the unreserved characters of RFC 3986 and `/`.
  private static func encoded(_ text: some StringProtocol) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
