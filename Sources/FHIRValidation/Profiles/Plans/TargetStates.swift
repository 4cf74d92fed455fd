/// What is known about the conformance of resources to profiles: an open-addressed table that a run fills.
struct TargetStates {
  enum State: UInt8 {
    case unknown
    case isBeingFoundOut
    case satisfied
    case notProven
  }

  private var keys: [UInt64] = []
  private var states: [State] = []
  private var count = 0

  subscript(key: UInt64) -> State {
    get { keys.isEmpty ? .unknown : states[place(of: key)] }
    set {
      if count * 2 >= keys.count { grow() }
      let place = place(of: key)
      if case .unknown = states[place] { count += 1 }
      keys[place] = key
      states[place] = newValue
    }
  }

  /// The index of a key, or where it belongs; half of the slots are empty, so the search terminates.
  private func place(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while true {
      if case .unknown = states[place] { return place }
      if keys[place] == key { return place }
      place = (place + 1) & mask
    }
  }

  private mutating func grow() {
    let (oldKeys, oldStates) = (keys, states)
    let size = max(32, keys.count * 2)
    keys = Array(repeating: 0, count: size)
    states = Array(repeating: .unknown, count: size)
    for (old, state) in oldStates.enumerated() {
      if case .unknown = state { continue }
      let place = place(of: oldKeys[old])
      keys[place] = oldKeys[old]
      states[place] = state
    }
  }
}
