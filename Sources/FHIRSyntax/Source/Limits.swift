/// How much of a payload is read before the rest is rejected with a finding, and how many findings are reported.
public struct Limits: Sendable, Hashable {
  /// The maximum nesting depth of objects, arrays or elements.
  public var depth: Int
  /// The maximum payload size, in bytes.
  public var size: Int
  /// The maximum number of findings per payload.
  public var findings: Int

  /// The defaults suit files; for requests from the network, set `size` to what the server accepts.
  public init(depth: Int = 500, size: Int = 256 << 20, findings: Int = 1_000) {
    self.depth = depth
    self.size = size
    self.findings = findings
  }

  /// More findings than any payload has; sums of a few such numbers do not overflow.
  package static let maxFindings = 1 << 40
}
