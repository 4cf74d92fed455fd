/// What is known about the conformance of resources to profiles: an open-addressed table that a run fills.
struct TargetStates {
  enum State: UInt8 {
    case unknown
    case inProgress
    case satisfied
    case notProven
  }

  private var keys: [UInt64] = []
  private var states: [State] = []
  private var count = 0

  subscript(key: UInt64) -> State {
    get { keys.isEmpty ? .unknown : states[bucket(of: key)] }
    set {
      if count * 2 >= keys.count { grow() }
      let bucket = bucket(of: key)
      if case .unknown = states[bucket] { count += 1 }
      keys[bucket] = key
      states[bucket] = newValue
    }
  }

  /// The bucket of a key, or the empty bucket in which to store it; half of the buckets are empty, so the search terminates.
  private func bucket(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var bucket = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while true {
      if case .unknown = states[bucket] { return bucket }
      if keys[bucket] == key { return bucket }
      bucket = (bucket + 1) & mask
    }
  }

  private mutating func grow() {
    let (oldKeys, oldStates) = (keys, states)
    let size = max(32, keys.count * 2)
    keys = Array(repeating: 0, count: size)
    states = Array(repeating: .unknown, count: size)
    for (old, state) in oldStates.enumerated() {
      if case .unknown = state { continue }
      let bucket = bucket(of: oldKeys[old])
      keys[bucket] = oldKeys[old]
      states[bucket] = state
    }
  }
}
