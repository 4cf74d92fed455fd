import FHIRDefinitions
import Foundation

/// The compiler's description of the public declarations of a compiled module.
struct SymbolGraph: Decodable {
  struct Symbol: Decodable {
    struct Identifier: Decodable { var precise: String }
    struct Fragment: Decodable { var spelling: String }
    struct Comment: Decodable {}

    var identifier: Identifier
    var pathComponents: [String]
    var declarationFragments: [Fragment]
    var docComment: Comment?
  }

  /// A relationship between symbols, such as a conformance.
  struct Relationship: Decodable {
    var kind: String
    var source: String
    var targetFallback: String?
  }

  var symbols: [Symbol]
  var relationships: [Relationship]
}

/// Extracts symbol graphs from the modules of a build.
struct SymbolGraphExtractor {
  /// The build's folder of `.swiftmodule` files.
  private let modules: URL
  /// A temporary folder for the files that the extraction needs.
  private let scratch: URL

  /// Calls `work` with an extractor, and removes its files afterwards.
  static func with<Result>(modules: String, _ work: (SymbolGraphExtractor) throws -> Result) throws -> Result {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "apptlint-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let stubs = scratch.appending(path: "stubs")
    try FileManager.default.createDirectory(at: stubs, withIntermediateDirectories: true)
    // A module that uses C modules loads only if they are found, but its declarations do not depend on what they contain.
    let text = ["CLibXML2", "CZlib", "CEmbeddedData", "CMicroHTTPD"].map { "module \($0) {}\n" }.joined()
    try Data(text.utf8).write(to: stubs.appending(path: "module.modulemap"))
    return try work(SymbolGraphExtractor(modules: URL(fileURLWithPath: modules), scratch: scratch))
  }

  /// Whether the build has a module.
  func has(_ module: String) -> Bool { Self.has(module, in: modules.path) }

  static func has(_ module: String, in modules: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(modules)/\(module).swiftmodule")
  }

  /// Writes the graphs of a module to a folder, as if the declarations of `reexports` were its own.
  func extract(_ module: String, reexports: [String] = [], into folder: URL) throws {
    guard has(module) else { throw DefinitionsError("\(modules.path) has no module \(module): run `swift build` first") }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var arguments = [
      "symbolgraph-extract", "-module-name", module, "-minimum-access-level", "public", "-skip-synthesized-members",
      "-target", try Self.target.get(), "-I", modules.path, "-I", scratch.appending(path: "stubs").path,
      "-module-cache-path", scratch.appending(path: "cache").path, "-output-dir", folder.path,
    ]
    if !reexports.isEmpty {
      arguments.append("-experimental-allowed-reexported-modules=" + reexports.joined(separator: ","))
    }
    #if os(macOS)
      arguments += [
        "-sdk", try Self.output(of: ["xcrun", "--sdk", "macosx", "--show-sdk-path"]).trimmingCharacters(in: .newlines),
      ]
    #endif
    _ = try Self.output(of: ["swift"] + arguments)
  }

  /// The graphs of a module: its own declarations, and those in extensions of other modules' types.
  func graphs(_ module: String, reexports: [String] = []) throws -> [SymbolGraph] {
    let folder = scratch.appending(path: module)
    try extract(module, reexports: reexports, into: folder)
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .sorted { $0.path < $1.path }.map { try JSONDecoder().decode(SymbolGraph.self, from: Data(contentsOf: $0)) }
  }

  /// The target triple of the compiler.
  private static let target = Result {
    struct Info: Decodable {
      struct Target: Decodable { var triple: String }
      var target: Target
    }
    return try JSONDecoder().decode(Info.self, from: Data(output(of: ["swift", "-print-target-info"]).utf8)).target.triple
  }

  /// The output of a command, which is looked up in PATH.
  static func output(of command: [String]) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw DefinitionsError("\(command.joined(separator: " ")): \(output)") }
    return output
  }
}
