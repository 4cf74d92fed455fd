import ApptLint
import Testing

/// The results of expressions for one booking, and the errors of invalid expressions.
@Suite struct ExpressionTests {
  static let booking = """
    { "resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-03-09T09:20:00.5Z",
      "end": "2026-03-09T10:40:00+01:00", "created": "2026-03",
      "contained": [ { "resourceType": "Patient", "id": "p", "name": [ { "family": "Ash", "_given": [ { "id": "g" } ] } ],
                       "deceasedBoolean": false } ],
      "participant": [ { "actor": { "reference": "#p" }, "status": "accepted" },
                       { "actor": { "reference": "Location/1" }, "status": "tentative" } ] }
    """

  struct Example: Sendable, CustomTestStringConvertible {
    var expression: String
    var lines: [String]
    var release: FHIRRelease
    var testDescription: String { expression }

    init(_ expression: String, _ lines: String..., as release: FHIRRelease = .r4) {
      self.expression = expression
      self.lines = lines
      self.release = release
    }
  }

  static let examples = [
    Example("Appointment.status", #"{"type":"code","value":"booked"}"#),
    Example("participant.status", #"{"type":"code","value":"accepted"}"#, #"{"type":"code","value":"tentative"}"#),
    Example("participant[1].actor", #"{"type":"Reference","value":{"reference":"Location/1"}}"#),
    Example("contained.deceased", #"{"type":"boolean","value":false}"#),
    Example("contained.name.given.id", #"{"type":"string","value":"g"}"#),
    Example("contained.name.given.exists() and contained.name.given.hasValue().not()", #"{"type":"Boolean","value":true}"#),
    Example("participant.actor[0].resolve().name.family", #"{"type":"string","value":"Ash"}"#),
    Example("participant.actor[1].resolve()"),
    Example("start < end", #"{"type":"Boolean","value":true}"#),
    Example("start.precision() | end.precision()", #"{"type":"Integer","value":17}"#, #"{"type":"Integer","value":14}"#),
    Example("start + 90 minutes", #"{"type":"DateTime","value":"2026-03-09T10:50:00.5Z"}"#),
    Example("created = @2026-03-09"),
    Example("created = @2026-03-09", #"{"type":"Boolean","value":false}"#, as: .stu3),
    Example("(1.10 + 2.205).toString() & '!'", #"{"type":"String","value":"3.305!"}"#),
    Example("0.1 + 0.2 = 0.3", #"{"type":"Boolean","value":true}"#),
    Example("1 'g' + 250 'mg'", #"{"type":"Quantity","value":"1.25 'g'"}"#),
    Example("60 'km/h' > 16 'm/s'", #"{"type":"Boolean","value":true}"#),
    Example("5 'Cel' = 41 '[degF]'"),
    Example("'ab12-34'.replaceMatches('([a-z]+)(\\\\d+)', '$2$1')", #"{"type":"String","value":"12ab-34"}"#),
    Example(
      "'11/30/1972'.replaceMatches('\\\\b(?<month>\\\\d{1,2})/(?<day>\\\\d{1,2})/(?<year>\\\\d{2,4})\\\\b', '${day}-${month}-${year}')",
      #"{"type":"String","value":"30-11-1972"}"#),
    Example("'ab'.replaceMatches('(?<x>a)|(b)', '[${x}$2${y}]')", #"{"type":"String","value":"[a${y}][b${y}]"}"#),
    Example("'a'.replaceMatches('a', '${x}')", #"{"type":"String","value":"${x}"}"#),
    Example("'x'.matches('^(a|b)*$') or 'abba'.matches('^(a|b)*$')", #"{"type":"Boolean","value":true}"#),
    Example("participant.status.getValue()"), Example("contained.name.given.getValue()"),
    Example("status.getValue() + '!'", #"{"type":"String","value":"booked!"}"#),
    Example("('a' | 'b' | 'a').count()", #"{"type":"Integer","value":2}"#),
    Example(
      "participant.select(status & '/' & $index.toString())",
      #"{"type":"String","value":"accepted/0"}"#, #"{"type":"String","value":"tentative/1"}"#),
    Example("(1 | 2 | 3).aggregate($total + $this, 0)", #"{"type":"Integer","value":6}"#),
    Example("status.memberOf('http://hl7.org/fhir/ValueSet/appointmentstatus')", #"{"type":"Boolean","value":true}"#),
    Example("contained.conformsTo('http://hl7.org/fhir/StructureDefinition/Patient')", #"{"type":"Boolean","value":true}"#),
    Example("contained.type().name", #"{"type":"String","value":"Patient"}"#),
    Example("contained.select(%rootResource.status)", #"{"type":"code","value":"booked"}"#),
    Example("@2024-02-29 + 1 year", #"{"type":"Date","value":"2025-02-28"}"#),
    Example("@2026-01-31T23:59:59Z + 1 second", #"{"type":"DateTime","value":"2026-02-01T00:00:00Z"}"#),
    Example("'aGk='.decode('base64') + 'hi'.encode('hex')", #"{"type":"String","value":"hi6869"}"#),
    Example("-3.abs() = -3", #"{"type":"Boolean","value":true}"#),
  ]

  @Test(arguments: examples) func evaluatesAsExpected(_ example: Example) throws {
    let source = SourceText(name: "booking", bytes: Array(Self.booking.utf8))
    let answer = try Linter().evaluate(example.expression, on: source, release: example.release)
    #expect(answer.results.map(\.json) == example.lines)
  }

  struct ErrorCase: Sendable, CustomTestStringConvertible {
    /// `^` precedes the character at which the error is reported.
    var marked: String
    var message: String
    var isStrict = false
    var testDescription: String { marked }
  }

  static let errors = [
    ErrorCase(marked: "status ^=", message: "unexpected end"),
    ErrorCase(marked: "status = ^'booked", message: "unterminated string"),
    ErrorCase(marked: "status.^shout()", message: "unknown function 'shout'"),
    ErrorCase(marked: "(status ^", message: "unexpected end"),
    ErrorCase(marked: "^%none", message: "unknown variable '%none'"),
    ErrorCase(marked: "participant.status ^+ 1", message: "expected one item, found 2"),
    ErrorCase(marked: "status.^substring()", message: "does not take 0 arguments"),
    ErrorCase(marked: "status.^lower(1)", message: "'lower' does not take 1 argument"),
    ErrorCase(marked: "'a'.^matches('(')", message: "an unmatched '('"),
    ErrorCase(marked: "contained.^deceasedBoolean", message: "deceased.ofType(boolean)"),
    ErrorCase(marked: "participant.^stauts", message: "unknown element 'stauts' in BackboneElement", isStrict: true),
    ErrorCase(marked: "children().^first()", message: "not ordered", isStrict: true),
    ErrorCase(marked: "status.^memberOf('http://example.org/none')", message: "is unknown"),
    ErrorCase(marked: "status ^is Colour", message: "unknown type 'Colour'"),
  ]

  @Test(arguments: errors) func rejects(_ example: ErrorCase) throws {
    let expression = example.marked.replacing("^", with: "")
    let position = example.marked.prefix { $0 != "^" }.count + 1
    let source = SourceText(name: "booking", bytes: Array(Self.booking.utf8))
    let problem = #expect(throws: FHIRPathEvaluationError.self) {
      try Linter().evaluate(expression, on: source, release: .r4, isStrict: example.isStrict)
    }
    #expect(problem?.sentence.contains(example.message) ?? false, "\(problem?.sentence ?? "")")
    #expect(problem?.sentence.hasSuffix(" 1 arguments") == false)
    // An expression that ends too early is reported at its end.
    let end = expression.count + 1
    #expect(problem?.character == position || example.message == "unexpected end" && problem?.character == end)
  }

  /// The evaluation of every expression ends within the budget.
  @Test(arguments: [
    String(repeating: "(", count: 5_000), String(repeating: "-", count: 5_000) + "1",
    "1" + String(repeating: " + 1", count: 10_000), "a" + String(repeating: ".a", count: 10_000),
    "(1 | 2).repeatAll($this + 1)", "'" + String(repeating: "a", count: 5_000) + "'.matches('(a*)*b')",
    "'x'.matches('((a{1,1000}){1,1000}){1,1000}')", String(repeating: "iif(true, ", count: 300),
    String(repeating: "descendants().", count: 40) + "count()",
  ])
  func endsInTime(_ expression: String) throws {
    let source = SourceText(name: "booking", bytes: Array(Self.booking.utf8))
    do {
      _ = try Linter().evaluate(expression, on: source, release: .r4)
    } catch let problem as FHIRPathEvaluationError {
      #expect(!problem.sentence.isEmpty)
    }
  }
}
