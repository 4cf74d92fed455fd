/// The requirements in one section of an assurance scheme for one role, such as a provider's requirements on searches.
package struct AssuranceSection: Sendable, Hashable {
  /// The title of the section in the scheme.
  package let title: String
  /// The role that must meet the requirements, such as `sender`.
  package let role: String
  /// Its requirements, in the order of the scheme.
  package let requirements: [Requirement]

  /// A section with its requirements.
  package init(title: String, role: String, requirements: [Requirement]) {
    self.title = title
    self.role = role
    self.requirements = requirements
  }

  /// A requirement of an assurance scheme, such as one of a SCAL; the rules of packs that check it name its id.
  package struct Requirement: Sendable, Hashable {
    /// The id, unique in the pack.
    package let id: String
    /// Its numbers in the scheme; nil if it has only the id.
    package let number: String?
    /// The codes of rules of JSON, XML and FHIR that check it.
    package let rules: [String]

    /// A requirement with the rules outside packs that check it.
    package init(id: String, number: String?, rules: [String]) {
      self.id = id
      self.number = number
      self.rules = rules
    }
  }
}
