import Findings

/// The addresses of the rules in `docs/`: a page for each file of rules and for each family, with a section for each rule.
struct RuleAddresses {
  /// The page of each rule, by code.
  private let pages: [String: String]

  init(_ rules: [RuleDescriptor]) {
    pages = Dictionary(rules.map { ($0.code, Self.page(of: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The page that describes a rule, relative to `docs/`.
  static func page(of rule: RuleDescriptor) -> String {
    let name = rule.file.map { $0.hasSuffix(".json") ? String($0.dropLast(".json".count)) : $0 } ?? String(rule.code.prefix(3))
    return "rules/\(rule.file == nil ? name.lowercased() : name).md"
  }

  /// A link to the section of a rule, from a page relative to `docs/`; only the code if it has no section.
  func link(_ code: String, from page: String) -> String {
    guard let target = pages[code] else { return "`\(code)`" }
    return "[\(code)](\(target == page ? "" : Self.route(to: target, from: page))#\(code.lowercased()))"
  }

  /// The relative path from a page to a file, both relative to the same folder.
  static func route(to file: String, from page: String) -> String {
    let (target, start) = (file.split(separator: "/"), page.split(separator: "/").dropLast())
    let shared = zip(target, start).prefix { $0 == $1 }.count
    return (start.dropFirst(shared).map { _ in ".." } + target.dropFirst(shared)).joined(separator: "/")
  }
}
