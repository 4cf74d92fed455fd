import Findings

/// Several text files in one file, in the format of Go's `txtar`:
///
///     Anything before the first member is a comment.
///     -- booking.json --
///     { "resourceType": "Appointment" }
///     -- booking.json.expected --
///     1:1: error: BKL003: Appointment
///
/// A line `-- name --` starts a member, whose text ends before the next such line. There is no escape: a text with such a line
/// cannot be a member. A text that is not empty ends with a line break.
package struct TextArchive: Sendable {
  package static let suffix = ".txtar"

  package struct Member: Sendable {
    package let name: String
    /// The number of the line with its name, from 1.
    package let line: Int
    /// The byte range of its text in the archive.
    fileprivate let range: Range<Int>
  }

  /// A new text for a member. If the archive has no such member, it is added after `predecessor`.
  package struct Change: Sendable {
    let text: [UInt8]
    let predecessor: String
  }

  package let members: [Member]
  private let bytes: [UInt8]
  /// The index of each member, by name.
  private let indices: [String: Int]

  /// Reads an archive. Throws if two members have the same name; `path` is for the error.
  package init(_ bytes: [UInt8], path: String) throws(CommandError) {
    self.bytes = bytes
    var heads: [(name: String, line: Int, start: Int, textStart: Int)] = []
    var (start, line) = (0, 1)
    while start < bytes.count {
      let end = Platform.firstLineFeed(in: bytes, from: start) ?? bytes.count
      let next = min(end + 1, bytes.count)
      if let name = Self.name(in: bytes[start..<end]) { heads.append((name, line, start, next)) }
      (start, line) = (next, line + 1)
    }
    let ends = heads.dropFirst().map(\.start) + [bytes.count]
    members = zip(heads, ends).map { Member(name: $0.name, line: $0.line, range: $0.textStart..<$1) }
    var indices: [String: Int] = [:]
    for (index, member) in members.enumerated() {
      if let other = indices.updateValue(index, forKey: member.name) {
        throw CommandError("\(path) has two members named \(member.name), on lines \(members[other].line) and \(member.line)")
      }
    }
    self.indices = indices
  }

  /// The name in a line `-- name --`; nil for other lines.
  private static func name(in line: ArraySlice<UInt8>) -> String? {
    guard line.first == UInt8(ascii: "-") else { return nil }
    let line = line.last == 0x0D ? line.dropLast() : line
    guard line.count > 6, line.starts(with: "-- ".utf8), line.suffix(3).elementsEqual(" --".utf8) else { return nil }
    var name = line.dropFirst(3).dropLast(3)
    while name.first == UInt8(ascii: " ") { name.removeFirst() }
    while name.last == UInt8(ascii: " ") { name.removeLast() }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  package func member(_ name: String) -> Member? { indices[name].map { members[$0] } }

  /// The text of a member.
  package func text(of member: Member) -> [UInt8] {
    let text = Array(bytes[member.range])
    return text.isEmpty || text.last == 0x0A ? text : text + [0x0A]
  }

  /// The archive with new texts of members, by name; all other bytes stay the same.
  package func applying(_ changes: [String: Change]) -> [UInt8] {
    let additions = Dictionary(grouping: changes.filter { indices[$0.key] == nil }, by: \.value.predecessor)
    var result: [UInt8] = []
    var start = 0
    for member in members {
      result += bytes[start..<member.range.lowerBound]
      result += changes[member.name].map { $0.text } ?? Array(bytes[member.range])
      for (name, change) in additions[member.name]?.sorted(by: { $0.key < $1.key }) ?? [] {
        if result.last != 0x0A { result.append(0x0A) }
        result += Array("-- \(name) --\n".utf8) + change.text
      }
      start = member.range.upperBound
    }
    return result + bytes[start...]
  }
}

// MARK: Paths

extension TextArchive {
  /// Whether a path has the suffix of an archive.
  package static func isArchive(_ path: String) -> Bool { path.lowercased().hasSuffix(suffix) }

  /// The archive and the member that a path such as `book.txtar/booking.json` names; nil for other paths.
  package static func split(_ path: String) -> (archive: String, member: String)? {
    guard path.lowercased().containsBytes(of: suffix + "/") else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let index = parts.firstIndex(where: { isArchive(String($0)) }), index + 1 < parts.count else { return nil }
    let member = parts[(index + 1)...].joined(separator: "/")
    return member.isEmpty ? nil : (parts[...index].joined(separator: "/"), member)
  }
}
