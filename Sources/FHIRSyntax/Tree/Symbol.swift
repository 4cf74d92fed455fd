/// An interned name: two names are the same exactly where their symbols are.
///
/// Symbols below the count of the document's `SymbolTable` are the same in every document; those above belong to one
/// document's own names.
package struct Symbol: Sendable, Hashable, Comparable {
  package let rawValue: UInt32

  @inlinable package init(rawValue: UInt32) { self.rawValue = rawValue }

  @inlinable package static func == (left: Symbol, right: Symbol) -> Bool { left.rawValue == right.rawValue }

  @inlinable package static func < (left: Symbol, right: Symbol) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The names that the readers themselves know. They stand first in every symbol table, in this order.
extension Symbol {
  package static var none: Symbol { Symbol(rawValue: 0) }
  package static var resourceType: Symbol { Symbol(rawValue: 1) }
  package static var id: Symbol { Symbol(rawValue: 2) }
  package static var url: Symbol { Symbol(rawValue: 3) }
  package static var value: Symbol { Symbol(rawValue: 4) }
  package static var `extension`: Symbol { Symbol(rawValue: 5) }
  package static var modifierExtension: Symbol { Symbol(rawValue: 6) }
  package static var contained: Symbol { Symbol(rawValue: 7) }
  package static var resource: Symbol { Symbol(rawValue: 8) }
  package static var entry: Symbol { Symbol(rawValue: 9) }
  package static var fullUrl: Symbol { Symbol(rawValue: 10) }
  package static var reference: Symbol { Symbol(rawValue: 11) }
  package static var text: Symbol { Symbol(rawValue: 12) }
  package static var div: Symbol { Symbol(rawValue: 13) }
  package static var meta: Symbol { Symbol(rawValue: 14) }
  package static var profile: Symbol { Symbol(rawValue: 15) }
  package static var bundle: Symbol { Symbol(rawValue: 16) }
  package static var system: Symbol { Symbol(rawValue: 17) }
  package static var code: Symbol { Symbol(rawValue: 18) }
  package static var display: Symbol { Symbol(rawValue: 19) }
  package static var identifier: Symbol { Symbol(rawValue: 20) }
  package static var textContent: Symbol { Symbol(rawValue: 21) }
  package static var processingInstruction: Symbol { Symbol(rawValue: 22) }

  /// The spelling of each well-known name, in the order of the symbols.
  package static let wellKnownNames = [
    "", "resourceType", "id", "url", "value", "extension", "modifierExtension", "contained", "resource", "entry",
    "fullUrl", "reference", "text", "div", "meta", "profile", "Bundle", "system", "code", "display", "identifier",
    "#text", "#processing-instruction",
  ]
}
