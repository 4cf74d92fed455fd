package import FHIRSyntax

/// Plans as text, for debugging and tests.
///
///     Appointment of the outermost Appointment
///       status
///         BKL003 tests oneOf 'booked'
extension RulePlanCompiler {
  /// The tree, and the parts that always run. `name` returns the text of a symbol.
  ///
  /// With a `type`, only the paths that begin at a resource of this type.
  func description(of type: Symbol? = nil, _ name: (Symbol) -> String) -> String {
    var lines: [String] = []
    for root in roots where type == nil || (root.head ?? root.scope ?? type) == type {
      let scope = root.scope.map(name) ?? "resource"
      let head = root.head.map(name) ?? scope
      lines.append("\(head) of \(root.isOutermost ? "the outermost" : "each") \(scope)")
      append(root.node, 1, &lines, name)
    }
    append("runs always", always, &lines)
    append("runs unless the resource conforms to all profiles", packs.flatMap(\.verdicts), &lines)
    append("runs on request", packs.flatMap(\.onRequest), &lines)
    return lines.joined(separator: "\n") + "\n"
  }

  private func append(_ title: String, _ parts: [Int], _ lines: inout [String]) {
    for part in parts {
      guard let check = self.parts[part].part.check else { continue }
      lines.append("\(title): \(self.parts[part].rule.code) \(type(of: check.kind).kind) at \(check.query.text)")
    }
  }

  private func append(_ index: Int, _ depth: Int, _ lines: inout [String], _ name: (Symbol) -> String) {
    let indent = String(repeating: "  ", count: depth)
    let build = builds[index]
    for step in build.steps { lines.append("\(indent)\(parts[Int(step.part)].rule.code) \(text(for: step))") }
    for need in build.needs { lines.append("\(indent)\(parts[Int(need.part)].rule.code) at the end \(text(for: need))") }
    for edge in build.edges {
      lines.append("\(indent)\(name(edge.name))\(edge.includesEmpty ? ", or empty" : "")")
      append(edge.build, depth + 1, &lines, name)
    }
    for branch in build.branches {
      lines.append(indent + text(for: branch.branch, name))
      append(branch.build, depth + 1, &lines, name)
    }
  }

  private func text(for step: RulePlan.Step) -> String {
    switch step.kind {
    case .suspect: return "runs"
    case .requireProfile: return "requires conformance"
    case .message: return "must match the message definition"
    case .reach: return "sets \(step.register)"
    case .visible: return "sets \(step.register) if it is not blank"
    case .count: return "counts in \(step.register)"
    case .content: return "runs if it has no content"
    case .value: return "runs if it has no value"
    case .unique: return "runs if \(step.register) has it"
    case .test: return "tests \(text(for: tests.tests[Int(step.test)]))"
    case .testAny: return "sets \(step.register) if it passes \(text(for: tests.tests[Int(step.test)]))"
    }
  }

  private func text(for test: RulePlan.Test) -> String {
    var text = "\(test.kind)"
    for index in test.texts.first..<test.texts.end { text += " '\(self.text(Int(index)))'" }
    return text
  }

  private func text(for need: PlanBuild.Need) -> String {
    switch need.kind {
    case .set: "needs \(need.register)"
    case .setIfTried: "needs \(need.register) if \(need.register + 1) is set"
    case .between: "needs \(need.minimum) to \(need.maximum) in \(need.register)"
    }
  }

  private func text(for branch: RulePlan.Branch, _ name: (Symbol) -> String) -> String {
    switch branch.kind {
    case .descendants: return "descendants()"
    case .resolve: return "resolve()"
    case .first: return "first()"
    case .ofType: return "ofType(\(name(Symbol(rawValue: branch.name))))"
    case .choice: return "\(text(Int(branch.name)))[x]"
    case .matching:
      let terms = (branch.terms.first..<branch.terms.end).map { text(for: tests.terms[Int($0)], name) }
      return "where(\(terms.joined(separator: " and ")))"
    }
  }

  private func text(for term: RulePlan.Term, _ name: (Symbol) -> String) -> String {
    let path = (term.path.first..<term.path.end).map { name(Symbol(rawValue: tests.symbols[Int($0)])) }.joined(separator: ".")
    switch term.condition {
    case .equals: return "\(path) = '\(text(Int(term.text)))'"
    case .differs: return "\(path) != '\(text(Int(term.text)))'"
    case .startsWith: return "\(path).startsWith('\(text(Int(term.text)))')"
    case .exists: return "\(path).exists()"
    case .absent: return "\(path).exists().not()"
    }
  }

  private func text(_ index: Int) -> String {
    String(decoding: tests.bytes[Int(tests.texts[index].first)..<Int(tests.texts[index].end)], as: UTF8.self)
  }
}

extension RulePack {
  /// The plan of the pack's tables for an interaction, as text; with a `type`, only the paths that begin at a resource of this
  /// type.
  package func planText(interaction: String?, of type: Symbol?, _ symbols: SymbolTable) -> String {
    RulePlanCompiler([(tables, interaction)], symbols).description(of: type) { symbols.name($0) }
  }
}
