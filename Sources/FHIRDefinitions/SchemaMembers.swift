import FHIRSyntax

/// The members of an object of `Profiles/` by name. There are few, so a linear search is cheaper than a dictionary.
struct SchemaMembers {
  private let document: Document
  private let object: Node

  /// Throws if the object has unknown or duplicate members.
  init(of object: Node, in document: Document, known: [StaticString]) throws(DefinitionsError) {
    guard document.record(object).form == .object else { throw DefinitionsError("expected an object", at: object, in: document) }
    for child in document.children(of: object) where !known.contains(where: { document.isNamed($0, child) }) {
      throw DefinitionsError("unknown key '\(document.name(of: child))'", at: child, in: document)
    }
    if let duplicate = document.members(of: object).duplicate {
      throw DefinitionsError("'\(document.name(of: duplicate))' occurs more than once", at: duplicate, in: document)
    }
    self.document = document
    self.object = object
  }

  subscript(_ name: StaticString) -> Node? { document.member(name, of: object)?.node }
}
