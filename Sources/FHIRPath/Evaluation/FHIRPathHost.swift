package import FHIRSyntax

/// What expressions ask that FHIRPath itself cannot know: terminology, profiles, narrative. Nil stands for "nobody can tell".
package protocol FHIRPathHost: Sendable {
  /// Whether a code, Coding or CodeableConcept is in the value set of a canonical URL.
  func isMember(_ node: Node, of valueSet: String) -> Bool?
  /// Whether a code without a system is in the value set of a canonical URL.
  func isMember(code: String, of valueSet: String) -> Bool?
  /// Whether a resource or element keeps the profile of a canonical URL.
  func conforms(_ node: Node, to profile: String) -> Bool?
  /// Whether the XHTML of a `div` keeps the rules of narrative.
  func isNarrative(_ node: Node) -> Bool?
}
