import FHIRDefinitions
import FHIRSyntax

/// The message definitions in flat tables, for walks that decide `MessageDefinitionCheck`.
struct MessagePlan: Sendable {
  /// A definition: its URL, version and event as positions in `texts`; -1 for a missing one.
  struct Definition {
    var url: Int32
    var version: Int32
    var event: Int32
    var types = RulePlan.Slice()
  }

  /// The requirements of a definition for the resources of a type.
  struct Kind {
    /// The symbol of the type; `UInt32.max` for a type without a shared symbol.
    var type: UInt32
    var minimum: Int32
    /// `Int32.max` if there is no limit.
    var maximum: Int32
    /// Whether the entries of a message may have the type; false for `Bundle`, the type of the message itself.
    var isListed: Bool
    /// The profile that such resources must conform to, as a position in `texts`; -1 if there is none, or more than one.
    var profile: Int32
    /// The profiles of other definitions of the same event, in `others`.
    var others = RulePlan.Slice()
  }

  let definitions: PlanTable<Definition>
  let kinds: PlanTable<Kind>
  let others: PlanTable<Int32>
  let texts: PlanTable<RulePlan.Slice>
  let bytes: PlanTable<UInt8>
  /// The texts as strings.
  let strings: [String]
  /// The symbols of `definition`, `eventCoding` and `event`.
  let definition: UInt32
  let eventCoding: UInt32
  let event: UInt32

  init(_ library: MessageLibrary, _ symbols: SymbolTable) {
    var compiler = MessageCompiler(symbols: symbols)
    let byEvent = Dictionary(grouping: library.definitions, by: \.event)
    for definition in library.definitions { compiler.add(definition, ofSameEvent: byEvent[definition.event] ?? []) }
    definitions = PlanTable(compiler.definitions)
    kinds = PlanTable(compiler.kinds)
    others = PlanTable(compiler.others)
    texts = PlanTable(compiler.texts)
    bytes = PlanTable(compiler.bytes + [UInt8](repeating: 0, count: PlanBytes.padding))
    strings = compiler.strings
    func number(_ name: String) -> UInt32 { symbols.symbol(name)?.rawValue ?? .max }
    (definition, eventCoding, event) = (number("definition"), number("eventCoding"), number("event"))
  }

  func free() {
    definitions.free()
    kinds.free()
    others.free()
    texts.free()
    bytes.free()
  }
}

/// Compiles the message definitions.
private struct MessageCompiler {
  let symbols: SymbolTable
  var definitions: [MessagePlan.Definition] = []
  var kinds: [MessagePlan.Kind] = []
  var others: [Int32] = []
  var texts: [RulePlan.Slice] = []
  var bytes: [UInt8] = []
  var strings: [String] = []

  private mutating func text(_ text: String?) -> Int32 {
    guard let text else { return -1 }
    if let known = strings.firstIndex(of: text) { return Int32(known) }
    let first = Int32(bytes.count)
    bytes += Array(text.utf8)
    texts.append(RulePlan.Slice(first: first, end: Int32(bytes.count)))
    strings.append(text)
    return Int32(texts.count - 1)
  }

  /// Adds a definition; `definitions` are all definitions of its event.
  mutating func add(_ definition: MessageDefinition, ofSameEvent definitions: [MessageDefinition]) {
    var compiled = MessagePlan.Definition(
      url: text(definition.url), version: text(definition.version), event: text(definition.event?.code))
    var codes: [String] = []
    for row in definition.focus where !codes.contains(row.code) { codes.append(row.code) }
    let first = Int32(kinds.count)
    for code in codes {
      let rows = definition.focus.filter { $0.code == code }
      let profiles = rows.compactMap(\.profile)
      var kind = MessagePlan.Kind(
        type: symbols.symbol(code)?.rawValue ?? .max, minimum: Int32(clamping: definition.minimum(of: code)),
        maximum: definition.maximum(of: code).map { Int32(clamping: $0) } ?? .max,
        isListed: code != "Bundle", profile: profiles.count == 1 ? text(profiles[0]) : -1)
      if profiles.count == 1 {
        let named = definitions.flatMap(\.focus)
          .filter { $0.code == code && $0.profile != profiles[0] }.compactMap(\.profile)
        let texts = named.map { text($0) }
        kind.others = RulePlan.Slice(first: Int32(others.count), end: Int32(others.count + texts.count))
        others += texts
      }
      kinds.append(kind)
    }
    compiled.types = RulePlan.Slice(first: first, end: Int32(kinds.count))
    self.definitions.append(compiled)
  }
}
