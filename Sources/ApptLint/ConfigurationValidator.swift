import FHIRDefinitions
import Findings
import RulePacks

/// Refuses configurations that name what there is not: one plain sentence each.
struct ConfigurationValidator {
  private let library: RuleLibrary
  private let definitions: Definitions?

  init(_ library: RuleLibrary, _ definitions: Definitions?) {
    self.library = library
    self.definitions = definitions
  }

  func check(_ configuration: Configuration) throws(ConfigurationError) {
    var packs: [RulePack] = []
    if case .chosen(let ids) = configuration.packs {
      for id in ids {
        let found: [RulePack]
        do {
          found = try library.packs(for: id) { _ in false }
        } catch {
          throw ConfigurationError(error.description)
        }
        guard !found.isEmpty else {
          throw ConfigurationError("there is no rule pack '\(id)'; there are " + library.packs.map(\.id).joined(separator: ", "))
        }
        packs += found
      }
    } else {
      packs = library.packs
    }
    // Where no pack applies at all, the interaction says nothing, right or wrong.
    if let interaction = configuration.interaction, configuration.packs != .chosen([]) {
      let known = packs.flatMap { $0.interactions.map(\.id) }
      guard known.contains(interaction) else {
        let choices = known.isEmpty ? "none" : Set(known).sorted().joined(separator: ", ")
        throw ConfigurationError("no rule pack chosen knows the interaction '\(interaction)'; known: \(choices)")
      }
    }
    for profile in configuration.profiles { try check(profile: profile, configuration.release) }
    try check(
      selectors: (configuration.select + configuration.ignore).filter { $0 != FindingFilter.everyRule }
        + configuration.severities.keys.sorted())
  }

  /// A profile is one that resources can keep, in the release that is asked for, or in any.
  private func check(profile url: String, _ release: FHIRRelease?) throws(ConfigurationError) {
    guard let definitions else { return }
    let library = ProfileLibrary(definitions)
    for release in release.map({ [$0] }) ?? FHIRRelease.allCases {
      if !library.assignments(of: url, release).isEmpty { return }
      if definitions.release(release).profiles.isLogicalModel(url) {
        throw ConfigurationError("\(url) is a logical model, and no profile of a resource")
      }
      if definitions.release(release).profiles.mayAssign(url) {
        throw ConfigurationError("\(url) names no profile that payloads are held to")
      }
      guard let name = library.typeName(of: url, release) else { continue }
      let type = definitions.symbols.symbol(name).flatMap { definitions.release(release).type($0) }
      if type?.kind != .resource { throw ConfigurationError("\(url) is about \(name), which is no resource") }
      // A profile of an abstract type may be one that any resource can keep; the type itself demands nothing.
      if type?.isAbstract == true, library.profile(url, release) == nil {
        throw ConfigurationError("\(name) is abstract: name a profile, or the type that payloads have")
      }
      return
    }
    let place = release.map { " for \($0.title)" } ?? ""
    if let other = library.otherRelease(of: url, than: release) {
      throw ConfigurationError("there is no profile \(url)\(place) here, but one for \(other)")
    }
    throw ConfigurationError("there is no profile \(url)\(place) here; --ig loads the package that has it")
  }

  private func check(selectors: [String]) throws(ConfigurationError) {
    let catalogue = Catalogue(library)
    // Each once, in order.
    var seen: Set<String> = []
    let selectors = selectors.filter { seen.insert($0).inserted }
    for selector in selectors where !catalogue.hasRule(where: { FindingFilter.exactness(selector, $0, $1) != nil }) {
      if FHIRRelease.allCases.contains(where: { definitions?.release($0).hasInvariant(selector) ?? false }) { continue }
      throw ConfigurationError("no rule has the code or name '\(selector)'; 'apptlint rules' lists them all")
    }
  }
}
