package import FHIRDefinitions
package import FHIRSyntax

/// Rejects expressions that contradict the types of FHIR, regardless of the payload: unknown elements and types, casts that can
/// never succeed, positions in unordered collections, and criteria of `iif` that are not booleans.
package struct TypeCheck {
  private let release: ReleaseDefinitions
  private let symbols: SymbolTable

  /// Throws if the expression is invalid for nodes of the given type, which is nil if unknown.
  package static func check(
    _ expression: Expression, _ release: ReleaseDefinitions, _ symbols: SymbolTable, on type: TypeShape?
  ) throws(FHIRPathError) {
    let check = TypeCheck(release: release, symbols: symbols)
    let context = Shape(kinds: type.map { [.type($0)] }, isOrdered: true)
    _ = try check.shape(of: expression.syntax, Context(focus: context, resource: context))
  }

  /// The possible type of an item.
  private enum Kind: Hashable {
    case type(TypeShape)
    /// A FHIRPath value, by the name of its type.
    case system(String)
  }

  /// The possible results of an expression; `kinds` is nil if unknown.
  private struct Shape {
    var kinds: [Kind]?
    var isOrdered = true

    static var unknown: Shape { Shape(kinds: nil) }
    static func system(_ name: String) -> Shape { Shape(kinds: [.system(name)]) }
  }

  private struct Context {
    var focus: Shape
    var resource: Shape
  }

  private func shape(of syntax: Syntax, _ context: Context) throws(FHIRPathError) -> Shape {
    switch syntax {
    case .literal(let item): return .system(Evaluator.name(of: item))
    case .empty: return Shape(kinds: [])
    case .this: return context.focus
    case .index: return .system("Integer")
    case .total: return .unknown
    case .variable(let name, _): return ["context", "resource", "rootResource"].contains(name) ? context.resource : .unknown
    case .member(let base, let name): return try member(name, of: try shape(of: base, context))
    case .call(let base, let function, let arguments, let offset):
      return try call(function, try shape(of: base, context), arguments, context, at: offset)
    case .indexer(let base, let position, let offset):
      let items = try shape(of: base, context)
      try checkOrder(of: items, at: offset)
      _ = try shape(of: position, context)
      return items
    case .negation(let operand, _), .plus(let operand, _): return try shape(of: operand, context)
    case .binary(let operation, let left, let right, _):
      let one = try shape(of: left, context)
      let other = try shape(of: right, context)
      return result(of: operation, one, other)
    case .typeTest(let base, let type, let isTest, let offset):
      let items = try shape(of: base, context)
      if isTest { return .system("Boolean") }
      return try cast(items, to: type, at: offset)
    case .typeFilter(let base, let type, let offset): return try cast(try shape(of: base, context), to: type, at: offset)
    }
  }

  // MARK: Elements

  private func member(_ name: Syntax.Name, of base: Shape) throws(FHIRPathError) -> Shape {
    guard let kinds = base.kinds, !kinds.isEmpty else { return base.kinds == nil ? .unknown : base }
    var found: [Kind] = []
    for kind in kinds {
      guard case .type(let type) = kind else { return .unknown }
      // An abstract type may be any type derived from it.
      if type.isAbstract { return .unknown }
      if name.isLeading, let symbol = name.symbol, release.isType(type, symbol) { return Shape(kinds: [kind]) }
      for kind in children(name, of: type) where !found.contains(kind) { found.append(kind) }
    }
    guard found.isEmpty else { return Shape(kinds: found, isOrdered: base.isOrdered) }
    let names = kinds.compactMap { kind in if case .type(let type) = kind { symbols.name(type.name) } else { nil } }
    throw FHIRPathError(.semantic, "unknown element '\(name.text)' in \(names.joined(separator: ", "))", at: name.offset)
  }

  /// The possible types of the child with the given name; the base name of a choice includes all its types.
  private func children(_ name: Syntax.Name, of type: TypeShape) -> [Kind] {
    guard let symbol = name.symbol else { return [] }
    if type.kind == .primitive, symbol == .value { return [.system("Any")] }
    return release.children(of: type).filter { $0.baseName == symbol }.map { .type($0.type) }
  }

  private func cast(_ base: Shape, to wanted: TypeName, at offset: Int) throws(FHIRPathError) -> Shape {
    if wanted.namespace == "System"
      || Evaluator.systemTypes.contains(wanted.name) && wanted.namespace == nil && wanted.name != "Quantity"
    {
      return .system(wanted.name)
    }
    guard let type = symbols.symbol(wanted.name).flatMap({ release.type($0) }) else {
      throw FHIRPathError(.semantic, "unknown type '\(wanted.name)'", at: offset)
    }
    if let kinds = base.kinds, !kinds.isEmpty {
      let isPossible = kinds.contains { kind in
        guard case .type(let other) = kind else { return false }
        return release.isType(other, type.name) || release.isType(type, other.name) || other.isAbstract
      }
      guard isPossible else {
        throw FHIRPathError(.semantic, "this expression can never be of type '\(wanted.name)'", at: offset)
      }
    }
    return Shape(kinds: [.type(type)], isOrdered: base.isOrdered)
  }

  private func checkOrder(of items: Shape, at offset: Int) throws(FHIRPathError) {
    if !items.isOrdered { throw FHIRPathError(.semantic, "these items are not ordered", at: offset) }
  }

  // MARK: Functions and operators

  private func call(
    _ function: Function, _ base: Shape, _ arguments: [Syntax], _ context: Context, at offset: Int
  ) throws(FHIRPathError) -> Shape {
    var inner = context
    if case .perItem = function { inner.focus = base }
    var shapes: [Shape] = []
    for argument in arguments { shapes.append(try shape(of: argument, inner)) }
    switch function {
    case .perItem(let function):
      switch function {
      case .where, .trace, .sort: return base
      case .select: return shapes.first ?? .unknown
      case .exists, .all: return .system("Boolean")
      case .repeat, .repeatAll, .aggregate: return .unknown
      }
    case .collection(let function):
      switch function {
      case .first, .last, .tail, .skip, .take:
        try checkOrder(of: base, at: offset)
        return base
      case .single, .distinct, .exclude, .intersect, .defineVariable: return base
      case .empty, .not, .allTrue, .anyTrue, .allFalse, .anyFalse, .subsetOf, .supersetOf, .isDistinct: return .system("Boolean")
      case .count: return .system("Integer")
      case .join: return .system("String")
      case .children, .descendants: return Shape(kinds: nil, isOrdered: false)
      case .union, .combine, .coalesce, .now, .today, .timeOfDay: return .unknown
      }
    case .iif:
      if let kinds = shapes.first?.kinds, !kinds.isEmpty, !kinds.contains(where: isBoolean) {
        throw FHIRPathError(.semantic, "the criterion of 'iif' must be a boolean", at: offset)
      }
      return .unknown
    case .fhir(let function):
      switch function {
      case .hasValue, .memberOf, .conformsTo, .htmlChecks: return .system("Boolean")
      case .extension: return Shape(kinds: symbols.symbol("Extension").flatMap { release.type($0) }.map { [.type($0)] })
      case .getValue, .resolve, .type, .elementDefinition, .slice, .checkModifiers, .subsumes, .subsumedBy: return .unknown
      }
    case .string(let function):
      switch function {
      case .length: return .system("Integer")
      case .substring, .upper, .lower, .replace, .replaceMatches, .trim: return .system("String")
      case .toChars: return .unknown
      }
    case .stringArgument(let function):
      switch function {
      case .startsWith, .endsWith, .contains, .matches, .matchesFull: return .system("Boolean")
      case .indexOf, .lastIndexOf: return .system("Integer")
      case .split, .encode, .decode, .escape, .unescape: return .unknown
      }
    case .conversion(.toString): return .system("String")
    case .conversion, .boundary, .part, .number, .type: return .unknown
    }
  }

  private func isBoolean(_ kind: Kind) -> Bool {
    switch kind {
    case .system(let name): name == "Boolean" || name == "Any"
    case .type(let type): symbols.name(type.name) == "boolean" || type.isAbstract
    }
  }

  private func result(of operation: Operator, _ left: Shape, _ right: Shape) -> Shape {
    switch operation {
    case .union:
      guard let one = left.kinds, let other = right.kinds else {
        return Shape(kinds: nil, isOrdered: left.isOrdered && right.isOrdered)
      }
      return Shape(kinds: one + other.filter { !one.contains($0) }, isOrdered: left.isOrdered && right.isOrdered)
    case .concatenated: return .system("String")
    case .times, .divided, .div, .mod, .plus, .minus: return .unknown
    default: return .system("Boolean")
    }
  }
}
