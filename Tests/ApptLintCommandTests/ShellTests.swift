import Foundation
import Reporting
import Testing

@testable import ApptLintCommand

/// The completions and the manual page, tested in the shells and in man if these are installed.
@Suite struct ShellTests {
  /// Whether a program is in the path.
  static func has(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  /// The output and exit status of a program that runs in a folder with the text as the file `script`.
  static func run(_ words: [String], script: String, in folder: TestFolder) throws -> (status: Int32, output: String) {
    try folder.write("script", script)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  static func script(_ shell: String) throws -> String { try TestFolder().run("completions", shell).output }

  struct Case: CustomTestStringConvertible, Sendable {
    /// The words so far, of which the last is completed.
    var words: [String]
    /// Completions that must be offered, and a completion that must not be offered.
    var can: [String]
    var cannot: String
    var testDescription: String { words.joined(separator: " ") }

    init(_ line: String, _ can: [String], not cannot: String) {
      words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      self.can = can
      self.cannot = cannot
    }
  }

  static let cases = [
    Case("apptlint ", ["check", "verify", "completions", "help"], not: "--format"),
    Case("apptlint ch", ["check"], not: "verify"),
    Case("apptlint check --fo", ["--format"], not: "--output"),
    Case("apptlint check --format ", ["sarif", "junit", "html", "full"], not: "--format"),
    Case("apptlint check --pack nhs-b", ["nhs-booking", "nhs-booking-draft"], not: "bars"),
    Case("apptlint check --ignore LNT001,LNT00", ["LNT001,LNT002"], not: "LNT002"),
    Case("apptlint check --fail-on ", ["never", "warning"], not: "full"),
    Case("apptlint rules --format ", ["json", "full"], not: "sarif"),
    Case("apptlint explain missing-c", ["missing-comma"], not: "JSN001"),
    Case("apptlint explain --pack fold", ["folder"], not: "file.json"),
    Case("apptlint completions ", ["bash", "fish", "zsh"], not: "check"),
    Case("apptlint help ver", ["verify"], not: "check"),
    Case("apptlint verify fold", ["folder"], not: "file.json"),
  ]

  @Test(.enabled(if: has("bash"), "bash is not installed"), arguments: cases) func bashCompletes(_ example: Case) throws {
    let folder = try TestFolder(["folder/x.json": "", "file.json": ""])
    let words = example.words.map { "'\($0)'" }.joined(separator: " ")
    let variables = "COMP_WORDS=(\(words)); COMP_CWORD=\(example.words.count - 1)"
    let line = "source ./script; \(variables); _apptlint; printf '%s\\n' \"${COMPREPLY[@]}\""
    let result = try Self.run(["bash", "--norc", "-c", line], script: try Self.script("bash"), in: folder)
    let found = Set(result.output.split(separator: "\n").map(String.init))
    #expect(result.status == 0 && found.isSuperset(of: example.can) && !found.contains(example.cannot), "\(result.output)")
  }

  @Test(.enabled(if: has("fish"), "fish is not installed"), arguments: cases) func fishCompletes(_ example: Case) throws {
    let folder = try TestFolder(["folder/x.json": "", "file.json": ""])
    let line = "source ./script; complete -C '\(example.words.joined(separator: " "))'"
    let result = try Self.run(["fish", "--no-config", "-c", line], script: try Self.script("fish"), in: folder)
    let found = result.output.split(separator: "\n").map { line in
      let word = line.prefix { $0 != "\t" }
      return String(word.hasSuffix("/") ? word.dropLast() : word)
    }
    #expect(result.status == 0 && Set(found).isSuperset(of: example.can) && !found.contains(example.cannot), "\(result.output)")
  }

  /// In zsh, completion runs only in its line editor, so the functions are called with replaced helpers.
  @Test(.enabled(if: has("zsh"), "zsh is not installed")) func zshAcceptsTheScript() throws {
    let folder = try TestFolder()
    let line = """
      zmodload zsh/parameter; compdef() { print "registered $*" }; source ./script
      _arguments() { state=arguments; print -rl -- "$@" }
      words=(check); _apptlint
      compset() { : }; _describe() { print -rl -- "${(@P)4}" }; _apptlint_packs
      """
    let result = try Self.run(["zsh", "-f", "-c", line], script: try Self.script("zsh"), in: folder)
    #expect(result.status == 0, "\(result.output)")
    for part in [
      "registered _apptlint apptlint", "*--pack=[", ":(\(ReportFormat.allCases.map(\.rawValue).joined(separator: " ")))",
      "*:file or folder:_files", "nhs-booking:NHS Booking API",
    ] {
      #expect(result.output.contains(part), "\(part)")
    }
  }

  @Test func everyCommandAndOptionIsCompleted() throws {
    for shell in Completions.shells {
      let script = try Self.script(shell)
      for command in Subcommand.all {
        #expect(script.contains(command.name))
        for option in command.options {
          #expect(script.contains(shell == "fish" ? "-l \(option.name.dropFirst(2)) " : option.name), "\(shell) \(option.name)")
        }
      }
      #expect(!script.contains("\t\t"))
    }
  }

  @Test func errorsAreReported() throws {
    let folder = try TestFolder()
    #expect(folder.run("completions").errors == "apptlint: completions takes one shell: bash, zsh, fish\n")
    #expect(folder.run("completions", "bsh").errors == "apptlint: unknown shell 'bsh'; did you mean bash?\n")
    #expect(folder.run("completions", "powershell").errors.hasSuffix("; expected one of bash, zsh, fish\n"))
    #expect(folder.run("man", "check").errors == "apptlint: man takes no operand 'check'\n")
    #expect(["completions", "completions"].map { folder.run($0, "zsh", "x").status } == [2, 2])
  }

  // MARK: The manual page

  @Test func theManualPageNamesEverything() throws {
    let page = try TestFolder().run("man").output.replacing("\\-", with: "-")
    for command in Subcommand.all {
      #expect(page.contains(".SH \"\(command.name.uppercased())\"\n"))
      for option in command.options { #expect(page.contains(".B \(option.name)"), "\(option.name)") }
    }
    for variable in ["NO_COLOR", "CLICOLOR, CLICOLOR_FORCE", "FORCE_HYPERLINK", "CI"] {
      #expect(page.contains(".B \(variable)\n"))
    }
    // A line of text that starts like a request is escaped.
    let requests: Set<Substring> = [".TH", ".SH", ".B", ".br", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi"]
    for line in page.split(separator: "\n") where line.hasPrefix(".") { #expect(requests.contains(line.prefix { $0 != " " })) }
  }

  @Test(.enabled(if: has("man"), "man is not installed")) func manShowsThePage() throws {
    let folder = try TestFolder()
    let page = folder.run("man").output
    let result = try Self.run(
      ["env", "LC_ALL=C.UTF-8", "MANWIDTH=100", "man", "--warnings", "-l", "script"], script: page, in: folder)
    #expect(result.status == 0 && !result.output.contains("warning:"), "\(result.output.prefix(400))")
    #expect(result.output.contains("apptlint - check FHIR appointment-booking payloads"))
    #expect(result.output.contains("{ \"packs\": [\"nhs-booking\"], \"ignore\": [\"LNT\"]"))
  }
}
