package import ApptLint
package import FHIRDefinitions
import FHIRSyntax
package import Findings
import Synchronization

/// A linter, and the facts about its packs and profiles that editors need, determined on first use.
package final class EditorKnowledge: Sendable {
  package let linter: Linter
  /// The rules of packs by the path that they check, without conditions, such as `Patient.identifier.system`.
  private let rules = Guarded<[String: [String: [RuleDescriptor]]]>([:])
  private let lazyProfiles = Guarded<[ProfileEntry]?>(nil)
  private let lazyPacks = Guarded<[String]?>(nil)
  private let lazySelectors = Guarded<[String]?>(nil)

  package init(_ linter: Linter) {
    self.linter = linter
  }

  /// The ids of all packs.
  package var packIDs: [String] { Self.once(lazyPacks) { linter.packs.map(\.id) } }

  /// The codes and names of all rules; reads all packs.
  package var selectors: [String] { Self.once(lazySelectors) { linter.rules.flatMap { [$0.code, $0.name] } } }

  private static func once<Value: Sendable>(_ known: borrowing Guarded<Value?>, _ make: () -> Value) -> Value {
    known.withLock { value in
      if let value { return value }
      let new = make()
      value = new
      return new
    }
  }

  /// The rules of the given packs for an element.
  package func rules(of packs: [String], at path: String) -> [RuleDescriptor] {
    packs.flatMap { rules(of: $0)[path] ?? [] }
  }

  private func rules(of pack: String) -> [String: [RuleDescriptor]] {
    if let known = rules.withLock({ $0[pack] }) { return known }
    var table: [String: [RuleDescriptor]] = [:]
    for rule in linter.requirements(of: pack) {
      var seen: Set<String> = []
      for scope in rule.scopes {
        guard let path = Self.plainPath(scope.path), seen.insert(path).inserted else { continue }
        table[path, default: []].append(rule)
      }
    }
    rules.withLock { $0[pack] = table }
    return table
  }

  /// The values of `system` that rules of the given packs look for in an element.
  package func systems(of packs: [String], at path: String) -> [String] {
    var found: [String] = []
    for pack in packs {
      for (key, rules) in rules(of: pack) where key == path || key.hasPrefix(path + ".") {
        for scope in rules.flatMap(\.scopes) where Self.plainPath(scope.path) == key {
          guard let start = scope.path.firstIndex(of: "(system = '") else { continue }
          let system = String(scope.path[start...].dropFirst(11).prefix { $0 != "'" })
          if !found.contains(system) { found.append(system) }
        }
      }
    }
    return found.sorted()
  }

  /// The values that rules of the given packs allow for an element, each with the code of the rule.
  package func values(of packs: [String], at path: String) -> [(text: String, rule: String)] {
    var found: [(text: String, rule: String)] = []
    for rule in rules(of: packs, at: path) {
      for scope in rule.scopes where Self.plainPath(scope.path) == path {
        for value in scope.values where !found.contains(where: { $0.text == value }) { found.append((value, rule.code)) }
      }
    }
    return found
  }

  /// The value that rules of the given packs require an element to have, regardless of the rest of the payload, in the
  /// interaction of each pack; nil if there is not exactly one.
  package func fixedValue(of packs: [String], _ interactions: [String: String], at path: String) -> String? {
    var found: [[String]] = []
    for pack in packs {
      for scope in (rules(of: pack)[path] ?? []).flatMap(\.scopes) where scope.path == path {
        found += scope.required.filter { $0.interaction == nil || $0.interaction == interactions[pack] }.map(\.values)
      }
    }
    guard let value = found.first(where: { $0.count == 1 })?.first, found.allSatisfy({ $0.contains(value) }) else { return nil }
    return value
  }

  /// A rule's path without conditions; nil if it contains functions other than `where` and `ofType`.
  static func plainPath(_ path: String) -> String? {
    var steps: [String] = []
    var step = ""
    var depth = 0
    var isQuoted = false
    for character in path + "." {
      if character == "'" { isQuoted.toggle() }
      if isQuoted { continue }
      if character == "(" { depth += 1 }
      if character == "." && depth == 0 {
        steps.append(step)
        step = ""
      } else {
        step.append(character)
      }
      if character == ")" { depth -= 1 }
    }
    var plain: [String] = []
    for step in steps {
      if step.hasPrefix("ofType(") {
        plain = [String(step.dropFirst(7).dropLast())]
      } else if !step.hasPrefix("where(") {
        if step.contains("(") { return nil }
        plain.append(step)
      }
    }
    return plain.joined(separator: ".")
  }

  /// All known profiles.
  package var profiles: [ProfileEntry] { Self.once(lazyProfiles) { linter.profiles } }

  /// The known profiles among those that a resource claims and those that the settings require for its type.
  package func profiles(of resource: Node, in tree: EditorTree) -> [Profile] {
    let type = tree.typeName(ofResource: resource)
    var found: [Profile] = []
    for url in tree.claimedProfiles(of: resource) + linter.configuration.profiles {
      guard let profile = linter.profileLibrary?.profile(url, tree.release.release), profile.typeName == type,
        !found.contains(where: { $0.url == profile.url })
      else { continue }
      found.append(profile)
    }
    return found
  }

  /// The requirements of a profile for an element, each followed by those for its slices; without `includingSlices`, only the
  /// requirements for all elements with these names.
  package func elements(
    of profile: Profile, at names: [String], in tree: EditorTree, includingSlices: Bool = true
  ) -> [ProfileElement] {
    var elements = [profile.root]
    for name in names {
      let base = tree.document.symbol(name)
      elements = elements.flatMap { element in
        element.children.filter { $0.name == base }.flatMap { [$0] + (includingSlices ? $0.slices.map(\.element) : []) }
      }
    }
    return elements
  }
}
