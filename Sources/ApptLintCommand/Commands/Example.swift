import ApptLint
import Findings
import Reporting

extension Subcommand {
  static let example = Subcommand(
    name: "example", usage: "[PACK] [INTERACTION|NAME]", summary: "Write a valid payload or exchange to start from",
    details: """
      Without arguments, lists the examples of all packs, each with its pack, name and description. With PACK, the id of
      a pack or the folder of your own pack, writes the first example of that pack; with NAME, the example with that name;
      with INTERACTION, the first example for that interaction, or reports why the pack has none.

      People and numbers are synthetic. Times are fixed: an example is the same every day, and has neither errors nor
      warnings when checked with its pack and interaction.
      """,
    options: [.edition],
    examples: [
      ("apptlint example", "List the examples"),
      ("apptlint example nhs-booking book > booking.json", "A booking request"),
      ("apptlint example nhs-booking slots > slots.http", "A search for slots and its response, as HTTP messages"),
    ]
  ) { (arguments, context) throws(CommandError) in
    if arguments.operands.count > 2 { throw CommandError("example takes at most one pack and one interaction or name") }
    var settings = try Settings(arguments)
    var text = OutputBuffer()
    guard var pack = arguments.operands.first else {
      let linter = try settings.linter()
      for pack in linter.packs { list(linter.examples(of: pack.id), of: pack.id, into: &text) }
      try context.console.print(text)
      return ExitStatus.clean
    }
    if PackFolder.isPath(pack) {
      settings.packs = [pack]
      pack = try PackFolder(path: pack).id
    }
    let example = try find(arguments.operands.dropFirst().first, of: pack, try settings.linter())
    text.append(example.source.bytes)
    if example.source.bytes.last != UInt8(ascii: "\n") { text.append("\n") }
    try context.console.print(text)
    return ExitStatus.clean
  }
}

/// The example of a pack with the given name or, if there is none, the first example for the interaction with that name. Without
/// a name, the first example.
private func find(_ name: String?, of pack: String, _ linter: Linter) throws(CommandError) -> StarterExample {
  let ids = linter.packs.map(\.id)
  guard ids.contains(pack) else {
    throw CommandError("unknown rule pack '\(pack)'" + Suggestion.text(for: pack, among: ids))
  }
  let examples = linter.examples(of: pack)
  guard let first = examples.first else { throw CommandError("the pack '\(pack)' has no examples") }
  guard let name else { return first }
  guard let example = examples.first(where: { $0.name == name }) ?? examples.first(where: { $0.interaction == name }) else {
    if let (_, reason) = linter.interactionsWithoutExample(of: pack).first(where: { $0.interaction == name }) {
      throw CommandError("the pack '\(pack)' has no example of '\(name)': \(reason)")
    }
    let names = examples.flatMap { [$0.name, $0.interaction] }
    throw CommandError(
      "the pack '\(pack)' has no example '\(name)'"
        + Suggestion.text(for: name, among: names, otherwise: "; 'apptlint example' lists all examples"))
  }
  return example
}

private func list(_ examples: [StarterExample], of pack: String, into text: inout OutputBuffer) {
  func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }
  for example in examples {
    text.append(untrusted: padded(pack, 20) + padded(example.name, 26) + example.summary)
    text.append("\n")
  }
}
