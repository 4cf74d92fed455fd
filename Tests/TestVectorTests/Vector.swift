import Findings
import Foundation
import VectorSupport

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

    /// Parses a row such as `3:13: error: BKD003: Appointment.status`.
    init(_ row: String) {
      let parts = row.split(separator: ": ").map(String.init)
      severity = parts.dropFirst().first ?? ""
      code = parts.dropFirst(2).first ?? ""
      element = parts.dropFirst(3).first ?? ""
    }

    static func < (left: Line, right: Line) -> Bool {
      (left.code, left.element, left.severity) < (right.code, right.element, right.severity)
    }
  }

  static let folder = TestVectors.folder.path

  /// The path in the folder, without the extensions of the format and of an archive. For a line of an `.ndjson` file, this path
  /// and the name of the profile.
  let name: String
  /// The path of the file, or of the member of an archive.
  let path: String
  let source: SourceText
  let format: Format
  let lines: [Line]
  /// The rules that the payload nearly violates.
  let nearMisses: [String]

  /// Whether XML cannot express what is wrong with the payload, such as null or a single value in place of an array.
  private let isJSONOnly: Bool
  /// Whether an XML file with the same payload is next to the JSON file.
  private let hasXML: Bool

  /// Every payload, by path.
  static let all = TestVectors.paths.filter { $0.hasSuffix(".expected") }.flatMap { vectors(expectation: $0) }

  /// The JSON payloads from which XML is generated: those that are well-formed FHIR, can be expressed in XML, have no XML next to
  /// them and do not test JSON syntax.
  static let withGeneratedXML = all.filter {
    $0.format == .json && !$0.isJSONOnly && !$0.name.hasPrefix("syntax/") && !$0.hasXML
      && TestVectors.xml(madeFrom: $0.source) != nil
  }

  /// The payloads whose expectations are in a file.
  private static func vectors(expectation file: String) -> [Vector] {
    let payload = String(file.dropLast(".expected".count))
    guard let text = try? TestVectors.text(of: file), let dot = payload.lastIndex(of: "."),
      let sources = try? TestVectors.sources(of: payload)
    else { return [] }
    let name = TestVectors.name(String(payload[..<dot]))
    guard payload.hasSuffix(TestVectors.linesSuffix) else {
      let format = Format(rawValue: String(payload[payload.index(after: dot)...]))
      return format.map { [Vector(name, payload, sources[0], $0, text.split(separator: "\n"))] } ?? []
    }
    let rows = Dictionary(grouping: text.split(separator: "\n")) { $0.prefix { $0 != ":" } }
    return sources.enumerated().map { index, source in
      let lines = (rows["\(index + 1)"] ?? []) + rows.filter { $0.key.hasPrefix("#") }.flatMap(\.value)
      return Vector("\(name)/\(profile(of: source) ?? "\(index + 1)")", payload, source, .json, lines)
    }
  }

  /// The name of the profile that the first entry of a bundle claims.
  private static func profile(of bundle: SourceText) -> String? {
    let profile = String(decoding: bundle.bytes, as: UTF8.self).firstMatch(of: #/"profile":\["[^"|]*\/([^"|]+)/#)
    return profile.map { String($0.output.1) }
  }

  private init(_ name: String, _ path: String, _ source: SourceText, _ format: Format, _ rows: [Substring]) {
    self.name = name
    self.path = Self.folder + "/" + path
    self.source = source
    self.format = format
    let comment = "# near miss: "
    nearMisses = rows.filter { $0.hasPrefix(comment) }.flatMap { row in
      row.dropFirst(comment.count).split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    isJSONOnly = rows.contains("# JSON only")
    hasXML = TestVectors.hasXML(path)
    lines = rows.filter { !$0.hasPrefix("#") }.map { Line(String($0)) }
  }

  /// The folder of the file.
  var folder: String { String(path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex)) }
}
