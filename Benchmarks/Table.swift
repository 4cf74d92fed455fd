import Foundation

/// Prints a Markdown table for each payload: the duration of each step, and its ratio to those of the references.
struct Table {
  private let count: Int
  private let columns: Int
  /// The references measured so far, in order.
  private var references: [(name: String, timing: Timing)] = []

  init(_ payload: Payload, references names: [String]) {
    count = payload.bytes.count
    columns = names.count
    print("\n### \(payload.title), \(payload.bytes.count) bytes\n")
    print("| | median | fastest | MB/s |" + names.map { " times \($0) |" }.joined())
    print("|---|---:|---:|---:|" + String(repeating: "---:|", count: names.count))
  }

  /// Prints one line. A reference is compared with the preceding ones.
  mutating func line(_ name: String, _ timing: Timing, isReference: Bool = false) {
    if isReference { references.append((name, timing)) }
    let speed = Int(Double(count) / timing.median / 1e6)
    let ratios = references.map { String(format: " %.2f |", timing.median / $0.timing.median) }.joined()
    let later = String(repeating: " |", count: columns - references.count)
    print("| \(name) | \(Self.time(timing.median)) | \(Self.time(timing.minimum)) | \(speed) |" + ratios + later)
  }

  private static func time(_ seconds: Double) -> String {
    seconds < 0.001 ? String(format: "%.2f us", seconds * 1e6) : String(format: "%.1f ms", seconds * 1e3)
  }
}
