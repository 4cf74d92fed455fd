import Testing

@testable import FHIRSyntax

@Suite struct SymbolTableTests {
  @Test func everyNameIsFoundUnderItsOwnSymbol() {
    let table = SymbolTable.wellKnown
    for (id, name) in Symbol.wellKnownNames.enumerated().dropFirst() {
      #expect(table.symbol(name) == Symbol(rawValue: UInt32(id)))
      #expect(table.name(Symbol(rawValue: UInt32(id))) == name)
    }
    #expect(table.symbol("no-such-name") == nil)
    #expect(table.symbol("Bundle") == .bundle)
    #expect(table.symbol("identifier") == .identifier)
    #expect(table.symbol("#text") == .textContent)
  }
}
