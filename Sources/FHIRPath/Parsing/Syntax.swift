import FHIRSyntax

/// An expression, read and ready to be evaluated: names are symbols, literals are values, functions are known.
indirect enum Syntax: Sendable {
  case literal(Item)
  case empty
  /// `$this`, or where nothing stands in front of a name, what it is asked of.
  case this
  case index
  case total
  case variable(String, offset: Int)
  case member(Syntax, Name)
  case call(Syntax, Function, [Syntax], offset: Int)
  case indexer(Syntax, Syntax, offset: Int)
  case negation(Syntax, offset: Int)
  /// A plus sign in front of a number.
  case plus(Syntax, offset: Int)
  case binary(Operator, Syntax, Syntax, offset: Int)
  /// `is` and `as`.
  case typeTest(Syntax, TypeName, isTest: Bool, offset: Int)
  /// `ofType`.
  case typeFilter(Syntax, TypeName, offset: Int)

  /// A name after a point.
  struct Name: Sendable {
    var symbol: Symbol?
    var text: String
    /// Whether nothing stands in front of it: it may name the type of what is asked.
    var isLeading: Bool
    var offset: Int
  }
}

/// A type as an expression names it.
package struct TypeName: Sendable, Hashable {
  /// `System` or `FHIR`; nil where it is left out.
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

  /// How firmly it binds (FHIRPath, Operator precedence): the greater the firmer.
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
