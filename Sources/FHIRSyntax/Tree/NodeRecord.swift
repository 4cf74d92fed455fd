/// One node of a document, 32 bytes; a `Node` is only an index into the document's array.
///
/// The array is the tree in document order. `parent` refers to the parent, `next` to the node after the last descendant, and the
/// first child, if there is one, is the next record. For
///
///     { "status": "booked", "slot": [ { "reference": "#s" } ] }
///
/// the array is
///
///     index  name       form     parent  next
///     0                 object   0       5
///     1      status     string   0       2
///     2      slot       array    0       5
///     3      slot       object   2       5
///     4      reference  string   3       5
///
/// A JSON array is a node of its own in the tree, and its items have its name. `Elements` iterates over the FHIR elements, for
/// which arrays and `_name` companions are only notation.
package struct NodeRecord: Sendable {
  package var parent: UInt32
  package var next: UInt32
  package var name: Symbol
  package var form: Form
  package var flags: NodeFlags
  /// The name: in JSON with its quotes, in XML the element's name in its start tag. Empty for items and the root.
  package var nameStart: UInt32
  package var nameEnd: UInt32
  /// The value: in JSON the whole token or bracketed text. In XML the attribute's text between its quotes if there is one,
  /// otherwise the element from `<` to `>`.
  package var valueStart: UInt32
  package var valueEnd: UInt32
}

/// The written form of a node.
@usableFromInline package enum Form: UInt8, Sendable {
  /// A JSON object, or an XML element without a `value` attribute.
  case object
  /// A JSON array.
  case array
  /// A JSON string.
  case string
  /// A JSON number, kept as written.
  case number
  case `true`
  case `false`
  case null
  /// An XML attribute, or an XML element with a `value` attribute (which may have children too).
  case attribute
  /// Text between XML tags that is not blank.
  case text
  /// An XML processing instruction.
  case instruction
  /// A JSON name without a value, or a value that could not be read.
  case missing
}

/// Additional properties of a node.
@usableFromInline package struct NodeFlags: OptionSet, Sendable {
  @usableFromInline package let rawValue: UInt16

  @inlinable package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The value's text has escapes or entities and must be decoded.
  @inlinable package static var escaped: NodeFlags { NodeFlags(rawValue: 1 << 0) }
  /// The JSON value is text without quotes, or in single quotes: its range is the text itself.
  @inlinable package static var unquoted: NodeFlags { NodeFlags(rawValue: 1 << 1) }
  /// A JSON `_name`: it has the id and extensions of the primitive with that name.
  @inlinable package static var companion: NodeFlags { NodeFlags(rawValue: 1 << 2) }
  /// A companion, or an item of a companion array, whose primitive is present: it is visited as part of that primitive.
  @inlinable package static var paired: NodeFlags { NodeFlags(rawValue: 1 << 3) }
  /// A primitive that has a companion.
  @inlinable package static var hasCompanion: NodeFlags { NodeFlags(rawValue: 1 << 4) }
  /// An earlier member of the same JSON object, or attribute of the same XML tag, has this name.
  @inlinable package static var duplicate: NodeFlags { NodeFlags(rawValue: 1 << 5) }
  /// The node is a FHIR resource: the document's `resourceType(of:)` returns its type.
  @inlinable package static var resource: NodeFlags { NodeFlags(rawValue: 1 << 6) }
  /// An XML attribute that is a node of its own (`id`, `url`, or one unknown to FHIR).
  @inlinable package static var xmlAttribute: NodeFlags { NodeFlags(rawValue: 1 << 7) }
  /// An XML name in the XHTML namespace: narrative.
  @inlinable package static var xhtml: NodeFlags { NodeFlags(rawValue: 1 << 8) }
  /// An XML name in neither the FHIR nor the XHTML namespace.
  @inlinable package static var foreignNamespace: NodeFlags { NodeFlags(rawValue: 1 << 9) }
  /// The second or a later resource inside one `contained`, `resource` or `outcome` XML element.
  @inlinable package static var surplusResource: NodeFlags { NodeFlags(rawValue: 1 << 10) }
  /// A companion that is an array although its primitive is not, or the reverse.
  @inlinable package static var malformedPair: NodeFlags { NodeFlags(rawValue: 1 << 11) }
  /// The name is unknown to the specifications and next to a syntax error, so it may be part of a value: see `MisreadNames`.
  @inlinable package static var misread: NodeFlags { NodeFlags(rawValue: 1 << 12) }
}

/// A node of a document: an index into its array, valid only for that document.
@usableFromInline package struct Node: Sendable, Hashable, Comparable {
  @usableFromInline package let index: UInt32

  @inlinable package init(index: UInt32) { self.index = index }

  @inlinable package static func == (left: Node, right: Node) -> Bool { left.index == right.index }

  @inlinable package static func < (left: Node, right: Node) -> Bool { left.index < right.index }
}
