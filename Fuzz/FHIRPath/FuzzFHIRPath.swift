import FuzzSupport

#if FUZZING
  /// What libFuzzer, which brings the main program, calls with each input.
  @c(LLVMFuzzerTestOneInput)
  public func fuzzFHIRPath(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Safe: libFuzzer's bytes, alive while it calls.
    unsafe ExpressionTrial.run(UnsafeBufferPointer(start: data, count: count))
    return 0
  }
#else
  @main
  enum FuzzFHIRPath {
    static func main() { Replay.run { ExpressionTrial.run($0) } }
  }
#endif
