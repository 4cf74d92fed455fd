/// An interned name: two names are equal if and only if their symbols are.
///
/// Symbols below the count of the document's `SymbolTable` are the same in every document; those above belong to one
/// document's own names.
public struct Symbol: Sendable, Hashable, Comparable {
  public let rawValue: UInt32

  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  @inlinable public static func == (left: Symbol, right: Symbol) -> Bool { left.rawValue == right.rawValue }

  @inlinable public static func < (left: Symbol, right: Symbol) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The names that the readers use. They come first in every symbol table, in this order.
extension Symbol {
  @inlinable public static var none: Symbol { Symbol(rawValue: 0) }
  @inlinable public static var resourceType: Symbol { Symbol(rawValue: 1) }
  @inlinable public static var id: Symbol { Symbol(rawValue: 2) }
  @inlinable public static var url: Symbol { Symbol(rawValue: 3) }
  @inlinable public static var value: Symbol { Symbol(rawValue: 4) }
  @inlinable public static var `extension`: Symbol { Symbol(rawValue: 5) }
  @inlinable public static var modifierExtension: Symbol { Symbol(rawValue: 6) }
  @inlinable public static var contained: Symbol { Symbol(rawValue: 7) }
  @inlinable public static var resource: Symbol { Symbol(rawValue: 8) }
  @inlinable public static var entry: Symbol { Symbol(rawValue: 9) }
  @inlinable public static var fullUrl: Symbol { Symbol(rawValue: 10) }
  @inlinable public static var reference: Symbol { Symbol(rawValue: 11) }
  @inlinable public static var text: Symbol { Symbol(rawValue: 12) }
  @inlinable public static var div: Symbol { Symbol(rawValue: 13) }
  @inlinable public static var meta: Symbol { Symbol(rawValue: 14) }
  @inlinable public static var profile: Symbol { Symbol(rawValue: 15) }
  @inlinable public static var bundle: Symbol { Symbol(rawValue: 16) }
  @inlinable public static var system: Symbol { Symbol(rawValue: 17) }
  @inlinable public static var code: Symbol { Symbol(rawValue: 18) }
  @inlinable public static var display: Symbol { Symbol(rawValue: 19) }
  @inlinable public static var identifier: Symbol { Symbol(rawValue: 20) }
  @inlinable public static var textContent: Symbol { Symbol(rawValue: 21) }
  @inlinable public static var processingInstruction: Symbol { Symbol(rawValue: 22) }

  /// The spelling of each well-known name, in the order of the symbols.
  package static let wellKnownNames = [
    "", "resourceType", "id", "url", "value", "extension", "modifierExtension", "contained", "resource", "entry",
    "fullUrl", "reference", "text", "div", "meta", "profile", "Bundle", "system", "code", "display", "identifier",
    "#text", "#processing-instruction",
  ]
}
