package import FHIRSyntax

/// A predicate on the child elements of a node, evaluated on a bit set of the elements present, so that a walk need not visit the
/// tree again.
///
///     (start.exists() and end.exists()) or (status in ('proposed' | 'cancelled'))
///
/// becomes, with bit 10 for start, 11 for end and 7 for status, `present & 1 << 10` and so on; the caller compares texts. Longer
/// paths and counts are not supported, nor is anything that `Predicate` does not support.
package struct PresencePredicate: Sendable {
  private enum Operation: Sendable {
    case and(Int, Int)
    case or(Int, Int)
    case xor(Int, Int)
    case implies(Int, Int)
    case same(Int, Int)
    case not(Int)
    case exists(UInt64)
    case isOneOf(UInt64, texts: Range<Int>, isPlain: Bool)
    /// The result of another operation.
    case unchanged(Int)
    case general
  }

  private var operations: [Operation] = []
  private let texts: [[UInt8]]
  private let dialect: Dialect

  /// `bit` returns the bit of the element with the given name in the type of the evaluated nodes; 0 if the type has no such
  /// element. `isType` returns whether the type has the given name.
  package init(_ predicate: Predicate, isType: (Symbol) -> Bool, bit: (Symbol) -> UInt64) {
    dialect = predicate.dialect
    texts = predicate.texts.map { Array($0.utf8) }
    func bits(_ path: Range<Int>) -> UInt64? {
      var path = predicate.steps[path]
      if let first = path.first, first.role == .type, isType(first.name) { path.removeFirst() }
      guard path.count == 1, let step = path.first, step.role == .element else { return nil }
      return bit(step.name)
    }
    func allBits(_ paths: Range<Int>) -> UInt64? {
      var all: UInt64 = 0
      for path in predicate.paths[paths] {
        guard let bits = bits(path) else { return nil }
        all |= bits
      }
      return all
    }
    operations = predicate.operations.map { operation in
      switch operation {
      case .and(let left, let right): .and(left, right)
      case .or(let left, let right): .or(left, right)
      case .xor(let left, let right): .xor(left, right)
      case .implies(let left, let right): .implies(left, right)
      case .same(let left, let right): .same(left, right)
      case .not(let inner): .not(inner)
      case .exists(let path): bits(path).map { .exists($0) } ?? .general
      case .isOneOf(let path, let texts, let isPlain):
        bits(path).map { .isOneOf($0, texts: texts, isPlain: isPlain) } ?? .general
      case .count(let path, .greater, 0): bits(path).map { .exists($0) } ?? .general
      case .careful(let inner): .unchanged(inner)
      case .sum(let paths, .greater, 0): allBits(paths).map { .exists($0) } ?? .general
      default: .general
      }
    }
  }

  /// Whether a node with these elements satisfies the predicate; nil if that cannot be determined here. `equals` returns whether
  /// the only element with the given bit has the given text; nil if it cannot determine this.
  package func holds(_ present: UInt64, equals: (UInt64, [UInt8]) -> Bool?) -> Bool? {
    switch verdict(operations.count - 1, present, equals) {
    case .yes, .empty: true
    case .no: false
    case .general: nil
    }
  }

  private func verdict(_ index: Int, _ present: UInt64, _ equals: (UInt64, [UInt8]) -> Bool?) -> Predicate.Verdict {
    switch operations[index] {
    case .general: return .general
    case .unchanged(let inner): return verdict(inner, present, equals)
    case .exists(let bit): return present & bit != 0 ? .yes : .no
    case .not(let inner): return verdict(inner, present, equals).negated
    case .and(let left, let right): return verdict(left, present, equals).and(verdict(right, present, equals))
    case .or(let left, let right): return verdict(left, present, equals).or(verdict(right, present, equals))
    case .implies(let left, let right): return verdict(left, present, equals).implies(verdict(right, present, equals), dialect)
    case .same(let left, let right): return verdict(left, present, equals).isSame(as: verdict(right, present, equals))
    case .xor(let left, let right): return verdict(left, present, equals).isSame(as: verdict(right, present, equals)).negated
    case .isOneOf(let bit, let range, let isPlain):
      if present & bit == 0 { return isPlain && dialect.comparesEmpty ? .no : .empty }
      for index in range {
        guard let isEqual = equals(bit, texts[index]) else { return .general }
        if isEqual { return .yes }
      }
      return .no
    }
  }
}
