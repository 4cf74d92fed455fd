import FHIRValidation
import Findings
import HTTPExchange
import Reporting
import RulePacks

/// Lists all rules.
struct Catalogue {
  private let library: RuleLibrary

  init(_ library: RuleLibrary) {
    self.library = library
  }

  var entries: [RuleDescriptor] {
    Self.standards + library.heads.flatMap { entries(of: $0.id) }
  }

  /// Whether the code and name of any rule match. Packs are read, without their examples, until a rule matches; rarely used
  /// tables are read last, followed by the rows of editions other than the chosen ones.
  func hasRule(where fits: (_ code: String, _ name: String) -> Bool) -> Bool {
    if Self.standards.contains(where: { fits($0.code, $0.name) }) { return true }
    let hasMatchInChosenEditions = [false, true].contains { isConditional in
      library.heads.contains { pack in
        let tables = (try? library.packs(for: pack.id) { $0.isConditional == isConditional }.first)?.tables ?? []
        return tables.contains { $0.rules.contains { fits($0.code, $0.name) } }
      }
    }
    return hasMatchInChosenEditions
      || library.heads.contains { pack in
        guard pack.editionVersions.count > 1 else { return false }
        let tables = (try? library.packWithExamples(pack.id))?.tables ?? []
        return tables.contains { $0.rules.contains { fits($0.code, $0.name) } }
      }
  }

  /// Whether the code and name of any rule match: a rule of a standard, or of the packs with the given ids and those that they
  /// include; nil for all packs. Of the packs, only rules for the given interaction match, or for any if it is nil, and rules
  /// about changes only if versions are compared.
  func hasRule(
    of packs: [String]?, for interaction: String?, withChanges comparesVersions: Bool,
    where fits: (_ code: String, _ name: String) -> Bool
  ) -> Bool {
    if Self.standards.contains(where: { fits($0.code, $0.name) }) { return true }
    func applies(_ rule: Rule, of table: RuleTable) -> Bool {
      interaction == nil || rule.parts.isEmpty || rule.parts.contains { $0.applies(to: interaction, in: rule, table) }
    }
    return (packs ?? library.heads.map(\.id)).contains { id in
      ((try? library.packs(for: id)) ?? []).contains { pack in
        pack.tables.contains { table in
          (comparesVersions || table.resource != "Change")
            && table.rules.contains { fits($0.code, $0.name) && applies($0, of: table) }
        }
      }
    }
  }

  private static let standards = RuleDescriptor.syntax + FHIRRules.all + HTTPRules.all + RuleDescriptor.suppressions

  /// The descriptions of the rules with these keys, in the order of `entries`, without examples. If no rule has the name in a
  /// key, the rule with its code is described under that name; these descriptions come last. Packs are read until all rules are
  /// found, starting with the preferred packs, which have usually been read already.
  func descriptions(of keys: Set<String>, preferring ids: [String]) -> [RuleDescriptor] {
    var missing = keys
    var found = Self.standards.filter { missing.remove($0.key) != nil }
    // FHIR's constraints share a code, which no pack has.
    var renamed = missing.compactMap { Self.renamed($0, among: Self.standards) }
    missing.subtract(renamed.map(\.key))
    var ofPacks: [RuleDescriptor] = []
    for id in missing.isEmpty ? [] : ids + library.heads.map(\.id) where !missing.isEmpty {
      for pack in (try? library.packs(for: id)) ?? [] {
        ofPacks += descriptions(of: pack, where: { missing.remove($0) != nil })
      }
    }
    if !missing.isEmpty {
      let all = entries
      ofPacks += all.filter { missing.remove($0.key) != nil }
      renamed += missing.compactMap { Self.renamed($0, among: all) }
    }
    if ofPacks.isEmpty { return found + renamed.sorted { $0.key < $1.key } }
    for pack in library.heads { found += ofPacks.filter { $0.pack == pack.id } }
    return found + renamed.sorted { $0.key < $1.key }
  }

  /// The descriptions of the rules of a pack whose keys are wanted, in the order of its tables.
  private func descriptions(
    of pack: RulePack, withExamples: Bool = false, where isWanted: (_ key: String) -> Bool = { _ in true }
  ) -> [RuleDescriptor] {
    zip(pack.tables, pack.tableFiles).flatMap { (table, file) in
      table.rules.filter { isWanted(RuleDescriptor.key($0.code, $0.name)) }.map { rule in
        // Invalid files were rejected when the linter was created.
        let examples = withExamples ? (try? (fails: rule.failing(), passes: rule.passing())) : nil
        return pack.descriptor(of: rule, in: table, file: file, fails: examples?.fails ?? [], passes: examples?.passes ?? [])
      }
    }
  }

  /// The rule with the code of a key, under the name in the key.
  private static func renamed(_ key: String, among rules: [RuleDescriptor]) -> RuleDescriptor? {
    guard var rule = rules.first(where: { key.hasPrefix($0.code + " ") }) else { return nil }
    rule.name = String(key.dropFirst(rule.code.count + 1))
    return rule
  }

  /// The rules of one pack, in the order of its tables. Invalid files were rejected when the linter was created.
  func requirements(of id: String) -> [RuleDescriptor] {
    (try? library.packs(for: id).first).map { descriptions(of: $0) } ?? []
  }

  /// The rules of a pack in all its editions, with their examples.
  func entries(of id: String) -> [RuleDescriptor] {
    (try? library.packWithExamples(id)).map { descriptions(of: $0, withExamples: true) } ?? []
  }
}
