import FHIRSyntax
import HTTPExchange
import Reporting
import RulePacks

/// What a recording shows of the requirements of rule packs: those about bodies, about exchanges and about changes.
extension ExchangeRun {
  func coverage() -> [PayloadCoverage.Pack] {
    var packs: [PayloadCoverage.Pack] = []
    func add(_ applied: [RulePack], _ outcomes: [[String: RuleOutcome]]) {
      for (pack, outcomes) in zip(applied, outcomes) {
        let index = packs.firstIndex { $0.id == pack.id } ?? packs.count
        if index == packs.count { packs.append(PayloadCoverage.Pack(id: pack.id, passed: [], violated: [])) }
        for (code, outcome) in outcomes {
          if outcome == .passed { packs[index].passed.insert(code) } else { packs[index].violated.insert(code) }
        }
      }
    }
    for index in recording.exchanges.indices {
      let choice = choices[index]
      var request: Report?
      if let body = bodies[index].request {
        let configuration = choice.requestConfiguration(linter.configuration)
        let examination = linter.examine(body, configuration, waivedBy: choice.packs)
        request = examination.report
        add(
          examination.choice.packs, examination.run.outcomes(of: examination.choice.packs, interaction: configuration.interaction)
        )
      }
      if let body = bodies[index].response {
        let configuration = choice.responseConfiguration(linter.configuration, request)
        let examination = linter.examine(body, configuration, waivedBy: choice.packs)
        add(
          examination.choice.packs, examination.run.outcomes(of: examination.choice.packs, interaction: configuration.interaction)
        )
      }
      let change = versionBefore[index].flatMap { tree.change(from: $0, to: index) }
      for document in [tree.document(index, callsFor: outcome(index).callsFor), change].compactMap({ $0 }) {
        let run = run(over: document, choice)
        add(choice.packs, choice.packs.map { run.outcomes(of: [$0], interaction: choice.interaction(of: $0)).first ?? [:] })
      }
    }
    // One exchange that breaks a rule is what is told of the recording.
    for index in packs.indices { packs[index].passed.subtract(packs[index].violated) }
    return packs
  }
}
