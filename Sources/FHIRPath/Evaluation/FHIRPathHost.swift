package import FHIRSyntax

/// Provides what expressions need beyond FHIRPath itself: terminology, profiles, narrative. Nil means "cannot be determined".
package protocol FHIRPathHost: Sendable {
  /// Whether a code, Coding or CodeableConcept is in the value set with the given canonical URL.
  func isMember(_ node: Node, of valueSet: String) -> Bool?
  /// Whether a code without a system is in the value set with the given canonical URL.
  func isMember(code: String, of valueSet: String) -> Bool?
  /// Whether a resource or element conforms to the profile with the given canonical URL.
  func conforms(_ node: Node, to profile: String) -> Bool?
  /// Whether the XHTML of a `div` follows the rules for narrative.
  func isValidNarrative(_ node: Node) -> Bool?
}
