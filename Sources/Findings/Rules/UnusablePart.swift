/// What part of an element a violated rule of FHIR makes unusable: a row of a pack with another requirement on it reports the
/// same error.
package enum UnusablePart: Sendable, Hashable {
  /// All of it: it has the wrong form, or is empty.
  case content
  /// Its value, or the target of a reference: the form is correct.
  case value
}
