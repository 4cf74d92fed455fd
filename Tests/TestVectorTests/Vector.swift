import Foundation

/// A payload of `TestVectors/` and its expectations.
struct Vector: Sendable {
  enum Format: String, CaseIterable {
    case json
    case xml
    case har
    case http

    /// Whether it is a payload rather than recorded exchanges.
    var isPayload: Bool { self == .json || self == .xml }
  }

  /// One line of an expectation without its position: a JSON payload and its XML twin share it.
  struct Line: Hashable, Comparable {
    var severity: String
    var code: String
    var element: String

    static func < (left: Line, right: Line) -> Bool {
      (left.code, left.element, left.severity) < (right.code, right.element, right.severity)
    }
  }

  static let folder = URL(filePath: #filePath).appending(path: "../../../TestVectors").standardized.path

  /// The path in the folder, without the format's ending.
  let name: String
  let format: Format
  let lines: [Line]
  /// The rules that the payload nearly violates.
  let nearMisses: [String]

  /// Every payload, by path.
  static let all: [Vector] = {
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".expected") }.sorted().compactMap { Vector(expectation: $0) }
  }()

  private init?(expectation path: String) {
    let payload = path.dropLast(".expected".count)
    guard let dot = payload.lastIndex(of: "."), let format = Format(rawValue: String(payload[payload.index(after: dot)...])),
      let text = try? String(contentsOfFile: Self.folder + "/" + path, encoding: .utf8)
    else { return nil }
    name = String(payload[..<dot])
    self.format = format
    let comment = "# near miss: "
    let rows = text.split(separator: "\n")
    nearMisses = rows.filter { $0.hasPrefix(comment) }.flatMap { row in
      row.dropFirst(comment.count).split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    lines = rows.filter { !$0.hasPrefix("#") }.map { row in
      // `3:13: error: BKD003: Appointment.status`
      let parts = row.split(separator: ": ").map(String.init)
      return Line(
        severity: parts.dropFirst().first ?? "", code: parts.dropFirst(2).first ?? "", element: parts.dropFirst(3).first ?? "")
    }
  }
}
