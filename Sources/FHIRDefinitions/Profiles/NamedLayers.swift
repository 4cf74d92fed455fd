/// Combines several layers, each a list of constraints on elements or slices. Constraints are found by name in time proportional
/// to the result.
struct NamedLayers {
  /// The names without duplicates, in order of first occurrence.
  private(set) var names: [String] = []
  /// For each name, the first constraint in each layer that has one, with the number of the layer.
  private var byName: [String: [(layer: Int, constraint: ConstraintSchema)]] = [:]
  /// The constraints under `name/...` in each layer, by name.
  private var inner: [String: [Int: [NamedConstraint]]] = [:]

  init(_ lists: [[NamedConstraint]]) {
    for (layer, list) in lists.enumerated() {
      for entry in list {
        if byName[entry.name] == nil { names.append(entry.name) }
        if byName[entry.name]?.last?.layer != layer { byName[entry.name, default: []].append((layer, entry.constraint)) }
        for slash in entry.name.utf8.indices where entry.name.utf8[slash] == UInt8(ascii: "/") {
          let rest = String(entry.name[entry.name.utf8.index(after: slash)...])
          inner[String(entry.name[..<slash]), default: [:]][layer, default: []].append(NamedConstraint(rest, entry.constraint))
        }
      }
    }
  }

  func has(_ name: String) -> Bool { byName[name] != nil }

  /// The constraints with the given name, in the order of the layers.
  func layers(_ name: String) -> [ConstraintSchema] { (byName[name] ?? []).map(\.constraint) }

  /// The constraints with the given name, in the order of the layers. If it is the name of a slice, they include its own slices,
  /// `name/...`.
  func layersWithSlices(_ name: String) -> [ConstraintSchema] {
    guard let inner = inner[name] else { return layers(name) }
    var result = byName[name] ?? []
    for (layer, slices) in inner.sorted(by: { $0.key < $1.key }) {
      let position = result.firstIndex { $0.layer == layer } ?? result.count
      if position == result.count { result.append((layer, ConstraintSchema())) }
      result[position].constraint.slices += slices
    }
    return result.map(\.constraint)
  }
}
