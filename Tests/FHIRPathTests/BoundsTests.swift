import ApptLint
import Testing

/// Values at the limits of numbers, dates and strings: a result, an empty result or an error, but never a crash or excessive
/// output.
@Suite struct BoundsTests {
  private static let zeros = String(repeating: "0", count: 200)
  private static let yes = #"{"type":"Boolean","value":true}"#
  private static let no = #"{"type":"Boolean","value":false}"#
  private static let nines = String(repeating: "9", count: 38)

  /// The result of each expression; nil for an error.
  static let results: [(expression: String, lines: [String]?)] = [
    ("@2026-01-01T00:00:00Z + 9223372036854775807 milliseconds", []),
    ("@2026-01-01T00:00:00Z - 9223372036 seconds", [#"{"type":"DateTime","value":"1733-09-22T00:12:44Z"}"#]),
    ("@2026-01-01T00:00:00Z - 9223372036854775807 'ms'", []),
    ("@2026-01-01T00:00:00Z - 99999999999999999999999999999999999999 hours", []),
    ("@0001-01-01T00:00:00Z - 1 second", []),
    ("@9999-12-31T23:59:59.999Z + 1 millisecond", []),
    ("@2026-01-01 + 9223372036854775807 years", []),
    ("@2026-01-01 - 1099511627775 weeks", []),
    ("@9999-12-31T23:00:00-14:00 > @9999-12-31T23:00:00Z", [yes]),
    ("@T00:00:00 - 2562047 hours", [#"{"type":"Time","value":"01:00:00"}"#]),
    ("@T10:00:00 - 99999999999999 hours", nil),
    ("9223372036854775807 + 1", []), ("-9223372036854775807 - 2", []), ("9223372036854775807 * 2", []),
    ("(-9223372036854775807 - 1) div -1", []), ("(-9223372036854775807 - 1) mod -1", []), ("1 div 0", []), ("1 mod 0", []),
    ("-(-9223372036854775807 - 1)", nil), ("(-9223372036854775807 - 1).abs()", []),
    ("9223372036854775807.5.round().toString().length() > 18", [yes]),
    ("9223372036854775808.0.truncate()", []), ("(-9223372036854775808.5).floor()", []), ("9223372036854775807.5.ceiling()", []),
    ("\(nines) * 1.5", []), ("1.0 / 0.0", []), ("1.0 div 0.00000000000000000000000000000000001", []),
    ("0.\(zeros)1.exists()", nil), ("0.0000000001\(String(repeating: ".select($this * $this)", count: 70))", []),
    ("1.5.round(9223372036854775807)", [#"{"type":"Decimal","value":"1.5"}"#]), ("1.5.round(-1)", nil),
    ("2.power(9223372036854775807)", []), ("(-1).sqrt()", []), ("0.ln()", []), ("1000.exp()", []), ("2.log(1)", []),
    ("1.5.lowBoundary(9223372036854775807)", []), ("1.5.highBoundary(-9223372036854775807)", []),
    ("\(nines).highBoundary()", []), ("@2026.lowBoundary(-1)", []), ("@T10.highBoundary(9223372036854775807)", []),
    ("'abc'.substring(9223372036854775807)", []), ("'abc'.substring(-9223372036854775807)", []),
    ("'abc'.substring(1, 9223372036854775807)", [#"{"type":"String","value":"bc"}"#]),
    ("'abc'.substring(1, -9223372036854775807)", [#"{"type":"String","value":""}"#]),
    ("(1 | 2).skip(9223372036854775807)", []), ("(1 | 2).take(-9223372036854775807)", []),
    ("(1 | 2)[9223372036854775807]", []), ("(1 | 2)[-9223372036854775807]", []),
    ("participant.count() > 9223372036854775807", [no]),
    ("participant.count() <= -9223372036854775807", [no]),
    ("1 'm-9223372036854775808' = 1 'm'", []), ("1 'm99999999999999999999' = 1 'm'", []), ("1 'm-' = 1 'm'", []),
    ("1 'm20' = 1 'm19'", []), ("1 '10*23' = 602213670000000000000000 '1'", [no]),
    ("1 'mol' = 602213670000000000000000 '1'", [yes]),
    ("'0x'.decode('hex')", []), ("'+1-1'.decode('hex')", []), ("'=A=='.decode('base64')", [#"{"type":"String","value":""}"#]),
    // Regular expressions.
    ("'x'.matches('(?:(?:(?:){1000}){1000}){1000}')", nil), ("'x'.matches('\(String(repeating: "|", count: 9_000))')", [yes]),
    ("'x'.matches('\(String(repeating: "|", count: 30_000))')", nil),
    ("'x'.matches('x\(String(repeating: "*", count: 10_000))')", nil),
    ("'x'.matches('\(String(repeating: "{", count: 10_000))')", [no]), ("'x'.matches('x{1001}')", nil),
    ("'x'.matches('x{5,2}')", nil), ("'x'.matches('x{-1}')", nil), ("'x'.matches('x{99999999999999999999}')", [no]),
    ("'\(String(repeating: "x", count: 200))'.matches('^\(String(repeating: "(x?)", count: 400))$')", [yes]),
    ("'\(String(repeating: "x", count: 20_000))'.matches('^\(String(repeating: "(x?)", count: 2_000))$')", nil),
    ("'\(String(repeating: "x", count: 20_000))'.replaceMatches('\(String(repeating: "(x?)", count: 2_000))', '$1')", nil),
    ("'xy'.replaceMatches('(x)|(y)', '$2$1$0')", [#"{"type":"String","value":"xxyy"}"#]),
    (
      "'\(String(repeating: "a", count: 50_000))b'.indexOf('\(String(repeating: "a", count: 25_000))c')",
      [#"{"type":"Integer","value":-1}"#]
    ),
    // The growth of values is charged as steps.
    ("'x'" + String(repeating: ".select($this & $this)", count: 40), nil),
    ("'x'" + String(repeating: ".select($this + $this)", count: 40), nil),
    ("'x'" + String(repeating: ".replace('x', 'xxxxxxxxxxxxxxxxxxxx')", count: 10), nil),
    ("'x'" + String(repeating: ".replace('', 'xxxxxxxxxxxxxxxxxxxx')", count: 10), nil),
    ("'x'" + String(repeating: ".replaceMatches('x', 'xxxxxxxxxxxxxxxxxxxx')", count: 10), nil),
    ("'xx'" + String(repeating: ".select($this.toChars().join($this))", count: 40), nil),
    ("'<'" + String(repeating: ".encode('hex')", count: 40), nil),
    (
      "(1 | 2)"
        + (0..<40).map { ".defineVariable('v\($0)', \($0 == 0 ? "$this" : "%v\($0 - 1).combine(%v\($0 - 1))"))" }.joined(), nil
    ),
  ]

  @Test(arguments: results.indices) func resultsAreBounded(_ index: Int) throws {
    let (expression, lines) = Self.results[index]
    let source = SourceText(name: "booking", bytes: Array(ExpressionTests.booking.utf8))
    let actual = try? Linter().evaluate(expression, on: source, release: .r4).results.map(\.json)
    #expect(actual == lines, "\(expression.prefix(200))")
  }
}
