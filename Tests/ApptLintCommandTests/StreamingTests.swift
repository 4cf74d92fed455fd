import ApptLintCommand
import Findings
import Foundation
import Synchronization
import Testing

/// Lines are reported as they arrive, in order, with any number of threads.
@Suite struct StreamingTests {
  @Test(arguments: [1, 3]) func aProgramThatWaitsForEachReportGetsIt(jobs: Int) {
    let program = WaitingProgram(lines: 5)
    let console = Console(input: program, output: program, errors: program)
    let words = ["check", "--jobs", "\(jobs)", "--ndjson-input", "--format", "ndjson", "-"]
    #expect(ApptLintCommand.run(arguments: words, environment: [:], console: console) == 0)
    #expect(program.answers == [0, 1, 2, 3, 4, 5])
  }

  @Test func theOutputIsTheSameWithAnyNumberOfJobs() throws {
    // Lines of very different cost, so that threads overtake each other.
    let lines = (0..<600).map { number in
      let codings = (0..<(number % 7 == 0 ? 200 : 1)).map { #"{"code":"c\#(number)-\#($0)"}"# }.joined(separator: ",")
      return #"{"resourceType":"Basic","id":"x_\#(number)","code":{"coding":[\#(codings)]} \#(number % 5 == 0 ? "," : "")}"#
    }
    let folder = try TestFolder([
      "a.ndjson": lines.joined(separator: "\n"), "b.ndjson": lines.reversed().joined(separator: "\r\n"),
    ])
    for format in ["ndjson", "json", "concise", "github"] {
      func run(_ jobs: String) -> TestRun {
        folder.run("check", "--jobs", jobs, "--ndjson-input", "--format", format, "@a.ndjson", "@b.ndjson", "-", input: "{}\n1")
      }
      let (one, four) = (run("1"), run("4"))
      #expect(one.status == 1 && four.status == 1)
      #expect(one.output == four.output && !one.output.isEmpty, "\(format)")
      #expect(one.errors == four.errors)
    }
    let found = folder.run("check", "--jobs", "4", "--ndjson-input", "--format", "concise", "--select", "JSN", "@a.ndjson")
      .findings
    let numbers = found.compactMap { $0.split(separator: ":").dropFirst().first }.compactMap { Int($0) }
    #expect(numbers == Array(stride(from: 1, through: 600, by: 5)))
  }

  @Test func filesAreReportedInTheirOrder() throws {
    let files = (0..<60).map { ("f\(100 + $0).json", $0 % 3 == 0 ? Payloads.faulty : Payloads.clean) }
    let folder = try TestFolder(Dictionary(uniqueKeysWithValues: files))
    let one = folder.run("check", "--jobs", "1", "--format", "ndjson", "@")
    let four = folder.run("check", "--jobs", "4", "--format", "ndjson", "@")
    #expect(one.output == four.output && one.lines.count == 60)
  }

  @Test func linesKeepTheirNumbersAcrossBlocks() throws {
    let long = #"{"resourceType":"Basic","code":{"text":"\#(String(repeating: "x", count: 200_000))"} "id":"a"}"#
    let lines = ["", "{\"a\" 1}", "   ", long, "\t\r", "{\"b\" 1}\r", long, "", "{\"c\" 1}"]
    let folder = try TestFolder(["a.ndjson": lines.joined(separator: "\n")])
    for words in [["@a.ndjson"], ["-"]] {
      let run = folder.run(
        ["check", "--ndjson-input", "--format", "concise", "--select", "JSN"] + words, input: lines.joined(separator: "\n"))
      let numbers = run.findings.compactMap { $0.split(separator: ":").dropFirst().first }.compactMap { Int($0) }
      #expect(numbers == [2, 4, 6, 7, 9], "\(words)")
    }
  }

  @Test(arguments: ["1", "3"]) func everyLineIsAnsweredWithItsNumber(jobs: String) throws {
    let input = "{}\n\n{\"a\" 1}\r\n \t\n" + String(repeating: Payloads.clean + "\n", count: 3) + "\n"
    let folder = try TestFolder(["a.ndjson": input])
    func outcomes(_ words: String...) throws -> [[String: Any]] {
      let run = folder.run(["check", "--jobs", jobs, "--format", "ndjson"] + words, input: input)
      return try run.lines.map { try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
    }
    func number(of outcome: [String: Any]) -> Int? {
      let extensions = outcome["extension"] as? [[String: Any]] ?? []
      return extensions.first { $0["url"] as? String == "urn:apptlint:input-line" }?["valueInteger"] as? Int
    }
    for found in [try outcomes("--ndjson-input", "-"), try outcomes("@a.ndjson")] {
      #expect(found.map(number) == [1, 2, 3, 4, 5, 6, 7, 8])
      let blank = found.filter { "\($0)".contains("the line is blank") }
      #expect(blank.map(number) == [2, 4, 8])
    }
    // Each line is a payload.
    #expect(folder.run("check", "--jobs", jobs, "--format", "concise", "@a.ndjson").output.contains("checked 3 payloads as "))
    let whole = try TestFolder(["a.json": Payloads.clean]).run("check", "--format", "ndjson", "@a.json")
    #expect(!whole.output.contains("input-line"))
  }

  @Test func blankLinesAreNotPayloads() throws {
    let folder = try TestFolder(["a.ndjson": "\n\n"])
    #expect(folder.run("check", "--format", "ndjson", "@a.ndjson").status == 2)
    #expect(folder.run("check", "--format", "json", "@a.ndjson").output.contains("\"collection\""))
  }

  @Test func aLineOverTheLimitDoesNotHideOthers() throws {
    let long = "{" + String(repeating: " ", count: 150_000) + "}"
    let folder = try TestFolder(["a.ndjson": ["{}", long, "{\"a\" 1}", long].joined(separator: "\n")])
    let run = folder.run("check", "--max-size", "1000", "--ndjson-input", "--format", "concise", "--select", "JSN", "@a.ndjson")
    #expect(run.findings.map { $0.split(separator: ":")[1] } == ["2", "3", "4"])
    #expect(run.findings.first?.contains("the document has 150002 bytes; the limit is 1000") ?? false)
  }
}

/// The input and the output of a run: writes a line, waits for its report, and only then writes the next line.
private final class WaitingProgram: ByteSource, ByteSink {
  let isTerminal = false
  private let state: Guarded<State>

  private struct State {
    var linesLeft: Int
    /// The number of reports at each request for the next line.
    var answers: [Int] = []
    var reports = 0
    var written = 0
  }

  init(lines: Int) {
    state = Guarded(State(linesLeft: lines))
  }

  var answers: [Int] { state.withLock { $0.answers } }

  func read(upTo count: Int) -> [UInt8] {
    // This is far longer than a report takes; without a report, the test fails.
    for _ in 0..<3_000 {
      if state.withLock({ $0.reports == $0.written }) { break }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return state.withLock { state in
      state.answers.append(state.reports)
      if state.linesLeft == 0 { return [] }
      state.linesLeft -= 1
      state.written += 1
      return Array((Payloads.clean + "\n").utf8)
    }
  }

  func write(_ bytes: [UInt8]) {
    state.withLock { $0.reports += bytes.count { $0 == 0x0A } }
  }
}
