/// What a pack inherits from the packs that it includes: interactions and examples.
enum PackInheritance {
  /// The first pack, with what it inherits from the other packs, which it includes.
  static func inheriting(_ packs: [RulePack]) -> RulePack? {
    var interactions: [RulePack.Interaction] = []
    var examples: [RulePack.Example] = []
    for pack in packs.reversed() {
      interactions = merged(pack.interactions, over: interactions)
      let own = Set(pack.examples.map(\.name))
      examples = pack.examples + examples.filter { !own.contains($0.name) }
    }
    return packs.first?.with(interactions: interactions, examples: examples)
  }

  /// Merges a pack's own interactions with inherited interactions. An own interaction with an inherited id overrides the
  /// properties that it states, at the position of the inherited interaction. Other own interactions precede the inherited
  /// interactions if they have conditions, and follow them otherwise.
  private static func merged(
    _ own: [RulePack.Interaction], over inherited: [RulePack.Interaction]
  ) -> [RulePack.Interaction] {
    if inherited.isEmpty { return own }
    var result = inherited
    var others: [RulePack.Interaction] = []
    for interaction in own {
      if let index = result.firstIndex(where: { $0.id == interaction.id }) {
        result[index] = interaction.over(result[index])
      } else {
        others.append(interaction)
      }
    }
    return others.filter { !$0.when.isEmpty } + result + others.filter(\.when.isEmpty)
  }
}

extension RulePack.Interaction {
  /// This interaction, with the properties that it does not state taken from `other`.
  fileprivate func over(_ other: RulePack.Interaction) -> RulePack.Interaction {
    RulePack.Interaction(
      id: id, when: when.isEmpty ? other.when : when, requests: requests.isEmpty ? other.requests : requests,
      response: response ?? other.response, isPartial: isPartial || other.isPartial,
      withoutExample: withoutExample ?? other.withoutExample)
  }
}
