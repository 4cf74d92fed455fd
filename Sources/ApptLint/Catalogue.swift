import FHIRValidation
import Findings
import HTTPExchange
import RulePacks

/// Lists all rules.
struct Catalogue {
  private let library: RuleLibrary

  init(_ library: RuleLibrary) {
    self.library = library
  }

  var entries: [RuleDescriptor] {
    Self.standards + library.packs.flatMap { entries(of: $0.id) }
  }

  /// Whether the code and name of some rule match. Packs are read, without their examples, until one does; rarely used tables
  /// come last, and after them the rows of other editions than the chosen ones.
  func hasRule(where fits: (_ code: String, _ name: String) -> Bool) -> Bool {
    if Self.standards.contains(where: { fits($0.code, $0.name) }) { return true }
    let isOfChosenEdition = [false, true].contains { isConditional in
      library.packs.contains { pack in
        let tables = (try? library.packs(for: pack.id) { $0.isConditional == isConditional }.first)?.tables ?? []
        return tables.contains { $0.rules.contains { fits($0.code, $0.name) } }
      }
    }
    return isOfChosenEdition
      || library.packs.contains { pack in
        guard pack.editionVersions.count > 1 else { return false }
        let tables = (try? library.packWithExamples(pack.id))?.tables ?? []
        return tables.contains { $0.rules.contains { fits($0.code, $0.name) } }
      }
  }

  private static var standards: [RuleDescriptor] {
    RuleDescriptor.syntax + FHIRRules.all + HTTPRules.all + RuleDescriptor.suppressions
  }

  /// The rules of one pack, in the order of its tables. Invalid files were rejected when the linter was made.
  func requirements(of id: String) -> [RuleDescriptor] {
    guard let pack = try? library.packs(for: id).first else { return [] }
    return zip(pack.tables, pack.tableFiles).flatMap { (table, file) in
      table.rules.map { pack.descriptor(of: $0, in: table, file: file, fails: [], passes: []) }
    }
  }

  /// The rules of a pack, with their examples.
  private func entries(of id: String) -> [RuleDescriptor] {
    guard let pack = try? library.packWithExamples(id) else { return [] }
    return zip(pack.tables, pack.tableFiles).flatMap { (table, file) in
      table.rules.map { rule in
        pack.descriptor(
          of: rule, in: table, file: file, fails: (try? rule.failing()) ?? [], passes: (try? rule.passing()) ?? [])
      }
    }
  }
}
