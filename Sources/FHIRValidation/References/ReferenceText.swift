import FHIRDefinitions
import FHIRSyntax
import Findings

/// The parsed text of a reference (FHIR, References: literal references).
enum ReferenceText {
  /// `#id`, a contained resource; `#` alone refers to the container.
  case fragment(id: String)
  /// A URI with a scheme; `type` is the resource type of a URL that ends in `Type/id`.
  case absolute(type: Symbol?)
  /// `Type/id` or `Type/id/_history/version`.
  case relative(type: Symbol)
  /// `Type?parameter=value`, which a server resolves.
  case conditional(type: Symbol)
  /// `Type/id` or `Type?parameter=value` with a name that is not a resource type of the release.
  case unknownType(String)
  /// An invalid reference, with the message.
  case invalid(Message)

  init(_ text: String, in release: ReleaseDefinitions, _ symbols: SymbolTable) {
    if text.utf8.first == UInt8(ascii: "#") {
      self = .fragment(id: String(text.dropFirst()))
      return
    }
    if text.utf8.contains(where: { $0 <= 0x20 }) {
      self = .invalid("expected a URL, Type/id or #id, found \(release.found(reference: text, symbols))")
      return
    }
    let plain = Self.withoutVersion(text)
    let parts = plain.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { String($0) ?? "" }
    func resourceType(_ name: String) -> Symbol? {
      guard let symbol = symbols.symbol(name), let type = release.type(symbol), type.kind == .resource, !type.isAbstract else {
        return nil
      }
      return symbol
    }
    if Self.hasScheme(text) {
      let isRESTful = (text.hasPrefix("http://") || text.hasPrefix("https://")) && parts.count > 4
      self = .absolute(type: isRESTful ? resourceType(parts[parts.count - 2]) : nil)
    } else if let query = text.utf8.firstIndex(of: UInt8(ascii: "?")), query > text.startIndex,
      !text.utf8[..<query].contains(UInt8(ascii: "/"))
    {
      let name = String(text[..<query])
      if text.utf8.index(after: query) == text.endIndex {
        self = .invalid("expected a search parameter after '?' in \(release.found(reference: text, symbols))")
        return
      }
      self = resourceType(name).map { .conditional(type: $0) } ?? .unknownType(name)
    } else if parts.count != 2 {
      self = .invalid("expected a URL, Type/id or #id, found \(release.found(reference: text, symbols))")
    } else if let type = resourceType(parts[0]) {
      let version = text.dropFirst(plain.count).split(separator: "/", omittingEmptySubsequences: false).dropFirst(2)
      if parts[1].isEmpty {
        self = .invalid("expected an id after '/' in \(release.found(reference: text, symbols))")
      } else if let error = TextGrammar.idError(in: Array(parts[1].utf8)[...]) {
        self = .invalid(error.message)
      } else if !version.isEmpty && (version.count != 1 || !version.allSatisfy { Self.isId(String($0)) }) {
        self = .invalid("expected a version after '/_history/', found \(release.found(reference: text, symbols))")
      } else {
        self = .relative(type: type)
      }
    } else {
      self = .unknownType(parts[0])
    }
  }

  /// The resource type in the text.
  var type: Symbol? {
    switch self {
    case .absolute(let type): type
    case .relative(let type), .conditional(let type): type
    case .fragment, .unknownType, .invalid: nil
    }
  }

  /// Whether the text is not a valid reference.
  var isInvalid: Bool {
    switch self {
    case .unknownType, .invalid: true
    default: false
    }
  }

  /// The text without `/_history/version`.
  static func withoutVersion(_ text: String) -> String {
    text.firstIndex(of: "/_history/").map { String(text[..<$0]) } ?? text
  }

  static func hasScheme(_ text: String) -> Bool { URIGrammar.hasScheme(text.utf8) }

  static func isId(_ text: String) -> Bool { !text.isEmpty && TextGrammar.idError(in: Array(text.utf8)[...]) == nil }
}
