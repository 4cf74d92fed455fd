import FHIRSyntax

/// A parsed expression, ready to be evaluated: names are symbols, literals are values, functions are resolved.
indirect enum Syntax: Sendable {
  case literal(Item)
  case empty
  /// `$this`, or the implicit input of a name at the start of a path.
  case this
  case index
  case total
  case variable(String, offset: Int)
  case member(Syntax, Name)
  case call(Syntax, Function, [Syntax], offset: Int)
  case indexer(Syntax, Syntax, offset: Int)
  case negation(Syntax, offset: Int)
  /// A unary plus sign.
  case plus(Syntax, offset: Int)
  case binary(Operator, Syntax, Syntax, offset: Int)
  /// `is` and `as`.
  case typeTest(Syntax, TypeName, isTest: Bool, offset: Int)
  /// `ofType`.
  case typeFilter(Syntax, TypeName, offset: Int)

  /// A name in a path, after a dot or at the start.
  struct Name: Sendable {
    var symbol: Symbol?
    var text: String
    /// Whether it is at the start of the path, where it may be the type of the input.
    var isLeading: Bool
    var offset: Int
  }
}

/// The name of a type in an expression.
package struct TypeName: Sendable, Hashable {
  /// `System` or `FHIR`; nil if omitted.
  package var namespace: String?
  package var name: String
}

enum Operator: String, Sendable, CaseIterable {
  case times = "*"
  case divided = "/"
  case div
  case mod
  case plus = "+"
  case minus = "-"
  case concatenated = "&"
  case union = "|"
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case less = "<"
  case greater = ">"
  case equal = "="
  case equivalent = "~"
  case notEqual = "!="
  case notEquivalent = "!~"
  case `in`
  case contains
  case and
  case or
  case xor
  case implies

  /// The precedence (FHIRPath, Operator precedence): a greater number binds more tightly.
  var precedence: Int {
    switch self {
    case .times, .divided, .div, .mod: 10
    case .plus, .minus, .concatenated: 9
    case .union: 7
    case .lessOrEqual, .greaterOrEqual, .less, .greater: 6
    case .equal, .equivalent, .notEqual, .notEquivalent: 5
    case .in, .contains: 4
    case .and: 3
    case .or, .xor: 2
    case .implies: 1
    }
  }

  /// The precedence of `is` and `as`.
  static let typePrecedence = 8
}
