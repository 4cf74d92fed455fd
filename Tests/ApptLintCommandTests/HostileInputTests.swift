import Foundation
import Testing

@testable import ApptLintCommand

/// Hostile inputs and settings do not affect other inputs, or are rejected with an error message.
@Suite struct HostileInputTests {
  @Test func anUnreadableFileAffectsOnlyItself() throws {
    let folder = try TestFolder(["a.json": Payloads.clean, "z.json": Payloads.faulty])
    try folder.link("b.json", to: "nothing.json")
    try folder.link("c.json", to: "c.json")
    try folder.link("d.json", to: "/dev/null")
    try folder.link("e", to: "..")
    try folder.write("large.json", String(repeating: " ", count: 4_000) + Payloads.clean)
    // Safe: the path is a string that lives as long as the call.
    let made = unsafe mkfifo(folder.path + "/f.json", 0o600)
    #expect(made == 0)
    let run = folder.run("check", "--max-size", "2K", "--format", "concise", "@")
    #expect(run.status == 2)
    #expect(run.findings.map { $0.prefix { $0 != ":" } } == ["large.json", "z.json"])
    #expect(
      run.errors.split(separator: "\n").map { $0.prefix { $0 != ":" } + ": " + $0.split(separator: ": ")[1] } == [
        "apptlint: cannot read b.json", "apptlint: cannot read c.json", "apptlint: cannot read d.json",
        "apptlint: cannot read f.json",
      ])
  }

  @Test func bracesAreBounded() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty])
    let many = String(repeating: "{a,b}", count: 20)
    for braces in [many, String(repeating: "{a,a}", count: 20), String(repeating: "{,}", count: 40)] {
      let run = folder.run("check", "@" + braces)
      #expect(run.status == 2 && run.errors.hasSuffix("expand to more than 10000 paths\n"), "\(run.errors)")
    }
    let settings = #"{ "suppress": [ { "rule": "JSN", "reason": "x", "files": "\#(many)" } ] }"#
    try folder.write(".apptlint.json", settings)
    #expect(
      folder.run("check", "@").errors
        == "apptlint: .apptlint.json:1:49: the braces in 'files' expand to more than 10000 patterns\n")
    // An explicit list of files does not multiply.
    let list = "{" + (0..<2_000).map { "f\($0)" }.joined(separator: ",") + "}.json"
    #expect(Braces.expanded(list)?.count == 2_000)
    #expect(Braces.expanded("{a,{b,c}}{,x}")?.sorted() == ["a", "ax", "b", "bx", "c", "cx"])
    #expect(Braces.expanded("{a}{b") == ["{a}{b"])
  }

  @Test(arguments: [
    #"{ "limits": { "depth": 9223372036854775807, "size": 9223372036854775807, "findings": 9223372036854775807 } }"#,
    #"{ "suppress": [ { "rule": "JSN", "reason": "x", "expires": "9999-12-31" } ] }"#,
    #"{ "suppress": [ { "rule": "JSN", "reason": "x", "element": "A[99999999999999999999]" } ] }"#,
    #"{ "limits": { "depth": 9223372036854775808 } }"#, #"{ "limits": { "size": -1 } }"#,
    #"{ "suppress": [ { "rule": "JSN", "reason": "x", "expires": "99999-12-31" } ] }"#,
  ]) func numbersOfSettingsAreCheckedOrBounded(settings: String) throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, ".apptlint.json": settings])
    let run = folder.run("check", "--format", "concise", "@")
    #expect((0...2).contains(run.status) && (run.status == 2) == !run.errors.isEmpty)
  }

  @Test func countsOfBaselinesDoNotOverflow() throws {
    let entry = #"{"file":"a.json","rule":"JSN002","count":9223372036854775807}"#
    let folder = try TestFolder(["a.json": Payloads.clean, "base": #"{"version":1,"findings":[\#(entry),\#(entry)]}"#])
    let run = folder.run("check", "--baseline", "@base", "@")
    #expect(run.status == 0 && run.errors.contains("fixed"))
  }

  @Test(arguments: ["--max-depth", "--max-size", "--max-findings", "--max-warnings", "--jobs"])
  func numbersOfOptionsAreCheckedOrBounded(option: String) throws {
    let folder = try TestFolder(["a.json": Payloads.faulty])
    for number in ["9223372036854775807", "4611686018427387903", "-1", "9223372036854775808", "1e3", "0", "９"] {
      let run = folder.run("check", "--format", "concise", option, number, "@a.json")
      #expect((0...2).contains(run.status), "\(option) \(number)")
    }
  }

  @Test func anErrorInSettingsIsLocatedAmongMany() throws {
    let rules = (0..<500).map { $0 == 321 ? "nothing" : "LNT" }.map { #""\#($0)""# }.joined(separator: ",\n")
    for key in ["select", "ignore"] {
      let folder = try TestFolder([
        "a.json": Payloads.clean, ".apptlint.json": "{ \"packs\": \"none\", \"\(key)\": [\n\(rules)] }",
      ])
      #expect(folder.run("check", "@").errors.hasPrefix("apptlint: .apptlint.json:323:1: no rule has the code"), "\(key)")
    }
  }

  /// Ten times as much input takes about ten times as long. The limit is higher because the machine may be busy.
  @Test(arguments: ["baseline", "suppressions", "ignored", "diff", "expected"]) func costIsLinear(what: String) throws {
    func seconds(_ count: Int) throws -> Double {
      let folder = try TestFolder(["p.json": Payloads.faulty])
      var words = ["check", "--quiet", "@p.json"]
      switch what {
      case "baseline":
        let entries = (0..<count).map { #"{"file":"\#($0).json","rule":"JSN002","element":"Basic.code[\#($0)]","count":1}"# }
        try folder.write("base", #"{"version":1,"findings":[\#(entries.joined(separator: ",\n"))]}"#)
        words += ["--baseline", "@base"]
      case "suppressions":
        let items = (0..<count).map { #"{"rule":"LNT001","files":"old/\#($0).json","element":"A.b[\#($0)]","reason":"x"}"# }
        try folder.write(".apptlint.json", #"{"suppress":[\#(items.joined(separator: ",\n"))]}"#)
      case "ignored":
        try folder.write(
          ".apptlint.json", #"{"ignore":[\#(Array(repeating: #""LNT001""#, count: count).joined(separator: ","))]}"#)
      case "expected":
        let items = (0..<count).map { #"{"system": "\#($0)"}"# }.joined(separator: ",\n")
        try folder.write("p.json", "{\"resourceType\": \"Patient\", \"telecom\": [\n\(items)]}")
        try folder.write("p.json.expected", (0..<count).map { "\($0):1: error: BND001: X\n" }.joined())
        words = ["verify", "--pack", "none", "--max-findings", "1000000", "@p.json"]
      default:
        let items = Array(repeating: #"{"system": "phone" "value": "1"}"#, count: count / 10).joined(separator: ",\n")
        try folder.write("p.json", "{\"resourceType\": \"Patient\", \"telecom\": [\n\(items)]}")
        words += ["--diff", "--show-values", "--max-findings", "1000000"]
      }
      return (0..<3).map { _ in
        ContinuousClock().measure { _ = folder.run(words) } / .nanoseconds(1) / 1e9
      }.min() ?? 0
    }
    #expect(try seconds(10_000) < 30 * max(seconds(1_000), 0.02))
  }

  /// As many patterns, suppressions or arguments as files, findings or members.
  @Test(arguments: ["files", "ignore", "elements", "members"]) func costIsNotQuadratic(what: String) throws {
    func seconds(_ count: Int) throws -> Double {
      let files = what == "files" || what == "ignore" ? (0..<count).map { ("f/\($0).json", "{}") } : []
      let folder = try TestFolder(Dictionary(uniqueKeysWithValues: files))
      var words = ["check", "--quiet", "--pack", "none", "--max-findings", "1000000", "--fail-on", "never", "@"]
      func suppress(_ key: String, _ patterns: [String]) throws {
        let items = patterns.map { #"{"rule":"\#(what == "files" ? "STR001" : "BND001")","\#(key)":"\#($0)","reason":"x"}"# }
        try folder.write(".apptlint.json", #"{"suppress":[\#(items.joined(separator: ",\n"))]}"#)
      }
      switch what {
      case "files": try suppress("files", (0..<count).map { "**/\($0)?.json" })
      case "ignore": try folder.write(".gitignore", (0..<count).map { "g/\($0)*x.json\n" }.joined())
      case "elements":
        let items = (0..<count).map { #"{"system": "\#($0)"}"# }.joined(separator: ",\n")
        try folder.write("p.json", "{\"resourceType\": \"Patient\", \"telecom\": [\n\(items)]}")
        try suppress("element", Array(repeating: "Patient.telecom[*].system", count: count))
      default:
        try folder.write("a.txtar", (0..<count).map { "-- \($0).json --\n{}\n" }.joined())
        words = words.dropLast() + (0..<count).map { "@a.txtar/\($0).json" }
      }
      return ContinuousClock().measure { _ = folder.run(words) } / .nanoseconds(1) / 1e9
    }
    #expect(try seconds(2_000) < 30 * max(seconds(200), 0.01))
  }

  /// Messages that arrive in small pieces.
  @Test(arguments: ["mcp", "lsp"]) func readingAMessageTakesLinearTime(server: String) throws {
    let folder = try TestFolder()
    func seconds(_ count: Int) -> Double {
      let body = #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":""# + String(repeating: "a", count: count) + "\"}}"
      let message = Array((server == "mcp" ? body + "\n" : "Content-Length: \(body.utf8.count)\r\n\r\n\(body)").utf8)
      let pieces = stride(from: 0, to: message.count, by: 1_000).map { Array(message[$0..<min($0 + 1_000, message.count)]) }
      return ContinuousClock().measure { _ = folder.run([server], source: PieceSource(pieces)) } / .nanoseconds(1) / 1e9
    }
    #expect(seconds(8_000_000) < 30 * max(seconds(800_000), 0.02))
  }

  /// A payload with a part that is repeated `count` times.
  struct Payload: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var file = "p.json"
    var pack = "none"
    var text: @Sendable (_ count: Int) -> String
  }

  private static func list(_ count: Int, _ item: (Int) -> String) -> String { (0..<count).map(item).joined(separator: ",\n") }

  private static let payloads = [
    Payload(testDescription: "words that begin an identifier", pack: "bars") { count in
      """
      { "resourceType": "OperationOutcome",
        "contained": [ { "resourceType": "Patient", "id": "p",
          "identifier": [ { "value": "\(String(repeating: "a", count: count))b" } ] } ],
        "issue": [ { "severity": "error", "code": "invalid", "diagnostics": "\(String(repeating: "a ", count: count))" } ] }
      """
    },
    Payload(testDescription: "parts of a name", pack: "bars") { count in
      """
      { "resourceType": "OperationOutcome",
        "contained": [ { "resourceType": "Patient", "id": "p",
          "name": [ { "family": "Aaaa", "given": [\(list(count) { "\"g\($0)\"" })] } ] } ],
        "issue": [ { "severity": "error", "code": "invalid", "diagnostics": "\(String(repeating: "g Aaa ", count: count))" } ] }
      """
    },
    Payload(testDescription: "elements of XML that may be repeated", file: "p.xml") { count in
      "<Patient xmlns=\"http://hl7.org/fhir\">"
        + String(repeating: "<identifier><value value=\"1\"/></identifier>\n", count: count)
        + String(repeating: "<name><family value=\"Roe\"/></name>\n", count: count) + "<x/></Patient>"
    },
    Payload(testDescription: "times of a Slot", pack: "nhs-booking") { count in
      """
      { "resourceType": "Slot", \(list(count / 4) { _ in #""start": "2026-05-01T09:00:00Z""# }),
        \(list(count / 4) { _ in #""end": "2026-05-01T09:10:00Z""# }), "status": "free", "schedule": { "reference": "Schedule/1" } }
      """
    },
    Payload(testDescription: "members after a long line") { count in
      "{\"a\":\"\(String(repeating: "x", count: 30 * count))\",\"b\":{\n" + list(count) { _ in " \"a\":1" }
    },
    Payload(testDescription: "nested objects with commas in place of colons") { count in list(count) { _ in #"{"a""# } },
    Payload(testDescription: "doubled quotes, and wrong opening brackets") { count in
      list(200) { _ in #"["a": {1"# } + list(count) { _ in #"{"a", ('b": ""c"} "# }
    },
    Payload(testDescription: "empty companions") { count in
      "{\"resourceType\":\"Patient\",\"gender\":\"male\",\n\(list(count) { _ in "\"_gender\":{}" })}"
    },
    Payload(testDescription: "empty items of a companion next to unknown members") { count in
      """
      { "resourceType": "Patient", "name": [ { "given": "Ann", "_given": [\(list(count) { _ in "{}" })], \(list(count) { "\"u\($0)\": 1" }) } ] }
      """
    },
    Payload(testDescription: "duplicate members") { count in
      "{\"resourceType\":\"Patient\",\n\(list(count) { "\"u\($0 % (count / 2))\":1" })}"
    },
    Payload(testDescription: "times of a message", pack: "bars") { count in
      let times = list(count / 4) { "{ \"lastUpdated\": \"2026-05-01T09:00:\($0 % 50 + 10)Z\" }" }
      return """
        { "resourceType": "Bundle", "type": "message", "meta": [\(times)],
          "entry": [ { "resource": { "resourceType": "MessageHeader", "meta": { "lastUpdated": "2026-05-01T09:00:00Z" },
            "eventCoding": { "system": "https://fhir.nhs.uk/CodeSystem/message-events-bars", "code": "booking-request" } } } ] }
        """
    },
    Payload(testDescription: "references in an entry with many members") { count in
      """
      { "resourceType": "Bundle", "type": "collection",
        "entry": [ { \(list(count / 2) { "\"u\($0)\": 1" }), "fullUrl": "https://a.org/Appointment/1",
          "resource": { "resourceType": "Appointment", "status": "booked",
            "slot": [\(list(count / 2) { "{ \"reference\": \"Slot/\($0)\" }" })] } } ] }
      """
    },
    Payload(testDescription: "entries of a bundle with many members") { count in
      """
      { "resourceType": "Bundle", \(list(count / 4) { "\"u\($0)\": 1" }), "type": "collection",
        "entry": [\(list(count / 4) { _ in
          """
          { "fullUrl": "https://a.org/Patient/1",
            "resource": { "resourceType": "Patient", "managingOrganization": { "reference": "Organization/1" } } }
          """ })] }
      """
    },
    Payload(testDescription: "references without #", pack: "nhs-booking") { count in
      """
      { "resourceType": "Appointment", "status": "booked",
        "contained": [\(list(count / 4) { "{ \"resourceType\": \"Slot\", \"id\": \"s\($0)\" }" })],
        "slot": [\(list(count / 4) { "{ \"reference\": \"Slot/s\($0)\" }" })] }
      """
    },
  ]

  @Test(arguments: payloads) func costOfPayloadsIsLinear(payload: Payload) throws {
    func seconds(_ count: Int) throws -> Double {
      let folder = try TestFolder([payload.file: payload.text(count)])
      return (0..<3).map { _ in
        ContinuousClock().measure { _ = folder.run("check", "--quiet", "--pack", payload.pack, "@" + payload.file) }
          / .nanoseconds(1) / 1e9
      }.min() ?? 0
    }
    #expect(try seconds(20_000) < 30 * max(seconds(2_000), 0.02))
  }
}
