import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Findings
import RulePacks

/// Compiled plans as text: which checks apply to which element, independently of any payload.
extension Linter {
  /// The plans for a resource type, such as `Appointment`: its elements in the release of the configuration's packs, then the
  /// rows of each pack. For the canonical URL of a profile or of a type: its plan in each release that has it. Nil if the name is
  /// unknown.
  package func planText(of name: String) -> String? {
    guard let definitions else { return nil }
    let packs = chosenPacks
    let release = configuration.release ?? packs.lazy.compactMap(\.release).first
    if name.contains(":") {
      var texts = FHIRRelease.allCases.compactMap { profilePlanText(name, definitions, $0) }
      if texts.isEmpty, let type = ProfileLibrary.typeName(ofCanonical: name).flatMap({ definitions.symbols.symbol(String($0)) })
      {
        let releases = release.map { [$0] } ?? FHIRRelease.allCases
        texts = releases.filter { definitions.release($0).type(type) != nil && !ProfileLibrary.isOtherVersion(name, than: $0) }
          .map { planText(of: type, definitions, $0, packs) }
      }
      return texts.isEmpty ? nil : texts.joined(separator: "\n")
    }
    let chosen = release ?? PackSelection.defaultRelease
    guard let type = definitions.symbols.symbol(name), definitions.release(chosen).isConcreteResource(type) else { return nil }
    return planText(of: type, definitions, chosen, packs)
  }

  private func planText(of type: Symbol, _ definitions: Definitions, _ release: FHIRRelease, _ packs: [RulePack]) -> String {
    var text = typePlanText(type, definitions.release(release), definitions.symbols)
    for pack in packs {
      text += "\nrules of \(pack.id)\(configuration.interaction.map { " for \($0)" } ?? "")\n"
      text += pack.planText(interaction: configuration.interaction, of: type, definitions.symbols)
    }
    return text
  }

  /// The packs of the configuration with all their tables, and the packs they include.
  private var chosenPacks: [RulePack] {
    guard case .chosen(let ids) = configuration.packs else { return [] }
    // Unknown ids and invalid files were rejected when the linter was created.
    return ids.flatMap { (try? library.packs(for: $0)) ?? [] }
  }

  private func profilePlanText(_ url: String, _ definitions: Definitions, _ release: FHIRRelease) -> String? {
    guard let profileLibrary, let invariants, let profile = profileLibrary.profile(url, release) else { return nil }
    return ProfilePlans.text(of: profile, definitions.release(release), profileLibrary, invariants, definitions.symbols)
  }

  /// The elements of a type, as the walk over payloads looks them up.
  private func typePlanText(_ type: Symbol, _ release: ReleaseDefinitions, _ symbols: SymbolTable) -> String {
    guard let shape = release.type(type) else { return "" }
    var text = "\(symbols.name(type)), \(release.release.title)\n"
    for element in release.children(of: shape) {
      text += "  \(symbols.name(element.name)) \(element.isRequired ? 1 : 0)..\(element.repeats ? "*" : "1")"
      text += " \(symbols.name(element.typeName))"
      if element.isChoice { text += ", a choice of \(symbols.name(element.baseName))[x]" }
      if let binding = release.binding(of: element) {
        text += ", \(binding.strength.rawValue) \(release.terminology.strings.text(binding.valueSet))"
      }
      text += "\n"
    }
    return text
  }
}
