package import FHIRSyntax
import Glibc

/// The main program of a fuzzer that was built without libFuzzer: runs files once each, so that an input that a fuzzer
/// has found can be looked at in a debugger.
package enum Replay {
  package static func run(as format: Document.Format) { run { Trial.run($0, as: format) } }

  package static func run(_ trial: ([UInt8]) -> Void) {
    for path in CommandLine.arguments.dropFirst() {
      guard let bytes = bytes(of: path) else {
        print("cannot read \(path)")
        exit(2)
      }
      print(path)
      trial(bytes)
    }
  }

  private static func bytes(of path: String) -> [UInt8]? {
    guard let file = unsafe fopen(path, "rb") else { return nil }
    defer { unsafe _ = fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // Safe: no more is read than the block holds.
      let count = unsafe fread(&block, 1, block.count, file)
      if count == 0 { return bytes }
      bytes += block[..<count]
    }
  }
}
