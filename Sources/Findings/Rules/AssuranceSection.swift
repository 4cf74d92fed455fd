/// The assurance requirements of a section for a role, such as those of a provider on searches.
package struct AssuranceSection: Sendable, Hashable {
  package let title: String
  package let role: String
  package let requirements: [Requirement]

  package init(title: String, role: String, requirements: [Requirement]) {
    self.title = title
    self.role = role
    self.requirements = requirements
  }

  /// A requirement of an assurance scheme, such as one of a SCAL; the rules of packs that check it name its id.
  package struct Requirement: Sendable, Hashable {
    package let id: String
    /// Its numbers in the scheme; nil if it has only the id.
    package let number: String?
    /// The codes of rules of JSON, XML and FHIR that check it.
    package let rules: [String]

    package init(id: String, number: String?, rules: [String]) {
      self.id = id
      self.number = number
      self.rules = rules
    }
  }
}
