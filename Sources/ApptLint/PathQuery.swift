import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import FHIRValidation
public import Findings
import Reporting
import RulePacks

/// FHIRPath expressions on payloads.
extension Linter {
  /// Evaluates an expression with the outermost resource of a payload as its context.
  ///
  /// The payload is read as `release` or, if that is nil, as `lint` would read it. `isStrict` rejects expressions that the types
  /// of FHIR rule out before evaluation. Throws if the expression is invalid, or if its result depends on information that is not
  /// available.
  public func evaluate(
    _ expression: String, on source: SourceText, release: FHIRRelease? = nil, isStrict: Bool = false
  ) throws(FHIRPathEvaluationError) -> FHIRPathResult {
    guard let definitions else { throw FHIRPathEvaluationError(sentence: "definitions are missing", character: 1) }
    let document = read(source)
    let references = ReferenceIndex(document)
    var configuration = configuration
    configuration.release = release ?? configuration.release
    let now = configuration.now ?? Clock.now
    let run = RuleRun(document, references, now: now)
    let typed = TypedDocument(
      document, definitions.release(PackSelection(for: document, references, run, configuration, self).release))
    do throws(FHIRPathError) {
      let compiled = try Expression(expression, document.symbols, typed.release.release)
      if isStrict {
        try TypeCheck.check(compiled, typed.release, document.symbols, on: document.root.flatMap { typed.type(of: $0) })
      }
      var evaluator = Evaluator(
        typed, references, host: ValidationHost(typed, references, profileLibrary, invariants: invariants, now: now), now: now)
      evaluator.recordsTraces = true
      evaluator.ignoresUnresolved = true
      guard let root = document.root else { return FHIRPathResult(results: [], traces: []) }
      let results = try evaluator.evaluate(compiled, on: root)
      let rendering = PathRendering(evaluator)
      return FHIRPathResult(
        results: results.map(rendering.result),
        traces: evaluator.traces.map { FHIRPathTrace(name: $0.name, results: $0.value.map(rendering.result)) })
    } catch {
      throw FHIRPathEvaluationError(error, in: expression)
    }
  }
}

/// The result of an expression.
public struct FHIRPathResult: Sendable {
  /// The items, in order.
  public package(set) var results: [FHIRPathItem]
  /// The calls to `trace`, in order.
  public package(set) var traces: [FHIRPathTrace]
}

/// One call to `trace`.
public struct FHIRPathTrace: Sendable {
  /// The name passed to `trace`.
  public package(set) var name: String
  /// The items at that point, in order.
  public package(set) var results: [FHIRPathItem]
}

/// One item of a result.
public struct FHIRPathItem: Sendable {
  /// The type: for an element its FHIR type, such as `HumanName` or `code`, otherwise a FHIRPath type, such as `Boolean`.
  public package(set) var type: String
  /// The item on one line as JSON: `{"type": ..., "value": ...}`. Decimals, dates and quantities are strings, since a reader of
  /// JSON may round numbers.
  public package(set) var json: String
}

/// An error in an expression.
public struct FHIRPathEvaluationError: Error, Sendable, CustomStringConvertible {
  /// A description of the error on one line, without a full stop.
  public package(set) var sentence: String
  /// The position in the expression, in characters (Unicode scalars) from 1.
  public package(set) var character: Int

  init(sentence: String, character: Int) {
    self.sentence = sentence
    self.character = character
  }

  init(_ error: FHIRPathError, in expression: String) {
    sentence = error.problem
    character = String(decoding: expression.utf8.prefix(error.offset), as: UTF8.self).unicodeScalars.count + 1
  }

  /// The description of the error, and the position.
  public var description: String { "\(sentence), at character \(character) of the expression" }
}

/// Renders the items of a result as JSON.
struct PathRendering {
  private let evaluator: Evaluator
  private let typed: TypedDocument

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    typed = evaluator.typed
  }

  func result(_ item: Item) -> FHIRPathItem {
    let type = evaluator.typeName(of: item).name
    var output = OutputBuffer()
    FHIRJSONWriter(isIndented: false).write(.object(["type": .string(type), "value": value(item)]), into: &output)
    return FHIRPathItem(type: type, json: String(decoding: output.bytes, as: UTF8.self))
  }

  private func value(_ item: Item) -> FHIRValue {
    switch item {
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .node(let node): value(node, depth: 0)
    default: .string(Evaluator.string(item) ?? "")
    }
  }

  /// An element: a primitive by its value, all others with their children.
  private func value(_ node: Node, depth: Int) -> FHIRValue {
    let document = typed.document
    if document.hasValue(node), let text = document.value(of: node) {
      switch typed.type(of: node).map({ document.symbols.name($0.name) }) {
      case "boolean" where text == "true" || text == "false": return .boolean(text == "true")
      case "integer", "positiveInt", "unsignedInt": return Int(text).map { .integer($0) } ?? .string(text)
      default: return .string(text)
      }
    }
    var members: FHIRMembers = [:]
    if let type = document.resourceType(of: node) { members.append("resourceType", .string(document.name(type))) }
    guard depth < 200 else { return .object(members) }
    var names: [Symbol] = []
    var children: [Symbol: [Node]] = [:]
    for child in document.elements(of: node) {
      let name = document.record(child).name
      if children[name] == nil { names.append(name) }
      children[name, default: []].append(child)
    }
    for name in names {
      guard let named = children[name], let child = named.first else { continue }
      let all = named.map { value($0, depth: depth + 1) }
      let repeats = typed.element(of: child)?.repeats ?? (all.count > 1)
      members.append(document.name(name), repeats ? .list(all) : all.first ?? .object([:]))
    }
    return .object(members)
  }
}
