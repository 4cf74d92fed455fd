import FuzzSupport
import Testing

/// Runs every fuzzing target on random inputs and on an empty input, for which its invariants must hold.
@Suite struct FuzzTargetTests {
  @Test(arguments: FuzzTarget.allCases) func everyTargetRunsOnRandomBytes(target: FuzzTarget) {
    for seed in UInt64(0)..<20 { target.run(Replay.bytes(ofSeed: seed)) }
    target.run([])
  }
}
