import FHIRSyntax
import HTTPExchange

/// The servers of an exchange, or of the exchanges that two versions of a resource are from. The absolute URL of a resource on
/// one of these servers, and its path, are the same reference: `https://provider.nhs.uk/STU3/Slot/1` and `Slot/1`.
struct ServerAddresses {
  /// The base URLs of the servers, and the ends of these URLs: a proxy may have prepended its own URL to a base.
  private let bases: Set<String>

  /// Whether no server is known, as in a comparison of two files.
  var isEmpty: Bool { bases.isEmpty }

  init(of payload: PayloadContext) {
    var bases: Set<String> = []
    if payload.isExchangeOrChange, let root = payload.document.root {
      let document = payload.document
      func add(_ node: Node) {
        if document.name(of: node) == "base", let base = document.value(of: node) {
          bases.formUnion(RequestTarget(base + "/metadata").endsOfBase)
        }
      }
      for child in document.elements(of: root) {
        add(child)
        if document.name(of: child) == "request" { for inner in document.elements(of: child) { add(inner) } }
      }
    }
    self.bases = bases
  }

  /// A reference as a path if it is the absolute URL of a resource on these servers; otherwise unchanged.
  func relative(_ reference: String) -> String {
    guard !bases.isEmpty, let target = Self.absolute(reference), bases.contains(target.endsOfBase[0]) else { return reference }
    return Self.path(of: target)
  }

  /// Whether two different references may be to the same resource because the server of the relative reference is unknown.
  func mayBeSame(_ reference: String, _ other: String) -> Bool {
    guard isEmpty else { return false }
    switch (Self.absolute(reference), Self.absolute(other)) {
    case (let target?, nil): return Self.path(of: target) == other
    case (nil, let target?): return Self.path(of: target) == reference
    default: return false
    }
  }

  /// The target of a reference that is the absolute URL of a resource or of its version; nil for other references.
  private static func absolute(_ reference: String) -> RequestTarget? {
    guard reference.utf8.first == UInt8(ascii: "h") || reference.utf8.first == UInt8(ascii: "H"),
      !reference.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") })
    else { return nil }
    let target = RequestTarget(reference)
    return target.isAbsolute && target.id != nil ? target : nil
  }

  private static func path(of target: RequestTarget) -> String {
    (target.type ?? "") + "/" + (target.id ?? "") + (target.version.map { "/_history/" + $0 } ?? "")
  }
}
