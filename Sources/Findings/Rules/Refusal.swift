/// What of an element is unusable where it breaks a rule of FHIR: a row of a pack that wants another thing of it is about the
/// same fault.
package enum Refusal: Sendable, Hashable {
  /// All of it: it has the wrong form, or nothing in it.
  case content
  /// Its value, or where a reference leads: the form is right.
  case value
}
