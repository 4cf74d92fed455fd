import FHIRDefinitions
import FHIRSyntax
import Findings
import RulePacks

/// Rejects configurations that name something unknown, with a one-sentence error.
struct ConfigurationValidator {
  private let library: RuleLibrary
  private let definitions: Definitions?

  init(_ library: RuleLibrary, _ definitions: Definitions?) {
    self.library = library
    self.definitions = definitions
  }

  func check(_ configuration: Configuration) throws(ConfigurationError) {
    for (id, version) in configuration.editions.sorted(by: { $0.key < $1.key }) { try check(edition: version, of: id) }
    var packs: [RulePack]?
    if case .chosen(let ids) = configuration.packs {
      for id in ids {
        let found: [RulePack]
        do {
          found = try library.packs(for: id) { _ in false }
        } catch {
          throw ConfigurationError(error.description)
        }
        guard !found.isEmpty else {
          throw ConfigurationError("unknown rule pack '\(id)'; known: " + library.heads.map(\.id).joined(separator: ", "))
        }
        packs = (packs ?? []) + found
      }
    }
    // Without packs the interaction has no effect.
    if let interaction = configuration.interaction, configuration.packs != .chosen([]) {
      let known = (packs ?? library.packs).flatMap { $0.interactions.map(\.id) }
      guard known.contains(interaction) else {
        let choices = known.isEmpty ? "none" : Set(known).sorted().joined(separator: ", ")
        throw ConfigurationError("the selected rule packs have no interaction '\(interaction)'; known: \(choices)")
      }
    }
    for profile in configuration.profiles { try check(profile: profile, configuration.release) }
    try check(
      selectors: (configuration.select + configuration.ignore).filter { FindingFilter.normalized($0) != Configuration.everyRule }
        + configuration.severityLayers.flatMap { $0.keys.sorted() })
    for severities in configuration.severityLayers { try checkDistinct(severities.keys.sorted()) }
  }

  /// Rejects keys that are the same code in different case, or the code and the name of one rule.
  private func checkDistinct(_ keys: [String]) throws(ConfigurationError) {
    guard keys.count > 1 else { return }
    var known: [String: String] = [:]
    func error(_ key: String, _ other: String) -> ConfigurationError {
      ConfigurationError("'\(other)' and '\(key)' are the same rule: give it one severity")
    }
    for key in keys {
      if let other = known.updateValue(key, forKey: FindingFilter.normalized(key)) { throw error(key, other) }
    }
    // Packs are read only if there are both codes and names, which may belong to one rule.
    guard known.keys.contains(where: FindingFilter.isCode), !known.keys.allSatisfy(FindingFilter.isCode) else { return }
    var same: (String, String)?
    _ = Catalogue(library).hasRule { code, name in
      guard let first = known[code], let second = known[name], code != name else { return false }
      same = (first, second)
      return true
    }
    if let (first, second) = same { throw error(second, first) }
  }

  private func check(edition version: String, of id: String) throws(ConfigurationError) {
    guard let pack = library.heads.first(where: { $0.id == id }) else {
      throw ConfigurationError("unknown rule pack '\(id)'; known: " + library.heads.map(\.id).joined(separator: ", "))
    }
    let known = pack.editionVersions
    guard !known.isEmpty else { throw ConfigurationError("the pack '\(id)' has only one edition") }
    guard known.contains(version) else {
      throw ConfigurationError("the pack '\(id)' has no edition '\(version)'; known: " + known.joined(separator: ", "))
    }
  }

  /// Checks that resources can conform to a profile in the requested release or, without one, in any release.
  private func check(profile url: String, _ release: FHIRRelease?) throws(ConfigurationError) {
    guard let definitions else { return }
    let library = ProfileLibrary(definitions)
    for release in release.map({ [$0] }) ?? FHIRRelease.allCases {
      if !library.assignments(of: url, release).isEmpty { return }
      if definitions.release(release).profiles.isLogicalModel(url) {
        throw ConfigurationError("\(url) is a logical model, not a resource profile")
      }
      if definitions.release(release).profiles.mayAssign(url) {
        throw ConfigurationError("\(url) names no profile to check payloads against")
      }
      guard let name = library.typeName(of: url, release) else { continue }
      let type = definitions.symbols.symbol(name).flatMap { definitions.release(release).type($0) }
      if type?.kind != .resource { throw ConfigurationError("\(url) is for \(name), which is not a resource type") }
      // Any resource may conform to a profile of an abstract type; the type itself has no requirements.
      if type?.isAbstract == true, library.profile(url, release) == nil {
        throw ConfigurationError("\(name) is an abstract type: give a profile or a concrete type")
      }
      return
    }
    let scope = release.map { " for \($0.title)" } ?? ""
    if let other = library.otherRelease(of: url, than: release) {
      throw ConfigurationError("unknown profile \(url)\(scope); it exists only for \(other)")
    }
    throw ConfigurationError("unknown profile \(url)\(scope); no loaded package of definitions contains it")
  }

  private func check(selectors: [String]) throws(ConfigurationError) {
    let catalogue = Catalogue(library)
    // Distinct, in order.
    var seen: Set<String> = []
    let selectors = selectors.filter { seen.insert($0).inserted }
    for selector in selectors {
      if knows(selector, catalogue) { continue }
      let known = catalogue.entries.flatMap { [$0.code, $0.name] }
      let advice = Nearest.text(to: selector, among: known).map { "did you mean \($0)?" } ?? "'apptlint rules' lists all rules"
      throw ConfigurationError("no rule has the code or name '\(selector)'; \(advice)")
    }
  }

  /// Whether a selector matches the code or name of any rule, or the key of a constraint.
  func knows(_ selector: String) -> Bool { knows(selector, Catalogue(library)) }

  private func knows(_ selector: String, _ catalogue: Catalogue) -> Bool {
    let normalized = FindingFilter.normalized(selector)
    return catalogue.hasRule { FindingFilter.specificity(normalized, $0, $1) != nil }
      || FHIRRelease.allCases.contains { definitions?.release($0).hasInvariant(selector) ?? false }
  }
}
