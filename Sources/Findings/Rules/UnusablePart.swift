/// The part of an element that is unusable if it violates a rule of FHIR: a pack's row with another requirement for that part
/// would report the same error again.
package enum UnusablePart: Sendable, Hashable {
  /// All of it: it has the wrong form, or is empty.
  case content
  /// Its value, or the target of a reference: the form is correct.
  case value
}
