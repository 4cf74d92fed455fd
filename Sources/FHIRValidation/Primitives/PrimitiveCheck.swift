import FHIRDefinitions
import FHIRSyntax

/// Checks the form of primitive values: each type's own grammar and range.
struct PrimitiveCheck {
  private let typed: TypedDocument
  private let document: Document
  /// The grammar of each type, by the type's row; nothing for types that are no primitives.
  private let grammars: [PrimitiveGrammar?]

  static func run(_ typed: TypedDocument, into validation: inout Validation) {
    PrimitiveCheck(typed).run(into: &validation)
  }

  private init(_ typed: TypedDocument) {
    self.typed = typed
    document = typed.document
    var grammars: [PrimitiveGrammar?] = []
    for (name, grammar) in PrimitiveGrammar.byType {
      guard let type = document.symbols.symbol(name).flatMap({ typed.release.type($0) }) else { continue }
      let row = Int(type.index)
      if row >= grammars.count { grammars += Array(repeating: nil, count: row + 1 - grammars.count) }
      grammars[row] = grammar
    }
    self.grammars = grammars
  }

  private func run(into validation: inout Validation) {
    let nodes = document.nodes
    for index in nodes.indices {
      let node = Node(index: UInt32(truncatingIfNeeded: index))
      guard document.hasValue(node), let row = typed.typeRow(of: node), Int(row) < grammars.count,
        let grammar = grammars[Int(row)]
      else { continue }
      if let fault = fault(of: node, grammar) { report(fault, at: node, into: &validation) }
      if validation.isFull { return }
    }
  }

  /// What is wrong with a value; nearly always nothing, which is told without making a copy of it.
  private func fault(of node: Node, _ grammar: PrimitiveGrammar) -> PrimitiveFault? {
    let record = document.record(node)
    if record.form == .true || record.form == .false { return grammar.fault(in: record.form == .true ? Self.true : Self.false) }
    if record.flags.contains(.escaped), let text = document.value(of: node) { return grammar.fault(in: Array(text.utf8)[...]) }
    return grammar.fault(in: document.source.storage[document.textRange(of: node)])
  }

  private func report(_ fault: PrimitiveFault, at node: Node, into validation: inout Validation) {
    // What the reader had to guess at was reported.
    if document.record(node).form != .attribute, document.hasFinding(at: node) { return }
    validation.report(fault.rule.finding(document.valueRange(of: node), fault.message, help: fault.help, node: node))
  }

  private static let `true` = Array("true".utf8)[...]
  private static let `false` = Array("false".utf8)[...]
}

/// What is wrong with a value, as the rule that it breaks and what to say of it.
struct PrimitiveFault {
  var rule: StandardRule
  var message: Message
  var help: String?

  init(_ rule: StandardRule, _ message: Message, help: String? = nil) {
    self.rule = rule
    self.message = message
    self.help = help
  }
}
