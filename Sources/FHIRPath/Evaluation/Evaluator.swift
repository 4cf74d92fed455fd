package import FHIRDefinitions
package import FHIRSyntax

/// Evaluates expressions on the nodes of one payload, in a bounded number of steps.
package struct Evaluator {
  package let typed: TypedDocument
  let document: Document
  let release: ReleaseDefinitions
  let references: ReferenceIndex
  let host: (any FHIRPathHost)?
  /// Seconds since 1970, for `now()` and `today()`.
  let now: Int64
  let kinds: PrimitiveKinds
  /// The values recorded by `trace`, in order.
  package private(set) var traces: [(name: String, value: Collection)] = []
  /// Whether `trace` records values.
  package var recordsTraces = false
  /// Whether `resolve()` ignores references to resources outside the payload, as FHIRPath specifies; otherwise evaluation fails,
  /// since the result cannot be determined.
  package var ignoresUnresolved = false
  /// Whether an element without content is treated as missing, as rule packs require: see `Presence.swift`.
  package var requiresContent = false

  /// Missing and malformed elements, invalid codes, and whether any of these was read or compared.
  var gaps: Set<ElementGap> = []
  var invalidCodes: Set<Node> = []
  var hasReadGap = false

  /// The reason why two values could not be ordered in this evaluation, if the result of such a comparison is empty in the
  /// dialect.
  var incomparability: FHIRPathError?

  var dialect: Dialect
  var environment: Environment
  private var steps = 0
  private let maxSteps: Int

  /// The values of the `%` variables.
  struct Environment {
    var context: Node
    var resource: Node
    var rootResource: Node
    var defined: [String: Collection] = [:]
  }

  /// The values of `$this`, `$index` and `$total` at one position of an expression.
  struct Frame {
    var focus: Collection
    var index: Int?
    var total: Collection?
  }

  /// Far more steps than any invariant of FHIR or the NHS needs, but less than a second of work.
  package static let defaultMaxSteps = 2_000_000

  package init(
    _ typed: TypedDocument, _ references: ReferenceIndex, host: (any FHIRPathHost)? = nil, now: Int64,
    maxSteps: Int = Evaluator.defaultMaxSteps
  ) {
    self.typed = typed
    document = typed.document
    release = typed.release
    self.references = references
    self.host = host
    self.now = min(max(now, FHIRDateTime.supportedSeconds.lowerBound), FHIRDateTime.supportedSeconds.upperBound)
    self.maxSteps = maxSteps
    kinds = PrimitiveKinds(typed.document.symbols)
    dialect = Dialect(typed.release.release)
    let root = Node(index: 0)
    environment = Environment(context: root, resource: root, rootResource: root)
  }

  /// The result of an expression for a node, with the resource that contains it as `%resource`.
  ///
  /// `%rootResource` is the resource that contains `%resource`, or `%resource` itself.
  package mutating func evaluate(_ expression: Expression, on node: Node) throws(FHIRPathError) -> Collection {
    steps = 0
    incomparability = nil
    dialect = expression.dialect
    let resource = document.resource(containing: node) ?? Node(index: 0)
    let root = document.nodes.isEmpty ? resource : references.container(of: node) ?? resource
    environment = Environment(context: node, resource: resource, rootResource: root)
    return try evaluate(expression.syntax, Frame(focus: .one(.node(node))))
  }

  /// Whether a node satisfies an invariant. An empty result satisfies it, since it does not show a violation; but if it is empty
  /// because values have no order, the error is thrown. Several items, or an item that is not a boolean, are true.
  package mutating func satisfies(_ expression: Expression, _ node: Node) throws(FHIRPathError) -> Bool {
    let result = try evaluate(expression, on: node)
    if result.isEmpty, let incomparability { throw incomparability }
    guard result.count == 1, let item = result.first else { return true }
    if case .boolean(let value) = system(item) { return value }
    return true
  }

  /// Whether an invariant, evaluated on a node, reads an element that is missing or malformed, or compares an invalid code.
  package mutating func reads(
    _ gaps: Set<ElementGap>, comparing codes: Set<Node>, _ expression: Expression, _ node: Node
  ) -> Bool {
    (self.gaps, invalidCodes) = (gaps, codes)
    hasReadGap = false
    _ = try? evaluate(expression, on: node)
    (self.gaps, invalidCodes) = ([], [])
    return hasReadGap
  }

  /// Charges steps to the evaluation; throws if it exceeds the limit.
  mutating func charge(_ steps: Int = 1, at offset: Int = 0) throws(FHIRPathError) {
    spend(steps)
    if self.steps > maxSteps { throw FHIRPathError(.tooCostly, "the evaluation takes more than \(maxSteps) steps", at: offset) }
  }

  /// Charges for text that is read or created: the number of bytes, times a factor.
  mutating func charge(bytes: Int, times: Int = 1, at offset: Int) throws(FHIRPathError) {
    let (total, overflow) = bytes.multipliedReportingOverflow(by: times)
    try charge(overflow ? .max : total / Self.bytesPerStep, at: offset)
  }

  var remainingSteps: Int { max(0, maxSteps - steps) }

  /// Charges steps without throwing; the next `charge` may throw.
  mutating func spend(_ steps: Int) {
    let (sum, overflow) = self.steps.addingReportingOverflow(steps)
    self.steps = overflow ? .max : sum
  }

  /// The bytes of text read or created per step: no evaluation with `defaultMaxSteps` creates more than 32 MB of text.
  static let bytesPerStep = 16

  mutating func recordTrace(_ name: String, _ value: Collection) {
    if recordsTraces { traces.append((name, value)) }
  }

  // MARK: Syntax

  mutating func evaluate(_ syntax: Syntax, _ frame: Frame) throws(FHIRPathError) -> Collection {
    try charge()
    switch syntax {
    case .literal(let item): return .one(item)
    case .empty: return .none
    case .this: return frame.focus
    case .index: return Collection(frame.index.map { .integer($0) })
    case .total: return frame.total ?? .none
    case .variable(let name, let offset): return try variable(name, at: offset)
    case .member(let base, let name):
      let result = try member(name, of: try evaluate(base, frame))
      try charge(result.cost, at: name.offset)
      return result
    case .call(let base, let function, let arguments, let offset):
      let result = try call(function, on: base, arguments, frame, at: offset)
      try charge(result.cost, at: offset)
      return result
    case .indexer(let base, let position, let offset):
      let items = try evaluate(base, frame)
      guard let index = try integer(try evaluate(position, frame), at: offset) else { return .none }
      return Collection(indexable(items)[index])
    case .negation(let operand, let offset):
      let value = try evaluate(operand, frame)
      guard let item = try single(value, at: offset) else { return .none }
      guard let negated = system(item)?.negated else { throw FHIRPathError(.evaluation, "'-' requires a number", at: offset) }
      return .one(negated)
    case .plus(let operand, let offset):
      let value = try evaluate(operand, frame)
      guard let item = try single(value, at: offset) else { return .none }
      guard system(item)?.negated != nil else { throw FHIRPathError(.evaluation, "'+' requires a number", at: offset) }
      return value
    case .binary(let operation, let left, let right, let offset):
      let result = try binary(operation, left, right, frame, at: offset)
      try charge(result.cost, at: offset)
      return result
    case .typeTest(let base, let type, let isTest, let offset):
      let items = try evaluate(base, frame)
      return isTest ? try isType(items, type, at: offset) : try cast(items, to: type, at: offset)
    case .typeFilter(let base, let type, let offset):
      return try ofType(try evaluate(base, frame), type, at: offset)
    }
  }

  private func variable(_ name: String, at offset: Int) throws(FHIRPathError) -> Collection {
    if let value = environment.defined[name] { return value }
    if document.nodes.isEmpty { return .none }
    switch name {
    case "context": return .one(.node(environment.context))
    case "resource": return .one(.node(environment.resource))
    case "rootResource": return .one(.node(environment.rootResource))
    default: throw FHIRPathError(.semantic, "unknown variable '%\(name)'", at: offset)
    }
  }

  // MARK: Operands

  /// The only item of a collection, or nil for none; throws if there are several.
  mutating func single(_ items: Collection, at offset: Int) throws(FHIRPathError) -> Item? {
    if case .one(let item) = items { return isValued(item) ? item : nil }
    let items = valued(items)
    guard items.count <= 1 else { throw FHIRPathError(.evaluation, "expected one item, found \(items.count)", at: offset) }
    return items.first
  }

  /// A collection as a boolean: a single item that is not a boolean is true (FHIRPath N1, Singleton evaluation).
  mutating func boolean(_ items: Collection, at offset: Int) throws(FHIRPathError) -> Bool? {
    if case .one(.boolean(let value)) = items { return value }
    let items = present(items)
    if dialect.severalAreTrue, items.count > 1 { return true }
    guard let item = try single(items, at: offset) else { return nil }
    if case .boolean(let value) = system(item) { return value }
    return true
  }

  mutating func integer(_ items: Collection, at offset: Int) throws(FHIRPathError) -> Int? {
    guard let item = try single(items, at: offset) else { return nil }
    guard case .integer(let value) = system(item) else { throw FHIRPathError(.evaluation, "expected an integer", at: offset) }
    return value
  }

  mutating func string(_ items: Collection, at offset: Int) throws(FHIRPathError) -> String? {
    guard let item = try single(items, at: offset) else { return nil }
    guard case .string(let value) = system(item) else { throw FHIRPathError(.evaluation, "expected a string", at: offset) }
    return value
  }
}
