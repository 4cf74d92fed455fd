/// The names of one document that the shared table does not have, in order of first appearance.
struct LocalNames: Sendable {
  // Swift's dictionary is seeded by process, so that no payload can be made to collide.
  private var ids: [String: UInt32] = [:]
  private var names: [String] = []

  mutating func intern(_ name: String, base: UInt32) -> Symbol {
    if let id = ids[name] { return Symbol(rawValue: base + id) }
    let id = UInt32(names.count)
    ids[name] = id
    names.append(name)
    return Symbol(rawValue: base + id)
  }

  func name(_ symbol: Symbol, base: UInt32) -> String {
    let index = Int(symbol.rawValue) - Int(base)
    return names.indices.contains(index) ? names[index] : ""
  }

  func symbol(_ name: String, base: UInt32) -> Symbol? {
    ids[name].map { Symbol(rawValue: base + $0) }
  }
}
