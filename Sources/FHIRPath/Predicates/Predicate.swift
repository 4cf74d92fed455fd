package import FHIRDefinitions
package import FHIRSyntax

/// The subset of expressions that most constraints use, in a form that is evaluated without allocation: presence, absence,
/// equality with a code, and their combinations.
///
///     (start.exists() and end.exists()) or (status in ('proposed' | 'cancelled'))
///
///     0 exists start   1 exists end   2 and 0 1   3 status is one of 0..<2   4 or 2 3
///
/// Anything else is represented by `general`. If the result depends on such a part, the whole expression must be evaluated.
package struct Predicate: Sendable {
  enum Operation: Sendable {
    case and(Int, Int)
    case or(Int, Int)
    case xor(Int, Int)
    case implies(Int, Int)
    case same(Int, Int)
    case not(Int)
    case exists(Range<Int>)
    case hasValue(Range<Int>)
    /// Whether the only element at a path has one of the given texts; `isPlain` for `=` instead of `in`.
    case isOneOf(Range<Int>, texts: Range<Int>, isPlain: Bool)
    /// Whether the only boolean at a path has the given value.
    case flag(Range<Int>, is: Bool)
    case count(Range<Int>, Operator, Int)
    /// The total number of elements at several paths, compared with a number.
    case sum(paths: Range<Int>, Operator, Int)
    /// The only number at a path, compared with a number.
    case number(Range<Int>, Operator, Int)
    /// The only date, dateTime or instant at a path, compared with the only one at another path.
    case dateTimes(Range<Int>, Operator, Range<Int>)
    /// Whether any part of the only text at a path matches the regular expression with an index.
    case matches(Range<Int>, Int)
    /// Whether all elements at a path satisfy an operation.
    case all(Range<Int>, Int)
    /// Whether an operation has, on each element at a path, the same result as a common operation that depends only on the
    /// resource.
    case allSame(Range<Int>, Int, as: Int)
    /// Whether any element at a path satisfies an operation.
    case any(Range<Int>, Int)
    /// Whether the only element at a path has the type whose name is the text with an index.
    case isType(Range<Int>, Int)
    /// An operation that can only show that content is valid; a violation must be confirmed by the evaluator.
    case careful(Int)
    case general
  }

  struct Step: Sendable {
    var name: Symbol
    /// Whether any type has a choice with this base name: its elements have other names.
    var isChoice = false
    var role = Role.element

    enum Role: Sendable {
      case element
      /// Only the first element with the name.
      case firstElement
      /// The resource that contains the node being evaluated: always the first step; its name is ignored.
      case resource
      /// The node being evaluated, if it has the type with this name: always the first step.
      case type
    }
  }

  var operations: [Operation] = []
  var steps: [Step] = []
  var texts: [String] = []
  /// Paths that are evaluated together.
  var paths: [Range<Int>] = []
  var expressions: [RegularExpression] = []
  /// Whether the operation being built must be wrapped in `careful`.
  var isCareful = false
  let dialect: Dialect

  /// Nil if no part of the expression can be evaluated in this form.
  package init?(_ expression: Expression, isChoice: (Symbol) -> Bool) {
    dialect = expression.dialect
    let last = append(expression.syntax, isChoice)
    if case .general = operations[last] { return nil }
  }

  /// Whether a node satisfies the expression; nil if the general evaluator is needed.
  package func holds(on node: Node, in typed: TypedDocument) -> Bool? {
    switch verdict(operations.count - 1, Context(node: node, origin: node, isStrict: false), typed) {
    case .yes, .empty: return true
    case .no: return verdict(operations.count - 1, Context(node: node, origin: node, isStrict: true), typed) == .no ? false : nil
    case .general: return nil
    }
  }

  // MARK: Evaluating

  /// The current node, and the node on which the whole expression is evaluated.
  struct Context {
    var node: Node
    let origin: Node
    /// Whether `careful` operations are treated as `general`, so that any violation still found needs no confirmation by the
    /// evaluator.
    let isStrict: Bool
  }

  private func verdict(_ index: Int, _ context: Context, _ typed: TypedDocument) -> Verdict {
    switch operations[index] {
    case .general: return .general
    case .exists(let path): return exists(path, context, typed).map { Verdict($0) } ?? .general
    case .not(let inner): return verdict(inner, context, typed).negated
    case .and(let left, let right): return verdict(left, context, typed).and(verdict(right, context, typed))
    case .or(let left, let right): return verdict(left, context, typed).or(verdict(right, context, typed))
    case .implies(let left, let right): return verdict(left, context, typed).implies(verdict(right, context, typed), dialect)
    case .same(let left, let right): return verdict(left, context, typed).isSame(as: verdict(right, context, typed))
    case .xor(let left, let right): return verdict(left, context, typed).isSame(as: verdict(right, context, typed)).negated
    case .careful(let inner): return context.isStrict ? .general : verdict(inner, context, typed)
    case .all(let path, let inner): return all(path, inner, context, typed)
    case .allSame(let path, let each, let common): return allSame(path, each, common, context, typed)
    case .any(let path, let inner): return any(path, inner, context, typed)
    case let other: return value(other, context, typed)
    }
  }

  /// The verdict of an operation on the values or number of elements at a path.
  private func value(_ operation: Operation, _ context: Context, _ typed: TypedDocument) -> Verdict {
    switch operation {
    case .hasValue(let path):
      var found: Node?
      guard let count = count(path, context, typed, upTo: 2, &found) else { return .general }
      guard count == 1, let found else { return .no }
      return Verdict(typed.document.hasValue(found))
    case .isOneOf(let path, let range, let isPlain):
      var found: Node?
      switch count(path, context, typed, upTo: 2, &found) {
      case nil: return .general
      case 0?: return isPlain && dialect.comparesEmpty ? .no : .empty
      case 1?:
        guard let found, hasText(found, in: typed.document) else { return .general }
        for index in range where typed.document.value(of: found, is: texts[index]) { return .yes }
        return .no
      default: return isPlain ? .no : .general
      }
    case .flag(let path, let wanted):
      var found: Node?
      switch count(path, context, typed, upTo: 2, &found) {
      case nil: return .general
      case 0?: return dialect.comparesEmpty ? .no : .empty
      case 1?:
        guard let found, typed.document.value(of: found, is: "true") || typed.document.value(of: found, is: "false") else {
          return .general
        }
        return Verdict(typed.document.value(of: found, is: "true") == wanted)
      default: return .no
      }
    case .count(let path, let operation, let number):
      guard let count = count(path, context, typed, upTo: number == .max ? .max : number + 1) else { return .general }
      return Self.compare(count, operation, number)
    case .sum(let range, let operation, let number):
      var sum = 0
      for path in paths[range] {
        guard let count = count(path, context, typed, upTo: .max) else { return .general }
        sum += count
      }
      return Self.compare(sum, operation, number)
    case .number(let path, let operation, let number):
      var found: Node?
      switch count(path, context, typed, upTo: 2, &found) {
      case 0?: return operation == .equal && dialect.comparesEmpty ? .no : .empty
      case 1?: return found.flatMap { integer($0, in: typed) }.map { Self.compare($0, operation, number) } ?? .general
      default: return .general
      }
    case .dateTimes(let left, let operation, let right):
      var (one, other): (Node?, Node?) = (nil, nil)
      guard let first = count(left, context, typed, upTo: 2, &one), let second = count(right, context, typed, upTo: 2, &other),
        first < 2, second < 2
      else { return .general }
      guard let one, let other else { return .empty }
      return order(one, other, in: typed).map { Self.compare($0, operation, 0) } ?? .general
    case .matches(let path, let index):
      var found: Node?
      switch count(path, context, typed, upTo: 2, &found) {
      case 0?: return .empty
      case 1?: return found.map { matches($0, expressions[index], in: typed) } ?? .general
      default: return .general
      }
    case .isType(let path, let index):
      var found: Node?
      guard count(path, context, typed, upTo: 2, &found) == 1, let found, let type = typed.type(of: found),
        let name = typed.document.symbols.symbol(texts[index]), typed.release.type(name) != nil
      else { return .general }
      return Verdict(typed.release.isType(type, name))
    default: return .general
    }
  }

  private func all(_ path: Range<Int>, _ inner: Int, _ context: Context, _ typed: TypedDocument) -> Verdict {
    var result = Verdict.yes
    let isApplicable = visit(path, context, typed) { node in
      result = verdict(inner, Context(node: node, origin: context.origin, isStrict: context.isStrict), typed)
      return result == .yes
    }
    // `all` treats an empty result as false, which is left to the evaluator.
    return isApplicable ? result == .empty ? .general : result : .general
  }

  private func allSame(_ path: Range<Int>, _ each: Int, _ common: Int, _ context: Context, _ typed: TypedDocument) -> Verdict {
    var wanted: Verdict?
    var result = Verdict.yes
    let isApplicable = visit(path, context, typed) { node in
      let context = Context(node: node, origin: context.origin, isStrict: context.isStrict)
      let common = wanted ?? verdict(common, context, typed)
      wanted = common
      result = verdict(each, context, typed).isSame(as: common)
      return result == .yes
    }
    return isApplicable ? result : .general
  }

  private func any(_ path: Range<Int>, _ inner: Int, _ context: Context, _ typed: TypedDocument) -> Verdict {
    var result = Verdict.no
    let isApplicable = visit(path, context, typed) { node in
      switch verdict(inner, Context(node: node, origin: context.origin, isStrict: context.isStrict), typed) {
      case .yes: result = .yes
      case .no, .empty: break
      case .general:
        // The evaluator will visit all elements, so the rest need not be visited here.
        result = .general
        return false
      }
      return true
    }
    return isApplicable ? result : .general
  }

  static func compare(_ left: Int, _ operation: Operator, _ right: Int) -> Verdict {
    switch operation {
    case .less: Verdict(left < right)
    case .lessOrEqual: Verdict(left <= right)
    case .greater: Verdict(left > right)
    case .greaterOrEqual: Verdict(left >= right)
    case .equal: Verdict(left == right)
    default: .general
    }
  }
}
