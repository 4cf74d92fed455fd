import FHIRSyntax
import Findings

/// An external rule pack: a folder with a `pack.json`, its tables, and its examples in the folder `examples`.
struct PackFolder {
  /// The id of the pack.
  let id: String
  /// `pack.json`, then the other rule files by name, then the examples.
  let files: [SourceText]

  /// Whether the name of a pack is a path: ids contain neither slashes nor dots.
  static func isPath(_ name: String) -> Bool { name.contains("/") || name.contains(".") }

  /// Reads a pack, given its folder or its `pack.json`.
  init(path: String) throws(CommandError) {
    let (folder, names) = try Self.names(path)
    let head = try Self.source(Paths.join(folder, "pack.json"))
    let document = Document.read(head)
    guard let root = document.root, let symbol = document.symbol("id"), let id = document.value(symbol, of: root) else {
      throw CommandError("\(head.name) has no id")
    }
    self.id = id
    var files = [head]
    for name in names.sorted() where name != "pack.json" { files.append(try Self.source(Paths.join(folder, name))) }
    for name in Self.examples(folder) { files.append(try Self.source(Paths.join(folder, name))) }
    self.files = files
  }

  private static func names(_ path: String) throws(CommandError) -> (folder: String, names: [String]) {
    do throws(SystemError) {
      let folder = try Platform.kind(of: path) == .folder ? path : Paths.folder(of: path)
      let names = try Platform.names(inFolder: folder).compactMap { $0 }
      return (folder, names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") })
    } catch {
      throw CommandError("cannot read the pack \(path): \(error.text)")
    }
  }

  /// The paths of the examples; empty if the folder has none.
  private static func examples(_ folder: String) -> [String] {
    let names = (try? Platform.names(inFolder: Paths.join(folder, "examples"))) ?? []
    return names.compactMap { $0 }.filter { name in
      !name.hasPrefix(".") && [".json", ".xml", ".http"].contains { name.hasSuffix($0) }
    }.sorted().map { "examples/" + $0 }
  }

  private static func source(_ path: String) throws(CommandError) -> SourceText {
    guard case .text(let source) = try FileReading.read(path, limit: 1 << 26) else {
      throw CommandError("cannot read \(path): it is larger than 64 MiB")
    }
    return source
  }
}
