/// A part of a FHIR resource to be written as JSON or XML.
package enum FHIRValue {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  /// The JSON value null. XML omits it.
  case null
  /// An element with children. In XML, the member `url` of an `extension` is an attribute.
  case object(FHIRMembers)
  /// A repeating element.
  case list([FHIRValue])
  /// The type and the members of a resource.
  case resource(String, FHIRMembers)
}

/// Named values, in the order in which FHIR defines them, which XML requires.
package struct FHIRMembers: ExpressibleByDictionaryLiteral {
  package private(set) var all: [FHIRMember]

  package init(dictionaryLiteral members: (String, FHIRValue)...) {
    all = members.map { FHIRMember(name: $0, value: $1) }
  }

  /// Appends a member to an object.
  package mutating func append(_ name: String, _ value: FHIRValue) {
    all.append(FHIRMember(name: name, value: value))
  }
}

/// A named member of an object.
package struct FHIRMember {
  package var name: String
  package var value: FHIRValue
}
