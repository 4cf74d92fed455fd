import FHIRSyntax
import Findings
import Reporting
import Testing

@testable import ApptLintCommand

@Suite struct OutputTests {
  @Test func theBytesAreTheSameForAnyNumberOfJobs() throws {
    var files: [String: String] = [:]
    for number in 100..<260 {
      files["\(number).json"] =
        number % 3 == 0 ? Payloads.clean : Payloads.faulty + String(repeating: " ", count: number * 20) + "]"
    }
    let folder = try TestFolder(files)
    for format in ReportFormat.allCases.map(\.rawValue) {
      let runs = ["1", "2", "3", "4"].map { folder.run("check", "--jobs", $0, "--format", format, "@") }
      #expect(runs.allSatisfy { $0.status == 1 && $0.errors.isEmpty && $0.output == runs[0].output }, "\(format)")
    }
    #expect(folder.run("check", "--jobs", "4", "--format", "ndjson", "@").lines.count == 160)
  }

  @Test func valuesAreShownOnATerminalOnly() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, "b.json": #"{"a": J. Smith}"#])
    let formats = ReportFormat.allCases.map(\.rawValue)
    for format in formats {
      #expect(!folder.run("check", "--format", format, "@").output.contains("Smith"), "\(format)")
      #expect(folder.run("check", "--show-values", "--format", format, "@").output.contains("Smith") || format != "full")
      #expect(folder.run("check", "--format", format, "@", isTerminal: true).output.contains("Smith") == (format == "full"))
    }
    #expect(folder.run("check", "--format", "full", "--output", "@out.txt", "@", isTerminal: true).status == 1)
    #expect(folder.read("out.txt")?.contains("Smith") == false)
  }

  @Test func colourFollowsTheTerminalAndItsVariables() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty])
    func isColoured(_ choice: String, _ isTerminal: Bool, _ environment: [String: String] = [:]) -> Bool {
      folder.run("check", "--color", choice, "@", isTerminal: isTerminal, environment: environment).output.contains("\u{1B}[")
    }
    #expect(isColoured("auto", true, ["TERM": "xterm"]))
    #expect(!isColoured("auto", false))
    #expect(!isColoured("auto", true, ["TERM": "dumb"]))
    #expect(!isColoured("auto", true, ["NO_COLOR": "1"]))
    #expect(isColoured("auto", true, ["NO_COLOR": ""]))
    #expect(isColoured("always", false, ["NO_COLOR": "1"]))
    #expect(!isColoured("never", true))
    #expect(isColoured("auto", false, ["CLICOLOR_FORCE": "1"]))
    #expect(!isColoured("auto", false, ["CLICOLOR_FORCE": "0"]))
    #expect(!isColoured("auto", false, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]))
    #expect(!isColoured("auto", true, ["CLICOLOR": "0"]))
    let words = ["check", "--format", "full", "--output", "@out.txt", "@a.json"]
    #expect(folder.run(words, environment: ["CLICOLOR_FORCE": "1"]).status == 1)
    #expect(folder.read("out.txt")?.contains("\u{1B}") == false)
  }

  @Test(arguments: [
    (["TERM_PROGRAM": "iTerm.app"], true), (["TERM_PROGRAM": "Apple_Terminal"], false), (["TERM": "xterm-kitty"], true),
    (["VTE_VERSION": "7600"], true), (["VTE_VERSION": "5000"], false), (["WT_SESSION": "x"], true), ([:], false),
    (["WT_SESSION": "x", "CI": "true"], false), (["WT_SESSION": "x", "TERM": "dumb"], false), (["FORCE_HYPERLINK": "1"], true),
    (["FORCE_HYPERLINK": "0", "WT_SESSION": "x"], false),
  ]) func pathsAreLinksIfTheTerminalSupportsThem(environment: [String: String], expected: Bool) throws {
    let folder = try TestFolder(["a b.json": Payloads.faulty])
    for format in ["full", "concise"] {
      let words = ["check", "--color", "never", "--format", format, "@a b.json"]
      let run = folder.run(words, isTerminal: true, environment: environment)
      #expect(
        run.output.contains("\u{1B}]8;;file://") == expected
          && run.output.contains("a%20b.json\u{1B}\\a b.json\u{1B}]8;;\u{1B}\\") == expected)
      #expect(!folder.run(words, environment: environment).output.contains("\u{1B}"))
    }
  }

  @Test func progressIsShownDuringLongRuns() throws {
    let folder = try TestFolder()
    func run(_ words: [String] = [], _ environment: [String: String] = [:], isTerminal: Bool = true) -> TestRun {
      let words = ["check", "--jobs", "1", "--ndjson-input", "-"] + words
      return folder.run(words, source: SlowSource(), isErrorTerminal: isTerminal, environment: environment)
    }
    let shown = run().errors
    #expect(shown.contains("\r\u{1B}[Kchecked 2") && shown.hasSuffix("\r\u{1B}[K"), "\(shown)")
    #expect(run([], [:], isTerminal: false).errors == "")
    #expect(run(["--quiet"]).errors == "")
    #expect(run([], ["CI": "1"]).errors == "")
  }

  @Test func eachFormatIsWrittenToItsOutput() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, "b.json": Payloads.clean])
    let words = [
      "check", "--format", "concise", "--format", "json", "--output", "@r.json", "--format", "xml", "--output", "@r.xml", "@",
    ]
    func runAll() -> TestRun {
      folder.run(
        words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7], words[8], words[9], words[10], words[11])
    }
    let run = runAll()
    #expect(run.status == 1 && run.findings.count == 1)
    for name in ["r.json", "r.xml"] {
      let text = try #require(folder.read(name))
      let document = Document.read(SourceText(name: name, text: text))
      #expect(document.findings.isEmpty && document.resources.count == 3)
    }
    // The second run does not check the reports of the first run.
    let reports = [folder.read("r.json"), folder.read("r.xml")]
    #expect(runAll().output == run.output)
    #expect([folder.read("r.json"), folder.read("r.xml")] == reports)
  }

  @Test func fileNamesCannotControlTheLog() throws {
    let folder = try TestFolder()
    for format in ReportFormat.allCases.map(\.rawValue) {
      for name in ["::error::x", "##vso[task.complete]", "\u{1B}[2J", "a\n::error::b"] {
        let run = folder.run("check", "--format", format, "--stdin-filename", name, "-", input: Payloads.faulty)
        #expect(!run.output.contains("\u{1B}") && !run.output.contains("##"))
        #expect(run.lines.count { $0.hasPrefix("::") } == (format == "github" ? 1 : 0))
        let missing = folder.run("check", "@" + name)
        #expect(
          !missing.errors.contains("\u{1B}") && !missing.errors.contains("##") && missing.errors.split(separator: "\n").count == 1
        )
      }
    }
  }

  @Test func quietAndStatistics() throws {
    let folder = try TestFolder(["a.json": Payloads.faulty, "b.json": Payloads.clean, "c.json": Payloads.faulty])
    #expect(!folder.run("check", "--quiet", "@").output.contains("checked"))
    #expect(folder.run("check", "--quiet", "@b.json").output.isEmpty)
    let statistics = folder.run("check", "--statistics", "@")
    #expect(statistics.findings == ["2 JSN001 missing-comma", "2 errors in 3 payloads (1 clean)"])
    #expect(statistics.lines.contains { $0.hasPrefix("checked ") && $0.contains("FHIR STU3 (no pack") }, "\(statistics)")
    #expect(folder.run("check", "@").output.hasSuffix("\n2 errors in 3 payloads (1 clean)\n"))
  }

  @Test func helpNamesEveryOption() throws {
    let folder = try TestFolder()
    for command in Subcommand.all {
      let text = folder.run(command.name, "--help").output
      for option in command.options { #expect(text.contains(option.name + " "), "\(option.name)") }
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 130 })
      #expect(folder.run("help", command.name).output == text)
    }
  }
}
