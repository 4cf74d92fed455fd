import FHIRSyntax
import FuzzSupport

#if FUZZING
  /// What libFuzzer, which brings the main program, calls with each input.
  @c(LLVMFuzzerTestOneInput)
  public func fuzzJSON(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Safe: libFuzzer's bytes, alive while it calls.
    unsafe Trial.run(UnsafeBufferPointer(start: data, count: count), as: .json)
    return 0
  }
#else
  @main
  enum FuzzJSON {
    static func main() { Replay.run(as: .json) }
  }
#endif
