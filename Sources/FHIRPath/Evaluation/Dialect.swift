package import Findings

/// The differences between the FHIRPath of STU3 (the draft before N1) and that of R4 (N1).
package struct Dialect: Sendable {
  private let release: FHIRRelease

  package init(_ release: FHIRRelease) {
    self.release = release
  }

  /// `{} = {}` is true and `{} = 1` is false; both are empty in N1.
  var comparesEmpty: Bool { release == .stu3 }
  /// `{} implies x` is true, regardless of x.
  var emptyImpliesAll: Bool { release == .stu3 }
  /// `as` accepts several items and selects those of the given type; N1 accepts at most one item.
  var castsSeveral: Bool { release == .stu3 }
  /// `as` and `ofType` also accept a value as its base type (`code` as `string`); R4 requires a primitive's exact type.
  var castsToBase: Bool { release == .stu3 }
  /// `all()` without a criterion is `allTrue()`.
  var allowsAllWithoutCriterion: Bool { release == .stu3 }
  /// Two dates of different precision are not equal, and are equivalent if they agree at the lower precision; in N1 `=` is empty
  /// and `~` is false.
  var comparesDatesAsWritten: Bool { release == .stu3 }
  /// `1.10 = 1.1` is false, and so is `1.0 = 1`.
  var comparesDecimalsAsWritten: Bool { release == .stu3 }
  /// A quotient of decimals has as many significant digits as the less precise operand.
  var dividesToSignificantDigits: Bool { release == .stu3 }
  /// Several items are true where a boolean is expected; N1 rejects them.
  var severalAreTrue: Bool { release == .stu3 }
  /// No string starts or ends with the empty string, or contains it.
  var findsNoEmptyText: Bool { release == .stu3 }
  /// `&` accepts anything and joins several items with commas; N1 accepts only single strings.
  var concatenatesAll: Bool { release == .stu3 }
  /// The result of comparing values that have no order is empty; N1 rejects the comparison.
  var incomparableIsEmpty: Bool { release == .stu3 }
  /// Names may be in double quotes.
  var quotesNames: Bool { release == .stu3 }
}
