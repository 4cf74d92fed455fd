/// An estimate of the memory that it takes to check a body.
///
/// Memory depends on the content more than on the size: a list of empty objects takes ten times as much as a Bundle of the same
/// size. So the estimate counts what takes memory: the bytes, the lines, and what creates nodes, findings and exchanges. The
/// weights are measured with bodies that consist of one of these only; `docs/serving.md` compares estimates with measurements.
struct RequestMemory {
  /// The weights in bytes of memory.
  private enum Weight {
    static let byte = 7
    static let line = 12
    /// A punctuation character that begins a node, or may do so after decoding.
    static let node = 110
    /// A value that no punctuation separates from the one before it, or text in XML.
    static let word = 110
    /// A node of a recording: it may be an exchange, or a parameter of its URL.
    static let recordedNode = 560
    /// A line of HTTP messages: it may be a header field.
    static let recordedLine = 200
    /// The first line of an HTTP message.
    static let message = 2_400
    /// A finding, in a response to a client of HL7's validator wrapper.
    static let finding = 2_000
  }

  private var lines = 0
  private var nodes = 0
  private var words = 0
  private var messages = 0

  /// The largest body, in bytes, that is charged only with its size: the estimate for it would be small, and each thread checks
  /// only one at a time.
  static let smallBody = 16 << 10

  /// The memory for a request, including its body, in bytes; `maxFindings` is the limit for each payload.
  static func estimate(_ request: ServiceRequest, maxFindings: Int) -> Int {
    let size = request.body.count
    if size <= smallBody { return size }
    let counts = RequestMemory(request.body)
    // There are rarely more findings than nodes, and a request to /validate may have ten times as many as the limit.
    let possible = counts.nodes + counts.words
    let findings = request.path == "/validate" ? min(possible / 10, maxFindings) * 10 : min(possible, maxFindings)
    let base =
      size * Weight.byte + counts.lines * Weight.line + counts.words * Weight.word + findings * Weight.finding
    if request.path != "/exchange" { return base + counts.nodes * Weight.node }
    return base + counts.nodes * Weight.recordedNode + counts.lines * Weight.recordedLine + counts.messages * Weight.message
  }

  private init(_ body: [UInt8]) {
    var last: UInt8 = 0
    for byte in body {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "%"):
        nodes += 1
      case UInt8(ascii: "u") where last == UInt8(ascii: "\\"): nodes += 1
      case UInt8(ascii: "/") where last == UInt8(ascii: "P"): messages += 1
      case UInt8(ascii: "\n"):
        lines += 1
        if Self.endsWord(last) { words += 1 }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): if Self.endsWord(last) { words += 1 }
      default: if last == UInt8(ascii: ">") { words += 1 }
      }
      last = byte
    }
  }

  /// Whether a value may end with a byte, so that a blank after it separates two values.
  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: ":"),
      UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ">"):
      false
    default: true
    }
  }
}
