import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import Findings

/// Evaluates invariants on the nodes of one payload.
struct InvariantRunner {
  typealias Invariant = CompiledInvariant

  private let typed: TypedDocument
  private let document: Document
  private let references: ReferenceIndex
  private let library: InvariantLibrary
  private let profiles: ProfileLibrary?
  private let now: Int64
  private let depth: Int
  /// Created when the first expression needs it.
  private var evaluator: Evaluator?
  private var core: [Invariant?]

  init(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ library: InvariantLibrary, profiles: ProfileLibrary?, now: Int64,
    depth: Int = 0
  ) {
    self.typed = typed
    document = typed.document
    self.references = references
    self.library = library
    self.profiles = profiles
    self.now = now
    self.depth = depth
    core = library.compiled(typed.release.release)
  }

  /// Evaluates the invariant in a row of the release.
  @inline(__always)
  mutating func check(_ row: Int, _ node: Node, into validation: inout Validation) {
    guard row < core.count else { return }
    let invariant: Invariant
    if let known = core[row] {
      invariant = known
    } else {
      invariant = library.compile(row, typed.release.release)
      core[row] = invariant
    }
    if !invariant.isNative { check(invariant, node, profile: nil, into: &validation) }
  }

  /// Evaluates an invariant of a profile.
  mutating func check(_ schema: InvariantSchema, _ node: Node, of profile: Profile, into validation: inout Validation) {
    // An invalid value was reported.
    if validation.isInvalid(node) { return }
    let invariant = library.compile(schema, typed.release.release)
    if !invariant.isNative { check(invariant, node, profile: profile.canonical, into: &validation) }
  }

  /// Whether an expression evaluated on a resource selects a given node; nil if this cannot be determined.
  mutating func selects(_ expression: String, from resource: Node, _ node: Node) -> Bool? {
    let invariant = library.compile(InvariantSchema(key: "", isError: true, expression: expression), typed.release.release)
    guard case .expression(let compiled, _) = invariant.program else { return nil }
    var evaluator = currentEvaluator
    defer { self.evaluator = evaluator }
    return (try? evaluator.evaluate(compiled, on: resource))?.items.contains(.node(node))
  }

  /// Whether an expression is true for a node; throws if this cannot be determined.
  mutating func holds(_ expression: String, on node: Node) throws(FHIRPathError) -> Bool {
    let invariant = library.compile(InvariantSchema(key: "", isError: true, expression: expression), typed.release.release)
    var evaluator = currentEvaluator
    defer { self.evaluator = evaluator }
    switch invariant.program {
    case .faulty(let error): throw error
    case .expression(let compiled, _): return try evaluator.satisfies(compiled, node)
    }
  }

  private mutating func check(_ invariant: Invariant, _ node: Node, profile: String?, into validation: inout Validation) {
    switch invariant.program {
    case .faulty(let error): markUnchecked(invariant, error, into: &validation)
    case .expression(let expression, let predicate):
      if let predicate, let verdict = predicate.holds(on: node, in: typed) {
        if !verdict, !isUndecidable(invariant, expression, node, into: &validation) {
          report(invariant, node, failingNode: nil, profile, into: &validation)
        }
        return
      }
      evaluate(invariant, expression, node, profile, into: &validation)
    }
  }

  private mutating func evaluate(
    _ invariant: Invariant, _ expression: Expression, _ node: Node, _ profile: String?, into validation: inout Validation
  ) {
    var evaluator = currentEvaluator
    do throws(FHIRPathError) {
      if try !evaluator.satisfies(expression, node), !isUndecidable(invariant, expression, node, into: &validation) {
        report(invariant, node, failingNode: try evaluator.failingNode(of: expression, node), profile, into: &validation)
      }
    } catch {
      markUnchecked(invariant, error, into: &validation)
    }
    self.evaluator = evaluator
  }

  /// Whether a violated constraint reads an element that is missing or malformed, or compares an invalid code. These errors were
  /// reported, and the violation may be only a consequence.
  private mutating func isUndecidable(
    _ invariant: Invariant, _ expression: Expression, _ node: Node, into validation: inout Validation
  ) -> Bool {
    guard !validation.gaps.isEmpty || !validation.invalidCodes.isEmpty else { return false }
    var evaluator = currentEvaluator
    guard evaluator.reads(validation.gaps, comparing: validation.invalidCodes, expression, node) else { return false }
    validation.markUnchecked(
      NotChecked(
        code: InvariantRules.invariant.code, requirement: "The constraint \(invariant.key).",
        reason:
          "The constraint \(text: Message.printable(invariant.key, limit: 80)) reads an element that is missing, malformed or not a valid code."
      ))
    return true
  }

  private var currentEvaluator: Evaluator {
    evaluator
      ?? Evaluator(
        typed, references, host: ValidationHost(typed, references, profiles, invariants: library, now: now, depth: depth),
        now: now)
  }

  private func report(
    _ invariant: Invariant, _ node: Node, failingNode: Node?, _ profile: String?, into validation: inout Validation
  ) {
    let location = failingNode ?? node
    if document.isCutOff(location) { return }
    validation.report(
      InvariantRules.finding(
        invariant.key, isError: invariant.isError, expression: invariant.text, profile: profile, typed.release.release,
        document.headRange(of: location), node: location))
  }

  private func markUnchecked(_ invariant: Invariant, _ error: FHIRPathError, into validation: inout Validation) {
    validation.markUnchecked(
      NotChecked(
        code: InvariantRules.invariant.code, requirement: "The constraint \(invariant.key).",
        reason:
          "The constraint \(text: Message.printable(invariant.key, limit: 80)) cannot be evaluated: \(text: Message.printable(error.problem, limit: 200))."
      ))
  }
}
