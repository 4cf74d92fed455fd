import Findings
import Testing

@testable import ApptLintCommand

@Suite struct ExitStatusTests {
  struct Case: CustomTestStringConvertible {
    var words: [String]
    var status: Int32
    /// The start of standard error after `apptlint: `; nil if it is empty.
    var sentence: String?
    var testDescription: String { words.joined(separator: " ") }

    init(_ line: String, _ status: Int32, _ sentence: String? = nil) {
      words = line.split(separator: " ").map(String.init)
      self.status = status
      self.sentence = sentence
    }
  }

  static let cases = [
    Case("check @clean.json", 0),
    Case("check @faulty.json", 1),
    Case("check @clean.json @faulty.json", 1),
    Case("check --fail-on never @faulty.json", 0),
    Case("check --fail-on=warning @faulty.json", 1),
    Case("check --format ndjson -- @clean.json", 0),
    Case("check @missing.json", 2, "cannot read missing.json: No such file or directory"),
    Case("check @missing.json @faulty.json", 2, "cannot read missing.json: No such file or directory"),
    Case("check @empty", 2, "no payloads (*.json, *.xml, *.har, *.http, *.ndjson) in empty"),
    Case("check @*.xml", 2, "no file matches *.xml"),
    Case("check --pakc x", 2, "unknown option --pakc; did you mean --pack?"),
    Case("check --zzzzzzzz", 2, "unknown option --zzzzzzzz\n"),
    Case("check --pack", 2, "--pack requires a value: --pack ID"),
    Case("check --quiet=yes", 2, "--quiet takes no value"),
    Case("check --jobs 0", 2, "invalid value '0' for --jobs; expected a whole number of at least 1"),
    Case("check --jobs 1 --jobs 2", 2, "--jobs is given more than once"),
    Case("check --max-size 1Z", 2, "invalid value '1Z' for --max-size; expected a whole number of at least 1"),
    Case("check --format ndjsn", 2, "invalid value 'ndjsn' for --format; did you mean ndjson?"),
    Case("check --format sarif @faulty.json", 1),
    Case("check --format html --output - @clean.json", 0),
    Case("check --format full --format sarif --output - @clean.json", 2, "two formats are written to standard output"),
    Case("check --format sarif --output @empty @clean.json", 2, "cannot write empty: Is a directory"),
    Case("check --fhir-version 5.0", 2, "invalid value '5.0' for --fhir-version; expected one of 3.0, 3, 3.0.2, STU3, 4.0, 4,"),
    Case("check --fhir-version stu3 @clean.json", 0),
    Case("check --fhir-version=4.0.1 @clean.json", 0),
    Case("fhirpath --fhir-version r4 true @clean.json", 0),
    Case("fhirpath --fhir-version 4.3 true @clean.json", 2, "invalid value '4.3' for --fhir-version; expected one of 3.0"),
    Case("profiles --fhir-version R5", 2, "invalid value 'R5' for --fhir-version; expected one of 3.0"),
    Case("check --profile=x", 2, "unknown profile x; no loaded package of definitions contains it"),
    Case("check --severity LNT001", 2, "invalid value 'LNT001' for --severity; expected a rule and a severity, such as"),
    Case("check --severity LNT001=bad", 2, "invalid value 'LNT001=bad' for --severity; expected a rule and a severity"),
    Case("check --output x", 2, "--output must follow the --format it applies to"),
    Case("check --format json --format xml", 2, "two formats are written to standard output: give each its own --output"),
    Case("check --format json --statistics", 2, "--statistics requires the format full or concise, not json"),
    Case("check --format json --output @clean.json @clean.json", 2, "clean.json is both an input and an output file"),
    Case("check --format json --output @./clean.json @clean.json", 2, "clean.json is both an input and an output file"),
    Case("check --format json --output @a --format xml --output @b/../a @clean.json", 2, "two formats are written to b/../a"),
    Case("check --format json --output @no/such/folder @clean.json", 2, "cannot write no/such/folder: No such file or directory"),
    Case("check - -", 2, "standard input is given more than once"),
    Case("chekc", 2, "unknown command 'chekc'; did you mean check?"),
    Case("fhirpath", 2, "fhirpath takes an expression and a file"),
    Case("@clean.json", 2, "the command is missing: apptlint check clean.json"),
    Case("--pack x", 2, "the command is missing: apptlint check --pack"),
    Case("explain", 2, "explain takes one rule"),
    Case("explain JSN001", 0),
    Case("explain missing-comma", 0),
    Case("explain JSN00", 2, "unknown rule 'JSN00'; did you mean JSN00"),
    Case("explain nothing-like-it", 2, "unknown rule 'nothing-like-it'; 'apptlint rules' lists all rules"),
    Case("rules", 0),
    Case("rules --format json", 0),
    Case("rules --pack no-such-pack", 2, "unknown rule pack 'no-such-pack'"),
    Case("verify", 2, "verify takes at least one folder"),
    Case("--version", 0),
    Case("--help", 0),
    Case("help check", 0),
    Case("check --help", 0),
    Case("check -h --pakc", 0),
    Case("", 2, "Checks FHIR"),
  ]

  @Test(arguments: cases) func status(_ example: Case) throws {
    let folder = try TestFolder(["clean.json": Payloads.clean, "faulty.json": Payloads.faulty, "empty/x.txt": ""])
    let errors = MemorySink()
    let words = example.words.map { $0.replacing("@", with: folder.path + "/") }
    let console = Console(input: MemorySource(""), output: MemorySink(), errors: errors)
    #expect(run(arguments: words, environment: [:], console: console) == example.status)
    let text = errors.text.replacing(folder.path + "/", with: "")
    if let sentence = example.sentence {
      #expect(text.hasPrefix((words.isEmpty ? "" : "apptlint: ") + sentence), "\(text)")
    } else {
      #expect(text.isEmpty)
    }
  }

  @Test func unreadableFilesDoNotStopOthersFromBeingChecked() throws {
    let folder = try TestFolder(["faulty.json": Payloads.faulty])
    let run = folder.run("check", "--format", "ndjson", "@missing.json", "@faulty.json", "@gone.json")
    #expect(run.status == 2)
    #expect(run.lines.count == 1)
    #expect(run.errors.split(separator: "\n").count == 2)
  }

  @Test func aClosedOutputEndsTheRunSilently() throws {
    let folder = try TestFolder(["faulty.json": Payloads.faulty])
    let run = folder.run("check", "@", failing: .closed)
    #expect(run.status == 2 && run.errors.isEmpty)
    let full = folder.run("check", "@", failing: .failed("cannot write standard output: No space left on device"))
    #expect(full.status == 2 && full.errors == "apptlint: cannot write standard output: No space left on device\n")
  }

  @Test func failOnIncludesHigherSeverities() {
    #expect(FailOn.severity(.error).isReached(by: .error))
    #expect(!FailOn.severity(.error).isReached(by: .warning))
    #expect(!FailOn.severity(.information).isReached(by: nil))
    #expect(!FailOn.never.isReached(by: .fatal))
  }
}
