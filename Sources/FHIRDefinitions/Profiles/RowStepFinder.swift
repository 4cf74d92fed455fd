/// A step from an element to a child element, and optionally to a slice of the child.
struct Step: Hashable {
  var name: String
  var slice: String?
}

/// Finds the position of each row of a differential.
struct RowStepFinder {
  /// The steps to the last row, for rows without an id.
  private var last: [Step] = []

  /// The steps from the root to a row.
  mutating func steps(path: String, id: String?, sliceName: String?) -> [Step] {
    let names = path.split(separator: ".").map { Self.plain(String($0)) }
    var steps: [Step] = []
    if let id, let parsed = Self.parse(id), Self.matches(parsed, names) {
      steps = parsed
      // Ids may omit the name of the slice.
      if let sliceName, let end = steps.indices.last, steps[end].slice == nil, end > 0 { steps[end].slice = sliceName }
    } else {
      steps = names.map { Step(name: $0) }
      // The rows below a slice follow it.
      for index in steps.indices.dropLast() where index < last.count {
        guard last[index].name == steps[index].name else { break }
        steps[index].slice = last[index].slice
      }
      if let end = steps.indices.last { steps[end].slice = sliceName }
    }
    last = steps
    return Array(steps.dropFirst())
  }

  private static func plain(_ name: String) -> String { name.hasSuffix("[x]") ? String(name.dropLast(3)) : name }

  static func parse(_ id: String) -> [Step]? {
    var steps: [Step] = []
    for part in id.split(separator: ".", omittingEmptySubsequences: false) {
      guard let colon = part.firstIndex(of: ":") else {
        steps.append(Step(name: plain(String(part))))
        continue
      }
      let slice = part[part.index(after: colon)...]
      if slice.isEmpty { return nil }
      steps.append(Step(name: plain(String(part[..<colon])), slice: String(slice)))
    }
    return steps
  }

  /// Whether the names in an id match the names in the path; the path may have `valueQuantity` where the id has `value[x]`.
  private static func matches(_ steps: [Step], _ names: [String]) -> Bool {
    steps.count == names.count
      && zip(steps, names).dropFirst().allSatisfy { step, name in
        step.name == name || name.hasPrefix(step.name) && name.dropFirst(step.name.count).first?.isUppercase == true
      }
  }
}
