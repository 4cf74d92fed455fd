/// The names of one document that are not in the shared table, in order of first appearance.
struct LocalNames: Sendable {
  private var names: [String] = []
  /// The indices of names once there are many. Swift's dictionary is seeded per process, so that a payload cannot force
  /// collisions.
  private var indices: [String: Int] = [:]
  /// The indices of recently used names, by a hash of length, first and last byte: documents repeat a few names.
  private var recent: [UInt32] = []

  /// Up to this number, names are searched linearly: most documents have fewer, and a dictionary costs more than it saves.
  private static let few = 16

  mutating func intern(_ name: String, base: UInt32) -> Symbol {
    if let known = symbol(name, base: base) { return known }
    names.append(name)
    if names.count > Self.few {
      for index in indices.count..<names.count { indices[names[index]] = index }
    }
    return Symbol(rawValue: base + UInt32(names.count - 1))
  }

  mutating func intern(_ bytes: ArraySlice<UInt8>, base: UInt32) -> Symbol {
    guard let first = bytes.first, let last = bytes.last else { return intern("", base: base) }
    if recent.isEmpty {
      recent = [UInt32](repeating: .max, count: 64)
      names.reserveCapacity(Self.few)
    }
    let slot = (bytes.count &* 7 &+ Int(first) &* 3 &+ Int(last)) & 63
    let known = recent[slot]
    if known != .max, names[Int(known)].utf8.elementsEqual(bytes) { return Symbol(rawValue: base + known) }
    let symbol = intern(String(decoding: bytes, as: UTF8.self), base: base)
    recent[slot] = symbol.rawValue - base
    return symbol
  }

  func name(_ symbol: Symbol, base: UInt32) -> String {
    let index = Int(symbol.rawValue) - Int(base)
    return names.indices.contains(index) ? names[index] : ""
  }

  func symbol(_ name: String, base: UInt32) -> Symbol? {
    let index = names.count > Self.few ? indices[name] : names.firstIndex(of: name)
    return index.map { Symbol(rawValue: base + UInt32($0)) }
  }
}
