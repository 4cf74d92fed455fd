import FuzzSupport
import Glibc

#if FUZZING
  /// The target named by the variable FUZZ_TARGET.
  private let target: FuzzTarget = {
    // Safe: the environment does not change while it is read, and the text is copied.
    guard let name = unsafe getenv("FUZZ_TARGET"), let target = unsafe FuzzTarget(rawValue: String(cString: name)) else {
      fatalError("FUZZ_TARGET must be one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return target
  }()

  /// The function that libFuzzer, which provides the main program, calls with each input.
  @c(LLVMFuzzerTestOneInput)
  public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Safe: libFuzzer's bytes are valid during the call.
    unsafe target.run(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
  }
#else
  @main
  enum Fuzz {
    static func main() { Replay.run(Array(CommandLine.arguments.dropFirst())) }
  }
#endif
