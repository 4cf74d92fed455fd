import FHIRDefinitions
import FHIRSyntax

/// Runs the check of codes where the walk suspects something, and learns which codes are right.
extension BindingCheck {
  static func run(
    _ typed: TypedDocument, _ suspects: Suspects, _ learned: LearnedCodes, _ plans: WalkPlans, into validation: inout Validation
  ) {
    guard let codes = suspects.bindings else {
      let check = BindingCheck(typed)
      return typed.document.visit(nil) { check.check($0, into: &validation) }
    }
    if codes.isEmpty {
      for note in suspects.notes { repeatNote(note, learned, into: &validation) }
      return
    }
    let check = BindingCheck(typed)
    let storage = typed.document.source.storage
    var grown = learned
    var notes = suspects.notes[...]
    for code in codes {
      while let note = notes.first, note.node < code.node { repeatNote(notes.removeFirst(), learned, into: &validation) }
      if validation.isMalformed(code.node) { continue }
      var found = validation.emptied
      check.check(code.node, into: &found)
      validation.append(found)
      guard let key = code.key, found.findings.isEmpty else { continue }
      grown.learn(check.loosened(key, code.node), found.unchecked, in: storage)
    }
    for note in notes { repeatNote(note, learned, into: &validation) }
    if grown.count > learned.count { plans.publish(grown, grownFrom: learned.count, typed.release.release) }
  }

  private static func repeatNote(_ note: Suspects.Note, _ learned: LearnedCodes, into validation: inout Validation) {
    if validation.isMalformed(note.node) { return }
    for unchecked in learned.outcomes[note.outcome] { validation.leaveOut(unchecked) }
  }

  /// A key without what does not matter: the code of a system that nothing is known of, or of a binding that no code breaks.
  private func loosened(_ key: CodeKey, _ node: Node) -> CodeKey {
    guard let slot = typed.slot(of: node) else { return key }
    if key.scope == .init(.coding, slot), slot.strength == 0 {
      guard let url = bytes(.system, of: node), terminology.codeSystem(url) == nil, !ExternalCodes.isGrammar(text(url)) else {
        return key
      }
      return key.first(of: .init(.system, nil), count: 1)
    }
    if key.scope == .init(.code, slot), slot.strength > 1, let binding = typed.element(of: node).flatMap(typed.release.binding),
      ExternalCodes.system(ofValueSet: Canonical.withoutVersion(terminology.strings.text(binding.valueSet))) == nil
    {
      return key.first(of: .init(.looseCode, slot), count: 0)
    }
    return key
  }
}
