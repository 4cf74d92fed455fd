import Foundation

/// The public declarations of the library, as its users see them.
package struct PublicAPI {
  /// The declarations, sorted by name, then declaration: the name, the declaration, and the protocols that a type conforms to.
  ///
  ///     Severity: enum Severity: CaseIterable, Comparable, Equatable, Hashable, RawRepresentable, Sendable
  ///     Severity.error: case error
  package let lines: [String]
  /// The names of the declarations without a comment.
  package let undocumented: [String]

  /// Reads the modules of a build: ApptLint with the modules that it exports, and the public declarations of modules that it does
  /// not export, under the names of those modules.
  package init(modules: String, root: String) throws {
    self = try SymbolGraphExtractor.with(modules: modules) { try PublicAPI(of: $0, root: root) }
  }

  private init(of extractor: SymbolGraphExtractor, root: String) throws {
    let exported = try Self.reexports(root: root)
    let others = try FileManager.default.contentsOfDirectory(atPath: "\(root)/Sources").sorted()
      .map { $0.replacing("-", with: "_") }.filter { $0 != Self.module && !exported.contains($0) && extractor.has($0) }
    var lines: [String] = []
    var undocumented: [String] = []
    for module in [Self.module] + others {
      let graphs = try extractor.graphs(module, reexports: module == Self.module ? exported : [])
      let prefix = module == Self.module ? "" : module + "."
      var conformances: [String: Set<String>] = [:]
      for relationship in graphs.flatMap(\.relationships) where relationship.kind == "conformsTo" {
        if let name = relationship.targetFallback?.split(separator: ".").last, !Self.implied.contains(String(name)) {
          conformances[relationship.source, default: []].insert(String(name))
        }
      }
      for symbol in graphs.flatMap(\.symbols) {
        let name = prefix + symbol.pathComponents.joined(separator: ".")
        let protocols = conformances[symbol.identifier.precise].map { ": " + $0.sorted().joined(separator: ", ") } ?? ""
        lines.append("\(name): \(symbol.declarationFragments.map(\.spelling).joined())\(protocols)")
        if symbol.docComment == nil { undocumented.append(name) }
      }
    }
    self.lines = Self.sorted(lines)
    self.undocumented = undocumented.sorted()
  }

  package static let module = "ApptLint"

  /// Whether a folder contains the modules of a build.
  package static func isBuilt(in modules: String) -> Bool { SymbolGraphExtractor.has(module, in: modules) }

  /// Protocols that every type conforms to unless it opts out.
  private static let implied: Set<String> = ["Copyable", "Escapable", "SendableMetatype", "BitwiseCopyable"]

  /// The modules that ApptLint exports as a whole.
  static func reexports(root: String) throws -> [String] {
    let text = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: "\(root)/Sources/ApptLint/Exports.swift")), as: UTF8.self)
    return text.split(separator: "\n").filter { $0.hasPrefix("@_exported") }
      .compactMap { $0.split(separator: " ").last.map(String.init) }
  }

  /// What was added, removed or changed, in one line each, by name.
  package static func differences(from old: [String], to new: [String]) -> [String] {
    let (old, new) = (byName(old), byName(new))
    return Set(old.keys).union(new.keys).sorted().flatMap { name in
      let (before, after) = (old[name] ?? [], new[name] ?? [])
      let removed = before.filter { !after.contains($0) }
      let added = after.filter { !before.contains($0) }
      let changed = min(removed.count, added.count)
      return zip(removed, added).map { "changed \(name): \($0) -> \($1)" }
        + removed.dropFirst(changed).map { "removed \(name): \($0)" } + added.dropFirst(changed).map { "added \(name): \($0)" }
    }
  }

  /// Lines by name, a type before its members, then by declaration.
  package static func sorted(_ lines: [String]) -> [String] {
    byName(lines).sorted { $0.key < $1.key }.flatMap { name, declarations in declarations.sorted().map { "\(name): \($0)" } }
  }

  /// The declarations of each name: overloads share a name.
  private static func byName(_ lines: [String]) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for line in lines {
      guard let separator = line.firstRange(of: ": ") else { continue }
      result[String(line[..<separator.lowerBound]), default: []].append(String(line[separator.upperBound...]))
    }
    return result
  }
}
