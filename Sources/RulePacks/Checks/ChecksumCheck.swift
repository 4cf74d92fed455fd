import FHIRSyntax
import Findings

/// The value has a correct check digit.
struct ChecksumCheck: ValueCheck {
  static let kind = "checksum"
  static let options = ["algorithm", "after"]

  /// The text before the ten digits. If it is a URL, the version of a resource may follow the digits.
  private let prefix: String

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    guard try options.string("algorithm") == "nhs-number" else {
      throw options.object.error("'algorithm' must be 'nhs-number'")
    }
    prefix = try options.object.optionalString("after") ?? ""
  }

  var planned: PlannedCheck { .test(.checksum(after: prefix)) }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    guard let number = Self.value(in: text, after: prefix) else { return nil }
    let digits = number.utf8.map { Int($0) - Int(UInt8(ascii: "0")) }
    // The rule about the format reports values that are not ten digits.
    guard digits.count == 10, digits.allSatisfy({ 0...9 ~= $0 }) else { return nil }
    let expected = Self.checkDigit(of: digits.dropLast())
    if expected == digits[9] { return nil }
    let verb = prefix.isEmpty ? "is not" : "does not end with"
    let problem = expected == nil ? "no check digit exists for its first nine digits" : "its check digit is wrong (modulus 11)"
    return "\(selection.found(text, at: node)) \(text: verb) a valid NHS number: \(text: problem)"
  }

  /// The text after a prefix, in a URL without the version; nil if the text does not begin with the prefix.
  static func value(in text: String, after prefix: String) -> Substring? {
    guard text.hasPrefix(prefix) else { return nil }
    let value = text.dropFirst(prefix.count)
    if prefix.isEmpty { return value }
    guard let slash = value.firstIndex(of: "/"), value[slash...].hasPrefix("/_history/") else { return value }
    return value[..<slash]
  }

  /// The check digit of nine digits, weighted 10 down to 2, modulus 11; nil if there is none (the result would be 10).
  static func checkDigit(of digits: some Collection<Int>) -> Int? {
    let sum = zip(digits, (2...10).reversed()).reduce(0) { $0 + $1.0 * $1.1 }
    let digit = 11 - sum % 11
    return digit == 11 ? 0 : digit == 10 ? nil : digit
  }
}
