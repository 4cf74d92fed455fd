import ApptLint
import ApptLintCommand
import Foundation
import Testing

/// Configurations for other programs use existing commands, options and formats.
@Suite struct PackagingTests {
  /// A command line and its file.
  struct Shown: CustomTestStringConvertible, Sendable {
    var file: String
    var words: [String]
    var testDescription: String { "\(file): \(words.joined(separator: " "))" }
  }

  /// The command lines of docs/ci.md: the text after `apptlint` up to the end of the command.
  static let shown: [Shown] = {
    // A backslash at the end of a line joins it to the next.
    let text = ((try? Repository.text("docs/ci.md")) ?? "").replacing(/\\\n\s*/, with: "")
    return text.matches(of: #/(?:^|[\s'./])apptlint ((?:check|verify|completions|man)\b[^\n'|;>&`]*)/#).map { match in
      Shown(file: "docs/ci.md", words: match.output.1.split(separator: " ").map(String.init))
    }
  }()

  @Test func thePageShowsCommandLines() { #expect(Self.shown.count >= 8) }

  /// The command line is accepted, with outputs and inputs of this checkout.
  @Test(arguments: shown) func theCommandLineIsAccepted(_ shown: Shown) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "apptlint-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var words = shown.words
    for (index, word) in words.enumerated() {
      if index > 0 && words[index - 1] == "--output" { words[index] = folder.appending(path: word).path }
      if word == "bookings/" { words[index] = "TestVectors/samples/booking.json" }
    }
    if words == ["check"] { words.append("TestVectors/samples/booking.json") }
    let run = ReadmeTests.run(words)
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func theHooksRunExistingCommands() throws {
    let hooks = try Repository.text(".pre-commit-hooks.yaml")
    #expect(hooks.matches(of: /\n  entry: apptlint check\n/).count == 2)
    #expect(hooks.matches(of: /exclude: \(\^\|\/\)\\\.apptlint\\\.json\$/).count == 2)
  }

  /// Every input of the action is used, and none is interpolated into a script, where it could run as a command.
  @Test func theActionUsesItsInputsAsVariables() throws {
    let action = try Repository.text("action.yml")
    let inputs = action.components(separatedBy: "\noutputs:")[0].matches(of: /\n  ([a-z]+):\n    description/).map { $0.output.1 }
    #expect(inputs == ["paths", "options", "sarif", "html", "command"])
    for input in inputs { #expect(action.contains(": ${{ inputs.\(input) }}\n")) }
    var isScript = false
    for line in action.split(separator: "\n") {
      if line.contains("run: |") { isScript = true } else if line.hasPrefix("    - name:") { isScript = false }
      if isScript { #expect(!line.contains("${{"), "\(line)") }
    }
    for format in action.matches(of: /--format ([a-z]+)/) {
      #expect(ReadmeTests.run(["help", "check"]).output.contains("\n  \(format.output.1) "))
    }
  }

  @Test func thePageOfTheCommandLineListsEveryFormat() throws {
    let help = ReadmeTests.run(["help", "check"]).output
    let page = try Repository.text("docs/command-line.md")
    let table = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { $0.split(separator: "|")[0] }.joined()
    for format in ReportFormat.allCases {
      #expect(table.contains("`\(format.rawValue)`"), "\(format.rawValue) is missing in docs/command-line.md")
      #expect(help.contains("\n  \(format.rawValue) "), "\(format.rawValue) is missing in the help")
    }
  }
}
