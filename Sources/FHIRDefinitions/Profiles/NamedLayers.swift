/// What several layers, each a list of constraints, say of elements or slices: found by name, in time proportional to what is found.
struct NamedLayers {
  /// The names, each once, in the order in which they first occur.
  private(set) var names: [String] = []
  /// The first constraint of a name in each layer that has one, with the number of the layer.
  private var said: [String: [(layer: Int, constraint: ConstraintSchema)]] = [:]
  /// What stands in each layer under `name/...`, by name.
  private var inner: [String: [Int: [NamedConstraint]]] = [:]

  init(_ lists: [[NamedConstraint]]) {
    for (layer, list) in lists.enumerated() {
      for entry in list {
        if said[entry.name] == nil { names.append(entry.name) }
        if said[entry.name]?.last?.layer != layer { said[entry.name, default: []].append((layer, entry.constraint)) }
        for slash in entry.name.utf8.indices where entry.name.utf8[slash] == UInt8(ascii: "/") {
          let rest = String(entry.name[entry.name.utf8.index(after: slash)...])
          inner[String(entry.name[..<slash]), default: [:]][layer, default: []].append(NamedConstraint(rest, entry.constraint))
        }
      }
    }
  }

  func has(_ name: String) -> Bool { said[name] != nil }

  /// What the layers say of a name, in their order.
  func layers(_ name: String) -> [ConstraintSchema] { (said[name] ?? []).map(\.constraint) }

  /// The same with the slices of a slice, `name/...`, inside of it.
  func layersWithSlices(_ name: String) -> [ConstraintSchema] {
    guard let inner = inner[name] else { return layers(name) }
    var said = said[name] ?? []
    for (layer, slices) in inner.sorted(by: { $0.key < $1.key }) {
      let place = said.firstIndex { $0.layer == layer } ?? said.count
      if place == said.count { said.append((layer, ConstraintSchema())) }
      said[place].constraint.slices += slices
    }
    return said.map(\.constraint)
  }
}
