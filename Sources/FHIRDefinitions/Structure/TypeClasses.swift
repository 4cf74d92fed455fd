import FHIRSyntax

/// The form of a primitive type's values, to the extent that a walk checks it. `PrimitiveGrammar` checks it completely.
package enum PrimitiveForm: UInt8, Sendable {
  /// Not a primitive type, or an unknown one.
  case none
  case boolean
  case integer
  case unsignedInt
  case positiveInt
  case decimal
  case string
  case code
  case id
  case uri
  /// The system of a code or identifier: an absolute URI.
  case system
  /// A canonical, or in STU3 a profile that a resource claims: an absolute URI or a fragment.
  case canonical
  case oid
  case uuid
  case base64Binary
  case date
  case dateTime
  case instant
  case time
  /// The id of an element.
  case elementId
  case xhtml
  /// The data of a SampledData: decimals and a few letters, separated by spaces.
  case sampledData
}

/// Types with dedicated checks.
package enum TypeRole: UInt8, Sendable {
  case none
  case coding
  case concept
  /// Quantity and the types derived from it, such as Age.
  case quantity
  /// Types whose values can be codes: code, string and uri.
  case code
  case reference
  case `extension`
  case attachment
}

/// The types of a release by form and role.
struct TypeClasses: Sendable {
  /// By the row of the type.
  private var forms: [UInt32: PrimitiveForm] = [:]
  private var roles: [UInt32: TypeRole] = [:]
  private let meta: UInt32?
  private let sampledData: UInt32?
  private let data: Symbol?

  private static let forms: [(name: String, form: PrimitiveForm)] = [
    ("boolean", .boolean), ("integer", .integer), ("unsignedInt", .unsignedInt), ("positiveInt", .positiveInt),
    ("decimal", .decimal), ("string", .string), ("markdown", .string), ("code", .code), ("id", .id), ("uri", .uri),
    ("url", .uri), ("canonical", .canonical), ("oid", .oid), ("uuid", .uuid), ("base64Binary", .base64Binary),
    ("date", .date), ("dateTime", .dateTime), ("instant", .instant), ("time", .time), ("xhtml", .xhtml),
  ]

  private static let roles: [(name: String, role: TypeRole)] = [
    ("Coding", .coding), ("CodeableConcept", .concept), ("Quantity", .quantity), ("Age", .quantity), ("Count", .quantity),
    ("Distance", .quantity), ("Duration", .quantity), ("Money", .quantity), ("code", .code), ("string", .code), ("uri", .code),
    ("Reference", .reference), ("Extension", .extension), ("Attachment", .attachment),
  ]

  init(_ release: ReleaseDefinitions) {
    let symbols = release.symbols
    func row(_ name: String) -> UInt32? { symbols.symbol(name).flatMap { release.type($0) }?.index }
    meta = row("Meta")
    sampledData = row("SampledData")
    data = symbols.symbol("data")
    for (name, form) in Self.forms { if let row = row(name) { forms[row] = form } }
    for (name, role) in Self.roles { if let row = row(name) { roles[row] = role } }
  }

  func role(ofTypeAt row: UInt32) -> TypeRole { roles[row] ?? .none }

  /// The form of an element's values: the form of its type, or a special form for certain elements.
  func form(of element: ElementShape, in type: TypeShape) -> PrimitiveForm {
    let form = forms[element.type.index] ?? .none
    switch form {
    case .string:
      if type.index == sampledData, element.name == data { return .sampledData }
      return element.name == .id && roles[element.type.index] == .code ? .elementId : .string
    case .uri:
      if roles[element.type.index] != .code { return .uri }
      return element.name == .system ? .system : element.name == .profile && type.index == meta ? .canonical : .uri
    case .canonical: return element.name == .system ? .system : .canonical
    default: return form
    }
  }
}
