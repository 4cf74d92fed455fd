import ApptLint
import ApptLintCommand
import Findings
import Foundation
import Synchronization
import Testing

/// What the README shows is what happens.
@Suite struct ReadmeTests {
  /// A command line of the README and the output beneath it.
  struct Shown: CustomTestStringConvertible, Sendable {
    var command: String
    var output: String
    var testDescription: String { command }
  }

  static let readme = (try? Repository.text("README.md")) ?? ""

  /// The blocks of the README in a language.
  static func blocks(_ language: String) -> [String] {
    readme.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap { $0.components(separatedBy: "\n```").first }
  }

  static let shown: [Shown] = blocks("console").flatMap { block in
    ("\n" + block).components(separatedBy: "\n$ ").dropFirst().map { part in
      let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return Shown(command: String(lines[0]), output: lines.count > 1 ? String(lines[1]) : "")
    }
  }

  @Test func somethingIsShown() {
    #expect(Self.shown.count >= 2)
  }

  @Test(arguments: shown) func outputIsAsShown(shown: Shown) throws {
    let words = shown.command.split(separator: " ").map(String.init)
    try #require(words.first == "apptlint")
    let printed = Self.run(Array(words.dropFirst())).output
    #expect(printed.trimmingCharacters(in: .newlines) == shown.output.trimmingCharacters(in: .newlines))
  }

  /// Runs the command as if in the root of the checkout.
  static func run(_ words: [String]) -> (status: Int32, output: String) {
    let root = Repository.root.path.hasSuffix("/") ? Repository.root.path : Repository.root.path + "/"
    let output = TextSink()
    let arguments = words.map { FileManager.default.fileExists(atPath: root + $0) ? root + $0 : $0 }
    let status = ApptLintCommand.run(
      arguments: arguments, environment: [:], console: Console(input: NoInput(), output: output, errors: output))
    return (status, output.text.replacing(root, with: ""))
  }

  @Test func theLibraryExampleIsTheOneThatCompiles() throws {
    let file = try Repository.text("Tests/HouseTests/LibraryExample.swift")
    let code = file.components(separatedBy: "// README begins\n").last?.components(separatedBy: "// README ends").first
    let expected = code?.trimmingCharacters(in: .newlines)
    #expect(Self.blocks("swift").first { $0.contains("objections(to") } == expected)
  }

  @Test func theLibraryExampleRuns() throws {
    let linter = try bookingLinter()
    func objections(_ name: String) throws -> [String] {
      try HouseTests.objections(to: Array(Repository.text("TestVectors/samples/\(name)").utf8), linter)
    }
    #expect(try objections("booking.json") == [])
    #expect(
      try objections("booking-faulty.json").contains {
        $0.hasSuffix("BKL003 at Appointment.status: expected 'booked', found 'arrived'")
      })
  }

  @Test func theServerExampleIsTheOneThatCompilesAndRuns() throws {
    let file = try Repository.text("Tests/HouseTests/ServerExample.swift")
    let code = file.components(separatedBy: "// Page begins\n").last?.components(separatedBy: "// Page ends").first
    let page = try Repository.text("docs/exchanges.md").components(separatedBy: "```swift\n").last?
      .components(separatedBy: "\n```").first
    #expect(page == code?.trimmingCharacters(in: .newlines))
    let request = Exchange.Request(method: "POST", url: "https://a.nhs.uk/Appointment", body: Array("{\"resourceType\":".utf8))
    let answer = try refusal(of: request, bookingLinter())
    #expect(answer?.status == 403)
    let outcome = String(decoding: answer?.outcome ?? [], as: UTF8.self)
    #expect(outcome.contains("\"BKL101\""))
  }

  @Test func theSettingsFileIsAccepted() throws {
    let settings = try #require(Self.blocks("json").first)
    let folder = FileManager.default.temporaryDirectory.appending(path: "apptlint-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(settings.utf8).write(to: folder.appending(path: ".apptlint.json"))
    try Data(Repository.text("TestVectors/samples/booking.json").utf8).write(to: folder.appending(path: "booking.json"))
    let run = Self.run(["check", folder.path])
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func theSettingsOfTheGuideAreAccepted() throws {
    let guide = try Repository.text("docs/gating.md").components(separatedBy: "\n```json\n").dropFirst()
    #expect(guide.count == 2)
    for block in guide.compactMap({ $0.components(separatedBy: "\n```").first }) {
      let folder = FileManager.default.temporaryDirectory.appending(path: "apptlint-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: folder) }
      let inner = folder.appending(path: "inner")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      try Data("{}".utf8).write(to: folder.appending(path: ".apptlint.json"))
      try Data(block.utf8).write(to: inner.appending(path: ".apptlint.json"))
      try Data(Repository.text("TestVectors/samples/booking.json").utf8).write(to: inner.appending(path: "booking.json"))
      let run = Self.run(["check", inner.appending(path: "booking.json").path])
      #expect(run.status == 0, "\(run.output)")
    }
  }

  @Test func theTableOfPacksIsComplete() throws {
    let ids = Self.readme.matches(of: /\n\| \[`([a-z-]+)`\]\(docs\/coverage\/([a-z-]+)\.md\) \|/).map { match in
      match.output.1 == match.output.2 ? String(match.output.1) : "\(match.output.1) links to \(match.output.2)"
    }
    #expect(ids.sorted() == (try Linter().packs.map(\.id).sorted()))
  }

  @Test func everyOptionShownExists() throws {
    let help = ["check", "verify", "coverage", "rules", "explain"].map { Self.run(["help", $0]).output }.joined()
    let pages = try Self.readme + Repository.text("docs/ci.md") + Repository.text("docs/gating.md")
    for line in pages.split(separator: "\n") where line.contains("apptlint ") {
      for option in line.matches(of: /(?:^| )(--[a-z-]+)/) {
        #expect(help.contains("\(option.output.1) ") || help.contains("\(option.output.1)\n"), "\(line)")
      }
    }
  }

  @Test func everyLinkLeadsToAFile() throws {
    for page in try ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] + Repository.files(in: "docs", ending: ".md") {
      let folder = Repository.root.appending(path: page).deletingLastPathComponent()
      for link in try Repository.text(page).matches(of: /\]\(([^)#: ]+)(?:#[^)]*)?\)/) {
        let target = folder.appending(path: String(link.output.1)).standardized.path
        #expect(FileManager.default.fileExists(atPath: target), "\(page) links to \(link.output.1)")
      }
    }
  }
}

private final class TextSink: ByteSink {
  let isTerminal = false
  private let bytes = Guarded<[UInt8]>([])

  func write(_ bytes: [UInt8]) {
    self.bytes.withLock { $0 += bytes }
  }

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}

private struct NoInput: ByteSource {
  func read(upTo count: Int) -> [UInt8] { [] }
}
