import FuzzSupport
import Testing

/// Runs every fuzzing target on some inputs: its invariants must apply to them.
@Suite struct FuzzTargetTests {
  @Test(arguments: FuzzTarget.allCases) func everyTargetRunsOnRandomBytes(target: FuzzTarget) {
    for seed in UInt64(0)..<20 { target.run(Replay.bytes(ofSeed: seed)) }
    target.run([])
  }
}
