package import FHIRSyntax

/// A set of names shared by all documents: a flag for each of them.
package struct SymbolSet: Sendable {
  private var flags: [Bool]

  /// The empty set.
  init(of symbols: SymbolTable) { flags = [Bool](repeating: false, count: Int(symbols.count)) }

  mutating func insert(_ symbol: Symbol) {
    if symbol.rawValue < flags.count { flags[Int(symbol.rawValue)] = true }
  }

  package func contains(_ symbol: Symbol) -> Bool { symbol.rawValue < flags.count && flags[Int(symbol.rawValue)] }
}
