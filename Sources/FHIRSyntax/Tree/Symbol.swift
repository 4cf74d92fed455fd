/// An interned name: two names are equal if and only if their symbols are.
///
/// Symbols below the count of the document's `SymbolTable` are the same in every document; all others stand for names that only
/// one document has.
@usableFromInline package struct Symbol: Sendable, Hashable, Comparable {
  @usableFromInline package let rawValue: UInt32

  @inlinable package init(rawValue: UInt32) { self.rawValue = rawValue }

  @inlinable package static func == (left: Symbol, right: Symbol) -> Bool { left.rawValue == right.rawValue }

  @inlinable package static func < (left: Symbol, right: Symbol) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The names that the readers use. They come first in every symbol table, in this order.
extension Symbol {
  @inlinable package static var none: Symbol { Symbol(rawValue: 0) }
  @inlinable package static var resourceType: Symbol { Symbol(rawValue: 1) }
  @inlinable package static var id: Symbol { Symbol(rawValue: 2) }
  @inlinable package static var url: Symbol { Symbol(rawValue: 3) }
  @inlinable package static var value: Symbol { Symbol(rawValue: 4) }
  @inlinable package static var `extension`: Symbol { Symbol(rawValue: 5) }
  @inlinable package static var modifierExtension: Symbol { Symbol(rawValue: 6) }
  @inlinable package static var contained: Symbol { Symbol(rawValue: 7) }
  @inlinable package static var resource: Symbol { Symbol(rawValue: 8) }
  @inlinable package static var entry: Symbol { Symbol(rawValue: 9) }
  @inlinable package static var fullUrl: Symbol { Symbol(rawValue: 10) }
  @inlinable package static var reference: Symbol { Symbol(rawValue: 11) }
  @inlinable package static var text: Symbol { Symbol(rawValue: 12) }
  @inlinable package static var div: Symbol { Symbol(rawValue: 13) }
  @inlinable package static var meta: Symbol { Symbol(rawValue: 14) }
  @inlinable package static var profile: Symbol { Symbol(rawValue: 15) }
  @inlinable package static var bundle: Symbol { Symbol(rawValue: 16) }
  @inlinable package static var system: Symbol { Symbol(rawValue: 17) }
  @inlinable package static var code: Symbol { Symbol(rawValue: 18) }
  @inlinable package static var display: Symbol { Symbol(rawValue: 19) }
  @inlinable package static var identifier: Symbol { Symbol(rawValue: 20) }
  @inlinable package static var textContent: Symbol { Symbol(rawValue: 21) }
  @inlinable package static var processingInstruction: Symbol { Symbol(rawValue: 22) }

  /// The spelling of each well-known name, in the order of the symbols.
  package static let wellKnownNames = [
    "", "resourceType", "id", "url", "value", "extension", "modifierExtension", "contained", "resource", "entry",
    "fullUrl", "reference", "text", "div", "meta", "profile", "Bundle", "system", "code", "display", "identifier",
    "#text", "#processing-instruction",
  ]
}
