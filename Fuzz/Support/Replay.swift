import Glibc

/// The main program of a fuzzer that was built without libFuzzer. It runs each given file once, for example to examine a failing
/// input in a debugger, or runs random inputs.
///
///     apptlint-fuzz TARGET FILE...
///     apptlint-fuzz TARGET --random COUNT [SEED]
package enum Replay {
  package static func run(_ arguments: [String]) {
    guard let target = arguments.first.flatMap({ FuzzTarget(rawValue: $0) }) else {
      print("usage: apptlint-fuzz \(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")) FILE... | --random COUNT [SEED]")
      exit(2)
    }
    let rest = arguments.dropFirst()
    if rest.first == "--random" {
      let numbers = rest.dropFirst().compactMap { UInt64($0) }
      random(target, numbers.first ?? 1_000, seed: numbers.dropFirst().first ?? 1)
      return
    }
    for path in rest {
      guard let bytes = bytes(of: path) else {
        print("cannot read \(path)")
        exit(2)
      }
      print(path)
      target.run(bytes)
    }
  }

  /// Runs random inputs. An input depends only on its seed, which is printed if it takes long.
  private static func random(_ target: FuzzTarget, _ count: UInt64, seed: UInt64) {
    for seed in seed..<seed &+ count {
      let start = ContinuousClock.now
      target.run(bytes(ofSeed: seed))
      let elapsed = ContinuousClock.now - start
      if elapsed > .seconds(2) { print("seed \(seed) takes \(elapsed)") }
    }
  }

  /// The input for a seed: fewer than 1,000 bytes from SplitMix64.
  package static func bytes(ofSeed seed: UInt64) -> [UInt8] {
    var state = seed
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
      return word ^ word >> 31
    }
    return (0..<next() % 1_000).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  private static func bytes(of path: String) -> [UInt8]? {
    guard let file = unsafe fopen(path, "rb") else { return nil }
    defer { unsafe _ = fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // Safe: no more is read than the block contains.
      let count = unsafe fread(&block, 1, block.count, file)
      if count == 0 { return bytes }
      bytes += block[..<count]
    }
  }
}
