/// The message of a finding: fixed text and typed values, combined only when a report is printed.
///
/// Values from a payload can be patient data, so a message keeps them separate until it is known whether they may be shown:
///
///     "expected \(code: "booked"), found \(payload: text)"
///
/// prints as `expected 'booked', found 'J. Smith'` on an interactive terminal and as
/// `expected 'booked', found a value of 8 characters` everywhere else.
public struct Message: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// A part of a message.
  public enum Part: Sendable, Hashable {
    /// Text, numbers and element names, shown verbatim.
    case text(String)
    /// A code, a URL of a specification or a type, shown in quotes.
    case code(String)
    /// A value of the payload, shown in quotes or as its length.
    case payload(String)
    /// A value of the payload, shown in quotes, either in full or only its public part: `Patient/…`.
    case abridged(String, public: String)
  }

  /// The parts, in order.
  public let parts: [Part]

  private init(parts: [Part]) { self.parts = parts }

  /// A message of fixed text.
  public init(stringLiteral text: String) {
    parts = [.text(text)]
  }

  /// A message of fixed text and typed values.
  public init(stringInterpolation: StringInterpolation) {
    parts = stringInterpolation.parts
  }

  /// Collects the parts of a message; the label of an interpolation determines its kind.
  public struct StringInterpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    /// An empty message.
    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(interpolationCount * 2 + 1)
    }

    /// Appends fixed text.
    public mutating func appendLiteral(_ text: String) {
      if !text.isEmpty { parts.append(.text(text)) }
    }

    /// A number.
    public mutating func appendInterpolation(_ number: Int) {
      parts.append(.text(String(number)))
    }

    /// Text that contains nothing from the payload except element names.
    public mutating func appendInterpolation(text: String) {
      parts.append(.text(text))
    }

    /// A code, URL or type from the specification.
    public mutating func appendInterpolation(code: String) {
      parts.append(.code(code))
    }

    /// A value from the payload.
    public mutating func appendInterpolation(payload: String) {
      parts.append(.payload(payload))
    }

    /// A value from the payload, and its public part.
    public mutating func appendInterpolation(payload: String, public part: String) {
      parts.append(.abridged(payload, public: part))
    }

    /// A message inside a message.
    public mutating func appendInterpolation(_ message: Message) {
      parts.append(contentsOf: message.parts)
    }
  }

  /// This message with a payload value replaced by `shown`, a message with its public part.
  package func showing(_ value: String, as shown: Message) -> Message {
    Message(parts: parts.flatMap { $0 == .payload(value) ? shown.parts : [$0] })
  }

  /// A value of the payload in the middle of a sentence, where its length would be hard to read: it is hidden as `…`.
  package static func mentioned(_ value: String) -> Message { "\(payload: value, public: "…")" }

  /// The message as one line of text. Control characters are escaped as `\u{1B}`, long values are truncated.
  ///
  /// Without values, text from the payload appears as its length, so that the line can be logged: it contains no patient data.
  public func text(showingValues: Bool) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let part): text += Self.printable(part, limit: .max)
      case .code(let code): text += "'" + Self.printable(code, limit: 200) + "'"
      case .payload(let value) where showingValues, .abridged(let value, _) where showingValues:
        text += "'" + Self.printable(value, limit: 80) + "'"
      case .payload(let value):
        let count = value.unicodeScalars.count
        text += count == 1 ? "a value of 1 character" : "a value of \(count) characters"
      case .abridged(_, let part): text += "'" + Self.printable(part, limit: 80) + "'"
      }
    }
    return text
  }

  /// Whether the text depends on whether values of the payload are shown.
  package var containsValues: Bool {
    parts.contains { part in
      switch part {
      case .text, .code: false
      case .payload, .abridged: true
      }
    }
  }

  /// Whether a text is ASCII without control characters.
  private static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    for index in bytes.indices where bytes[index] < 0x20 || bytes[index] >= 0x7F { return false }
    return true
  }

  /// Text that cannot control a terminal or a CI log: control characters, line breaks and bidirectional overrides are escaped.
  package static func printable(_ text: String, limit: Int) -> String {
    // Nearly all text is plain ASCII.
    if text.utf8.count <= limit, isPlain(text) { return text }
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit { return result + "…" }
      count += 1
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
