import ApptLint
import ApptLintCommand
import Findings
import Foundation
import Synchronization
import Testing

/// The examples in the README and the pages in docs/ match the program.
@Suite struct ReadmeTests {
  /// A command line of a page and the output beneath it.
  struct Shown: CustomTestStringConvertible, Sendable {
    var page: String
    var command: String
    var output: String
    var testDescription: String { "\(page): \(command)" }
  }

  /// The README and the hand-written pages in docs/: the generated pages are in subfolders.
  static let pages: [String] = {
    let pages = (try? Repository.files(in: "docs", suffix: ".md")) ?? []
    return ["README.md"] + pages.filter { $0.split(separator: "/").count == 2 }
  }()

  /// The blocks of a page in a language.
  static func blocks(_ language: String, in page: String) -> [String] {
    let text = (try? Repository.text(page)) ?? ""
    return text.components(separatedBy: "\n```\(language)\n").dropFirst().compactMap { $0.components(separatedBy: "\n```").first }
  }

  static let shown: [Shown] = pages.flatMap { page in
    blocks("console", in: page).flatMap { block in
      ("\n" + block).components(separatedBy: "\n$ ").dropFirst().map { part in
        let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        return Shown(page: page, command: String(lines[0]), output: lines.count > 1 ? String(lines[1]) : "")
      }
    }
  }

  @Test func pagesShowCommands() {
    #expect(!Self.shown.isEmpty)
  }

  /// The pictures of the README, which docs/pictures/make.py draws, show the output of the command.
  @Test func picturesAreUpToDate() throws {
    let readme = try Repository.text("README.md")
    let sample = "TestVectors/samples/booking-faulty.json"
    func lines(_ picture: String) throws -> [Substring] {
      #expect(readme.contains("](docs/pictures/\(picture))"))
      let text = try Repository.text("docs/pictures/\(picture)").replacing("\u{A0}", with: " ")
      return Self.text(of: text).split(separator: "\n")
    }
    let output = Self.run(["check", "--show-values", "--color", "never", sample]).output.split(separator: "\n")
    let terminal = try lines("terminal.svg").dropFirst()
    #expect(terminal.first == "$ apptlint check \(sample)" && terminal.count > 10)
    #expect(terminal.dropFirst().filter { $0 != "..." }.allSatisfy(output.contains))
    let page = Self.run(["check", "--show-values", "--format", "html", sample]).output
    let body = try #require(page.components(separatedBy: "<body>").last?.components(separatedBy: "<footer>").first)
    let report = try lines("report.svg").joined(separator: "\n")
    #expect(report.hasSuffix(Self.text(of: body).split(separator: "\n").joined(separator: "\n")))
  }

  /// The text of a page without its tags and style sheet.
  private static func text(of page: String) -> String {
    page.replacing(/<style>[^<]*<\/style>/, with: "").replacing(/<[^>]*>/, with: "")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      .replacing("&amp;", with: "&")
  }

  @Test(arguments: shown) func outputIsAsShown(shown: Shown) throws {
    let words = shown.command.split(separator: " ").map(String.init)
    try #require(words.first == "apptlint")
    let printed = Self.run(Array(words.dropFirst())).output.trimmingCharacters(in: .newlines)
    // An excerpt has the line `...` instead of the lines it omits.
    let parts = shown.output.trimmingCharacters(in: .newlines).components(separatedBy: "\n...\n")
    if parts.count == 1 {
      #expect(printed == parts[0])
    } else {
      #expect(parts.count == 2)
      #expect(printed.hasPrefix(parts[0] + "\n"))
      #expect(printed.hasSuffix("\n" + parts[1]))
    }
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

  @Test func theSettingsFileIsAccepted() throws {
    let settings = try #require(Self.blocks("json", in: "docs/command-line.md").first)
    let folder = FileManager.default.temporaryDirectory.appending(path: "apptlint-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(settings.utf8).write(to: folder.appending(path: ".apptlint.json"))
    try Data(Repository.text("TestVectors/samples/booking.json").utf8).write(to: folder.appending(path: "booking.json"))
    let run = Self.run(["check", folder.path])
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func theSettingsOfTheGuideAreAccepted() throws {
    let guide = Self.blocks("json", in: "docs/gating.md")
    #expect(guide.count == 2)
    for block in guide {
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
    let page = try Repository.text("docs/release-and-packs.md")
    let ids = page.matches(of: /\n\| \[`([a-z-]+)`\]\(coverage\/([a-z-]+)\.md\) \|/).map { match in
      match.output.1 == match.output.2 ? String(match.output.1) : "\(match.output.1) links to \(match.output.2)"
    }
    #expect(ids.sorted() == (try Linter().packs.map(\.id).sorted()))
  }

  @Test func everyOptionShownExists() throws {
    let help = ["check", "verify", "coverage", "rules", "explain"].map { Self.run(["help", $0]).output }.joined()
    let pages = ["README.md", "docs/command-line.md", "docs/ci.md", "docs/exchanges.md", "docs/gating.md"]
    for line in try pages.map(Repository.text).joined(separator: "\n").split(separator: "\n") where line.contains("apptlint ") {
      for option in line.matches(of: /(?:^| )(--[a-z-]+)/) {
        #expect(help.contains("\(option.output.1) ") || help.contains("\(option.output.1)\n"), "\(line)")
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
