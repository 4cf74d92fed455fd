import Foundation
import Testing

/// The table in docs/architecture.md matches Package.swift and every file.
@Suite struct ArchitectureTests {
  /// A row of the table: a target and the modules that it may import.
  struct Row: CustomTestStringConvertible, Sendable {
    var target: String
    var imports: [String]
    var testDescription: String { target }
  }

  static let path = "docs/architecture.md"
  static let rows: [Row] = {
    let text = (try? Repository.text(path)) ?? ""
    let lines = text.split(separator: "\n").drop { $0 != "| target | contents | may import |" }.dropFirst(2)
    return lines.prefix { $0.hasPrefix("|") }.compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map { cell in
        cell.matches(of: /`([^`]+)`/).map { String($0.output.1) }
      }
      guard cells.count >= 3, let target = cells[0].first else { return nil }
      return Row(target: target, imports: cells[2])
    }
  }()

  @Test func everyFolderOfSourcesHasARow() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Repository.root.appending(path: "Sources").path)
    #expect(Set(folders) == Set(Self.rows.map(\.target)), "the table in \(Self.path) and Sources/ differ")
    #expect(Set(Self.rows.map(\.target)).count == Self.rows.count)
  }

  @Test(arguments: rows) func everyImportIsAllowed(row: Row) throws {
    for file in try Repository.files(in: "Sources/\(row.target)", suffix: ".swift") {
      for line in try Repository.text(file).split(separator: "\n") {
        guard
          let match = line.firstMatch(
            of: /^\s*(?:@\w+ )*(?:(?:public|package|internal|private|fileprivate) )?import (?:\w+ )?(\w+)/)
        else { continue }
        #expect(
          row.imports.contains(String(match.output.1)), "\(file) imports \(match.output.1), which \(Self.path) does not allow")
        let isXML = file.hasPrefix("Sources/FHIRSyntax/XML/")
        #expect(isXML || match.output.1 != "CLibXML2", "\(file): only FHIRSyntax/XML imports libxml2")
      }
    }
  }

  @Test(arguments: rows) func dependenciesMatchTheTableAndComeFirst(row: Row) throws {
    let targets = Self.rows.map(\.target)
    let allowed = row.imports.filter(targets.contains)
    let before = targets.prefix { $0 != row.target }
    #expect(allowed.allSatisfy(before.contains), "\(row.target) imports a target that comes after it")
    let manifest = try Repository.text("Package.swift").replacing(/\s+/, with: " ")
    guard let match = manifest.firstMatch(of: try Regex("(?:arget|systemLibrary)\\( ?name: \"\(row.target)\"([^()]*)\\)?")) else {
      Issue.record("Package.swift has no target \(row.target)")
      return
    }
    let text = String(match.output[1].substring ?? "")
    let list = text.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.output.1 ?? ""
    let dependencies = list.matches(of: /"([^"]+)"/).map { String($0.output.1) }
    #expect(Set(dependencies) == Set(allowed), "the dependencies of \(row.target) in Package.swift and \(Self.path) differ")
  }

  /// The thread sanitizer reports a race for locks that it does not know.
  @Test(arguments: ["Sources", "Tests", "Fuzz", "Benchmarks"]) func everyLockIsKnownToTheThreadSanitizer(folder: String)
    throws
  {
    let files = try Repository.files(in: folder, suffix: ".swift")
    #expect(!files.isEmpty)
    for file in files where !file.hasSuffix("/Threads/Guarded.swift") {
      #expect(try Repository.text(file).firstMatch(of: /\bMutex[<(]/) == nil, "\(file) has a Mutex: make it Guarded")
    }
  }

  /// The types, files and folders named in code font exist.
  @Test func everyNameExists() throws {
    let files = try Repository.files(in: "Sources", suffix: "") + Repository.files(in: "Tests", suffix: ".swift")
    let folders = Set(files.flatMap { $0.split(separator: "/").dropLast() })
    // System modules, the lock of the standard library, and the root of a tree that is not a Swift type.
    let others = Set((Self.rows.flatMap(\.imports) + ["Mutex", "Change"]).map { $0[...] })
    var types = Set(files.compactMap { $0.split(separator: "/").last?.split(separator: ".").first })
    for file in files where file.hasSuffix(".swift") { types.formUnion(FolderTests.declarations(in: try Repository.text(file))) }
    let paths = files.map { "/" + $0 + "/" } + ["/Package.swift/"]
    for match in try Repository.text(Self.path).matches(of: /`([^`\n]+)`/) {
      let name = match.output.1
      if name.wholeMatch(of: /[\w.\-]+(\/[\w.\-]+)*\/?/) != nil, name.contains("/") || name.hasSuffix(".swift") {
        let path = name.hasSuffix("/") ? name.dropLast() : name
        let exists =
          paths.contains { $0.contains("/\(path)/") }
          || FileManager.default.fileExists(atPath: Repository.root.appending(path: String(path)).path)
        #expect(exists, "\(Self.path) names \(name), which does not exist")
      } else if name.wholeMatch(of: /[A-Z]\w+(\.\w+)?/) != nil {
        let exists =
          name.split(separator: ".").first.map { folders.contains($0) || types.contains($0) || others.contains($0) } ?? false
        #expect(exists, "\(Self.path) names \(name), which does not exist")
      }
    }
  }

  @Test func onlyTheGeneratorImportsFoundation() {
    #expect(Self.rows.filter { $0.imports.contains("Foundation") }.map(\.target) == ["apptlint-generate"])
  }
}
