import ApptLint
import Findings
import Testing

/// Messages, help and pages avoid words that readers stumble over.
@Suite struct PlainEnglishTests {
  /// A piece of prose and its line in a file.
  struct Prose: Sendable {
    var line: Int
    var text: String
  }

  /// Patterns of words to avoid, and what to write instead.
  private static let words: [(pattern: String, instead: String)] = [
    (#"\bmend(s|ed|ing)?\b"#, "fix"), (#"\btold\b"#, "reported"), (#"\bstands\b(?! for\b)"#, "is"),
    (#"\b(hold|holds|held|holding)\b(?: [\w'`-]+){0,3}? to\b"#, "check against, enforce"),
    (#"\bthere (is|are) not\b"#, "unknown, missing"), (#"\bnobody\b"#, "unspecified, cannot be determined"),
    (#"\bwhat is there\b"#, "present"),
  ]

  /// The words to avoid that occur in the prose, each with file and line.
  private static func violations(in prose: [Prose], of file: String) throws -> [String] {
    let patterns = try words.map { (try Regex($0.pattern).ignoresCase(), $0.instead) }
    return prose.indices.flatMap { index in
      // A phrase may continue on the next line.
      let next = index + 1 < prose.count && prose[index + 1].line == prose[index].line + 1 ? prose[index + 1].text : ""
      let text = prose[index].text + " " + next
      return patterns.flatMap { pattern, instead in
        text.matches(of: pattern).filter { text[..<$0.range.lowerBound].count < prose[index].text.count }
          .map { "\(file):\(prose[index].line): '\(text[$0.range])'; write: \(instead)" }
      }
    }
  }

  // MARK: Prose

  /// The literals of a Swift or JSON file that contain more than one word.
  private static func literals(in text: String) -> [Prose] {
    var prose: [Prose] = []
    var isLiteral = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let trimmed = line.drop { $0 == " " }
      if trimmed.contains("\"\"\"") {
        isLiteral.toggle()
      } else if isLiteral {
        prose.append(Prose(line: index + 1, text: String(trimmed)))
      } else if !trimmed.hasPrefix("//") {
        let pieces = trimmed.replacing("\\\"", with: "'").split(separator: "\"", omittingEmptySubsequences: false)
        let literals = pieces.enumerated().filter { $0.offset % 2 == 1 && $0.element.contains(" ") }.map { String($0.element) }
        if !literals.isEmpty { prose.append(Prose(line: index + 1, text: literals.joined(separator: " ; "))) }
      }
    }
    return prose
  }

  /// The lines of a page outside code.
  private static func paragraphs(of page: String) -> [Prose] {
    var prose: [Prose] = []
    var isCode = false
    for (index, line) in page.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.drop(while: { $0 == " " }).hasPrefix("```") {
        isCode.toggle()
      } else if !isCode, !line.hasPrefix("    ") {
        let pieces = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        prose.append(Prose(line: index + 1, text: pieces.map { $0.offset % 2 == 1 ? "`" : String($0.element) }.joined()))
      }
    }
    return prose
  }

  // MARK: Tests

  @Test(arguments: try Repository.files(in: "Sources", suffix: ".swift")) func messagesAndHelp(file: String) throws {
    let violations = try Self.violations(in: Self.literals(in: Repository.text(file)), of: file)
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  @Test(arguments: try Repository.files(in: "Rules", suffix: ".json")) func ruleFiles(file: String) throws {
    let violations = try Self.violations(in: Self.literals(in: Repository.text(file)), of: file)
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  @Test func ruleDescriptions() throws {
    let violations = try Linter().rules.flatMap { rule in
      let texts = [rule.requirement] + rule.advice + rule.gaps
      return try Self.violations(in: texts.map { Prose(line: 0, text: $0) }, of: "\(rule.code), \(rule.file ?? "Sources")")
    }
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  private static let proseFiles =
    ReadmeTests.pages.filter { !$0.contains("findings-in-published-") }
    + ((try? Repository.files(in: PublicAPITests.catalogue, suffix: ".md")) ?? [])

  @Test(arguments: proseFiles) func pages(page: String) throws {
    let violations = try Self.violations(in: Self.paragraphs(of: Repository.text(page)), of: page)
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  @Test func wordsAreFound() throws {
    let code =
      "// nobody\nlet a = \"told\"\nfail(\"x is told \\(b ? \"\" : \"s\"), it stands\")\n"
      + "let b = \"\"\"\n  the rule holds\n  it to\n  \"\"\"\n"
    #expect(
      try Self.violations(in: Self.literals(in: code), of: "A.swift") == [
        "A.swift:3: 'told'; write: reported", "A.swift:3: 'stands'; write: is",
        "A.swift:5: 'holds it to'; write: check against, enforce",
      ])
    let page = "A `mended` word stands for itself.\nA gap is mended.\n\n```\nnobody\n```\n\n    told\n"
    #expect(try Self.violations(in: Self.paragraphs(of: page), of: "a.md") == ["a.md:2: 'mended'; write: fix"])
  }
}
