import Findings

/// The addresses of the rules in `docs/`: a page for each family and for each file and subfolder of a pack,
/// with a section for each rule.
struct RuleAddresses {
  /// The page of each rule, by code.
  private let pages: [String: String]

  init(_ rules: [RuleDescriptor]) {
    pages = Dictionary(rules.map { ($0.code, Self.page(of: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The page that describes a rule, relative to `docs/`.
  static func page(of rule: RuleDescriptor) -> String {
    guard let file = rule.file else { return "rules/\(rule.code.prefix(3).lowercased()).md" }
    // The pack, and in it the file or its subfolder.
    let parts = file.split(separator: "/").prefix(2).joined(separator: "/")
    return "rules/\(parts.hasSuffix(".json") ? String(parts.dropLast(".json".count)) : parts).md"
  }

  /// A link to the section of a rule, from a page relative to `docs/`; only the code if it has no section.
  func link(_ code: String, from page: String) -> String {
    guard let target = pages[code] else { return "`\(code)`" }
    return "[\(code)](\(target == page ? "" : Self.relativePath(to: target, from: page))#\(code.lowercased()))"
  }

  /// The relative path from a page to a file, both relative to the same folder.
  static func relativePath(to file: String, from page: String) -> String {
    let (target, start) = (file.split(separator: "/"), page.split(separator: "/").dropLast())
    let shared = zip(target, start).prefix { $0 == $1 }.count
    return (start.dropFirst(shared).map { _ in ".." } + target.dropFirst(shared)).joined(separator: "/")
  }
}
