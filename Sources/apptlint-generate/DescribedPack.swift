import Findings
import RulePacks

/// A pack and the descriptions of its rules, table by table.
struct DescribedPack {
  typealias Table = (table: RuleTable, file: RulePack.TableFile, rules: [RuleDescriptor])

  let pack: RulePack
  let tables: [Table]

  var rules: [RuleDescriptor] { tables.flatMap(\.rules) }

  init(_ pack: RulePack) throws {
    self.pack = pack
    tables = try zip(pack.tables, pack.tableFiles).map { (table, file) in
      let rules = try table.rules.map { rule in
        pack.descriptor(of: rule, in: table, file: file, fails: try rule.failing(), passes: try rule.passing())
      }
      return (table, file, rules)
    }
  }
}
