package import Findings

/// Where FHIRPath as STU3 uses it (the draft before N1) differs from N1, which R4 uses.
package struct Dialect: Sendable {
  private let release: FHIRRelease

  package init(_ release: FHIRRelease) {
    self.release = release
  }

  /// `{} = {}` is true and `{} = 1` is false, where N1 has nothing for both.
  var comparesEmpty: Bool { release == .stu3 }
  /// `{} implies x` is true, whatever x.
  var emptyImpliesAll: Bool { release == .stu3 }
  /// `as` keeps those of several items that are of the type, where N1 takes one item at most.
  var castsSeveral: Bool { release == .stu3 }
  /// `as` and `ofType` take a value as its base type too (`code` as `string`), where R4 wants a primitive's own type.
  var castsToBase: Bool { release == .stu3 }
  /// `all()` without criteria is `allTrue()`.
  var allTakesNothing: Bool { release == .stu3 }
  /// Dates of different precision are not equal, and equivalent where they are the same as far as both are known; N1 has nothing
  /// for the first and false for the second.
  var comparesDatesAsWritten: Bool { release == .stu3 }
  /// `1.10 = 1.1` is false, and so is `1.0 = 1`.
  var comparesDecimalsAsWritten: Bool { release == .stu3 }
  /// A quotient of decimals has as many significant digits as the less exact operand.
  var dividesToSignificantDigits: Bool { release == .stu3 }
  /// Several items count as true where one boolean is due; N1 refuses them.
  var severalAreTrue: Bool { release == .stu3 }
  /// No text begins or ends with the empty text, or contains it.
  var emptyTextIsNowhere: Bool { release == .stu3 }
  /// `&` takes anything, several items with commas between; N1 takes strings.
  var concatenatesAll: Bool { release == .stu3 }
  /// Comparing what has no order gives nothing; N1 refuses it.
  var incomparableIsNothing: Bool { release == .stu3 }
  /// Names may stand in double quotes.
  var quotesNames: Bool { release == .stu3 }
}
