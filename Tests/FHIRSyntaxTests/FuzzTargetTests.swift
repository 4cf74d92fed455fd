import FuzzSupport
import Testing

/// Every target of the fuzzer on some inputs: what always applies, applies to them.
@Suite struct FuzzTargetTests {
  @Test(arguments: FuzzTarget.allCases) func everyTargetRunsOnRandomBytes(target: FuzzTarget) {
    for seed in UInt64(0)..<20 { target.run(Replay.bytes(ofSeed: seed)) }
    target.run([])
  }
}
