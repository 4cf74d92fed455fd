import Foundation
import Testing
import apptlint_generate

/// The public declarations of the library match docs/api.txt and are documented, and the code in the documentation compiles.
@Suite struct PublicAPITests {
  /// The modules that were built with the tests.
  static let modules = Repository.products.appending(path: "Modules").path
  static let api = Result { try PublicAPI(modules: modules, root: Repository.root.path) }
  static let hasModules = PublicAPI.isBuilt(in: modules)
  static let catalogue = "Sources/ApptLint/ApptLint.docc"

  @Test(.enabled(if: hasModules, "no compiled modules next to the tests"))
  func theListIsCurrent() throws {
    let committed = try Repository.text(APICommand.output).split(separator: "\n").map(String.init)
    let differences = PublicAPI.differences(from: committed, to: try Self.api.get().lines)
    #expect(
      differences.isEmpty,
      "\(differences.joined(separator: "\n"))\nIf this change of the public API is intended, run `make api-update`.")
  }

  @Test(.enabled(if: hasModules, "no compiled modules next to the tests"))
  func everyPublicDeclarationHasAComment() throws {
    #expect(try Self.api.get().undocumented == [])
  }

  @Test func theListIsSorted() throws {
    let lines = try Repository.text(APICommand.output).split(separator: "\n").map(String.init)
    #expect(lines == PublicAPI.sorted(lines) && lines.count > 100)
    #expect(lines.contains("Linter.lint(_:): func lint(_ source: SourceText) -> Report"))
    // Only what ApptLint exports is public: a declaration of another module has the name of its module.
    let modules = try FileManager.default.contentsOfDirectory(atPath: Repository.root.appending(path: "Sources").path)
    for line in lines { #expect(!modules.contains { $0 != PublicAPI.module && line.hasPrefix("\($0).") }, "\(line)") }
  }

  @Test func differencesAreNamed() {
    let old = ["A: struct A: Sendable", "A.f(_:): func f(_ a: Int)", "A.g(): func g()", "A.x: var x: Int { get }"]
    let new = ["A: struct A: Hashable, Sendable", "A.f(_:): func f(_ a: Int)", "A.f(_:): func f(_ a: String)", "A.x: var x: Int"]
    #expect(PublicAPI.differences(from: old, to: old) == [])
    #expect(
      PublicAPI.differences(from: old, to: new) == [
        "changed A: struct A: Sendable -> struct A: Hashable, Sendable", "added A.f(_:): func f(_ a: String)",
        "removed A.g(): func g()", "changed A.x: var x: Int { get } -> var x: Int",
      ])
  }

  // MARK: Documentation

  @Test(.enabled(if: hasModules && hasDocC, "no compiled modules next to the tests, or no docc"))
  func theCatalogueHasNoWarnings() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "apptlint-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let graph = folder.appending(path: "graph")
    try APICommand(root: Repository.root.path, modules: Self.modules).writeGraph(to: graph.path)
    let output = try Self.output(of: [
      "docc", "convert", Repository.root.appending(path: Self.catalogue).path, "--additional-symbol-graph-dir", graph.path,
      "--output-dir", folder.appending(path: "archive").path, "--warnings-as-errors",
    ])
    #expect(!output.contains("warning"), "\(output)")
  }

  static let hasDocC = (try? output(of: ["docc", "--help"])) != nil

  /// The output of a command, which must succeed.
  static func output(of command: [String]) throws -> String {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(output)")
    return output
  }

  static let pages = ["docs/library.md", "docs/exchanges.md"] + ((try? Repository.files(in: catalogue, suffix: ".md")) ?? [])

  /// Each block of Swift is part of a file that is compiled without access to the package.
  @Test(arguments: pages) func theCodeCompiles(page: String) throws {
    let files = try Repository.files(in: "Examples/Server/Sources", suffix: ".swift") + ["Tests/LibraryTests/Snippets.swift"]
    var texts = try files.map { Self.lines(of: try Repository.text($0)) }
    texts.append(
      Self.lines(of: try Repository.text("Examples/Server/Package.swift").replacing("\"../..\"", with: "\"../apptlint\"")))
    let blocks = ReadmeTests.blocks("swift", in: page)
    #expect(!blocks.isEmpty)
    for block in blocks { #expect(texts.contains { $0.contains(Self.lines(of: block)) }, "\(page): \(block)") }
  }

  /// The lines of code without their indentation.
  private static func lines(of code: String) -> String {
    "\n" + code.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n") + "\n"
  }

  /// The package of the example depends on this package as other packages do, whatever the folder of the checkout is called.
  @Test func thePackageOfTheExampleResolves() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "apptlint-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let description = try Self.output(of: [
      "swift", "package", "--package-path", Repository.root.appending(path: "Examples/Server").path, "--scratch-path",
      folder.path,
      "show-dependencies", "--format", "json",
    ])
    #expect(description.contains("\"name\": \"apptlint\"") || description.contains("\"name\" : \"apptlint\""), "\(description)")
  }
}
