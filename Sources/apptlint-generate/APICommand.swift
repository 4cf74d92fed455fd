import FHIRDefinitions
import Foundation

/// Compares the public declarations of the library with the committed list, or updates the list.
package struct APICommand {
  package static let output = "docs/api.txt"

  /// The folder that contains `Sources/` and `docs/`.
  private let root: String
  /// The folder of compiled modules.
  private let modules: String

  package init(root: String, modules: String) {
    self.root = root
    self.modules = modules
  }

  /// Throws if the list is not current.
  func check() throws {
    let differences = PublicAPI.differences(from: try committed(), to: try PublicAPI(modules: modules, root: root).lines)
    guard !differences.isEmpty else { return print("\(Self.output) is current") }
    throw DefinitionsError(
      "the public API differs from \(Self.output):\n" + differences.map { "  \($0)\n" }.joined()
        + "Declarations that only the package needs must be `package`. If the change is intended, run `make api-update`.")
  }

  /// Writes the list, and prints what changed.
  func update() throws {
    let lines = try PublicAPI(modules: modules, root: root).lines
    for difference in PublicAPI.differences(from: (try? committed()) ?? [], to: lines) { print(difference) }
    try Files.write(lines.map { $0 + "\n" }.joined(), to: URL(fileURLWithPath: "\(root)/\(Self.output)"))
    print("\(lines.count) public declarations in \(Self.output)")
  }

  /// Writes the symbol graph of the library for DocC.
  package func writeGraph(to folder: String) throws {
    let url = URL(fileURLWithPath: folder)
    try? FileManager.default.removeItem(at: url)
    try SymbolGraphExtractor.with(modules: modules) { extractor in
      try extractor.extract(PublicAPI.module, reexports: try PublicAPI.reexports(root: root), into: url)
    }
  }

  private func committed() throws -> [String] {
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(Self.output)")), as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }
}
