import Foundation
import Testing

/// The table of folders in docs/architecture.md matches every file.
@Suite struct FolderTests {
  /// A row of the table: a target and its folders; folders that use each other's types are grouped.
  struct Row: CustomTestStringConvertible, Sendable {
    var target: String
    var layers: [[String]]
    var testDescription: String { target }
  }

  /// A file and its folder in the target.
  struct File: Sendable {
    var path: String
    var folder: String
    var text: String
  }

  static let rows: [Row] = {
    let text = (try? Repository.text(ArchitectureTests.path)) ?? ""
    let lines = text.split(separator: "\n").drop { $0 != "| target | folders |" }.dropFirst(2)
    return lines.prefix { $0.hasPrefix("|") }.compactMap { line -> Row? in
      let cells = line.split(separator: "|").map { String($0.filter { $0 != " " && $0 != "`" }) }
      guard cells.count == 2 else { return nil }
      return Row(target: cells[0], layers: cells[1].split(separator: ",").map { $0.split(separator: "+").map(String.init) })
    }
  }()

  private static func files(of target: String) throws -> [File] {
    let root = "Sources/\(target)/"
    return try Repository.files(in: String(root.dropLast()), suffix: ".swift").map { path in
      let parts = path.dropFirst(root.count).split(separator: "/")
      return File(path: path, folder: parts.count > 1 ? String(parts[0]) : ".", text: try Repository.text(path))
    }
  }

  /// The names of types in files whose folder comes before the folder that declares the type.
  static func violations(in files: [File], _ layers: [[String]]) -> [String] {
    var ranks: [String: Int] = [:]
    for (rank, folders) in layers.enumerated() { for folder in folders { ranks[folder] = rank } }
    var homes: [Substring: Set<String>] = [:]
    for file in files { for name in declarations(in: file.text) { homes[name, default: []].insert(file.folder) } }
    return files.flatMap { file in
      Set(words(of: file.text)).sorted().compactMap { word in
        // A name that several folders declare may refer to any of these types.
        guard let homes = homes[word], homes.count == 1, let home = homes.first, home != file.folder,
          let own = ranks[file.folder], let other = ranks[home], other > own
        else { return nil }
        return "\(file.path) names \(word) of \(home), which comes after \(file.folder)"
      }
    }
  }

  /// The top-level types of a file.
  static func declarations(in text: String) -> [Substring] {
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "actor", "typealias"]
    return text.split(separator: "\n").compactMap { line -> Substring? in
      guard let first = line.utf8.first, first > 0x20, !line.hasPrefix("//") else { return nil }
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      return words.firstIndex(where: kinds.contains).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
    }
  }

  /// The words of a file's code except members, without comments and literals.
  private static func words(of text: String) -> [Substring] {
    var words: [Substring] = []
    var isLiteral = false
    for line in text.split(separator: "\n") {
      // Multi-line literals start and end with the same mark.
      if line.contains("\"\"\"") {
        isLiteral.toggle()
        continue
      }
      if isLiteral { continue }
      var code = line[...]
      if let comment = line.range(of: "//") { code = line[..<comment.lowerBound] }
      // Text after an even number of quotes is code.
      for (index, piece) in code.split(separator: "\"", omittingEmptySubsequences: false).enumerated() where index % 2 == 0 {
        for word in piece.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }) {
          if let first = word.split(separator: ".", omittingEmptySubsequences: false).first, !first.isEmpty {
            words.append(first)
          }
        }
      }
    }
    return words
  }

  @Test func everyTargetWithFoldersHasARow() throws {
    let targets = try ArchitectureTests.rows.map(\.target).filter { (target: String) -> Bool in
      try Self.files(of: target).contains { $0.folder != "." }
    }
    #expect(Set(targets) == Set(Self.rows.map(\.target)), "the table of folders in \(ArchitectureTests.path) lacks a target")
  }

  @Test(arguments: rows) func foldersUseOnlyEarlierFolders(row: Row) throws {
    let files = try Self.files(of: row.target)
    let folders = row.layers.flatMap { $0 }
    #expect(Set(files.map(\.folder)) == Set(folders), "\(ArchitectureTests.path) does not list the folders of \(row.target)")
    #expect(Self.violations(in: files, row.layers) == [])
  }

  @Test func violationsAreFound() {
    let files = [
      File(path: "A/One.swift", folder: "A", text: "struct One {\n  // Two\n  var text = \"Two\"\n  var two: [Two]\n}\n"),
      File(path: "B/Two.swift", folder: "B", text: "final class Two {\n  let one: One\n}\n"),
    ]
    #expect(Self.violations(in: files, [["A"], ["B"]]) == ["A/One.swift names Two of B, which comes after A"])
    #expect(Self.violations(in: files, [["A", "B"]]) == [])
  }
}
