import Findings

/// Output text, as UTF-8.
///
/// Text from a payload, a file name or a rule file goes through `append(untrusted:)`, so that it can neither control a
/// terminal nor be taken for a command by a CI system that reads the log.
package struct OutputBuffer: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// The offsets at which sections end.
  private var cuts: [Int] = []

  package init() {}

  /// An empty buffer with the given capacity in bytes.
  package init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  package var isEmpty: Bool { bytes.isEmpty }

  /// The text so far.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Appends trusted text.
  package mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends a literal.
  package mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends a number in decimal digits.
  mutating func append(_ number: Int) {
    if 0..<10 ~= number { bytes.append(UInt8(ascii: "0") + UInt8(number)) } else { append(String(number)) }
  }

  /// Appends one byte.
  package mutating func append(byte: UInt8) {
    bytes.append(byte)
  }

  /// Appends the text of another buffer, without its cuts.
  package mutating func append(_ other: OutputBuffer) {
    bytes.append(contentsOf: other.bytes)
  }

  /// Appends a section of another buffer.
  package mutating func append(_ section: ArraySlice<UInt8>) {
    bytes.append(contentsOf: section)
  }

  /// Ends a section, for a reporter that writes the parts of one report to different positions.
  package mutating func cut() {
    cuts.append(bytes.count)
  }

  /// The sections between the cuts: one more than there are cuts.
  package var sections: [ArraySlice<UInt8>] {
    zip([0] + cuts, cuts + [bytes.count]).map { bytes[$0..<$1] }
  }

  /// Appends untrusted text: control characters are escaped, and so is the second of two `#`, with which the commands
  /// `##vso[` and `##[` of Azure Pipelines and `##teamcity[` start.
  package mutating func append(untrusted text: String) {
    for byte in Message.printable(text, limit: .max).utf8 {
      if byte == UInt8(ascii: "#") && bytes.last == byte {
        append("\\u{23}")
      } else {
        bytes.append(byte)
      }
    }
  }

  /// Appends lines of untrusted text.
  package mutating func append(lines: [String]) {
    for line in lines {
      append(untrusted: line)
      append("\n")
    }
  }

  /// Appends a path. A path that does not start with a letter, a digit or one of `/._-` is prefixed with `./`, since a line that
  /// starts with `::` is a command to GitHub Actions.
  package mutating func append(path: String) {
    if let first = path.unicodeScalars.first, !first.properties.isAlphabetic && !"0123456789/._-".unicodeScalars.contains(first) {
      append("./")
    }
    append(untrusted: path)
  }

  /// Empties the buffer, but keeps its capacity.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    cuts.removeAll()
  }
}
