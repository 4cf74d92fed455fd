import Foundation
import Testing

/// The relative links of Markdown pages resolve to files, and their anchors to exactly one heading.
@Suite struct LinkTests {
  static let pages: [String] =
    ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"] + ((try? Repository.files(in: "docs", suffix: ".md")) ?? [])

  /// The anchors of the headings that occur once on each page.
  private static let anchors = Dictionary(uniqueKeysWithValues: pages.map { ($0, headings(of: $0)) })

  /// The text of a page without code, which is not searched for links and headings.
  private static func lines(of page: String) -> [String] {
    var isCode = false
    let text = (try? Repository.text(page)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      if line.hasPrefix("```") { isCode.toggle() }
      return isCode || line.hasPrefix("    ") ? nil : String(line)
    }
  }

  private static func headings(of page: String) -> Set<String> {
    let headings = lines(of: page).filter { $0.hasPrefix("#") }.map { $0.drop { $0 == "#" }.dropFirst().lowercased() }
    let anchors = headings.map { heading in
      String(heading.filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }.map { $0 == " " ? "-" : $0 })
    }
    // A link to a heading that occurs again is ambiguous.
    return Set(Dictionary(grouping: anchors) { $0 }.filter { $0.value.count == 1 }.keys)
  }

  private static func links(of page: String) -> [String] {
    lines(of: page).flatMap { line in
      line.matches(of: #/\]\(([^)\s]+)\)/#).map { String($0.output.1) }.filter { !$0.contains("://") && !$0.hasPrefix("mailto:") }
    }
  }

  private static func isBroken(_ link: String, on page: String) -> Bool {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let folder = page.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    let target = parts[0].isEmpty ? page : String(URL(filePath: "\(folder)/\(parts[0])").standardized.path.dropFirst())
    if !FileManager.default.fileExists(atPath: Repository.root.appending(path: target).path) { return true }
    return parts.count > 1 && anchors[target].map { !$0.contains(parts[1]) } ?? true
  }

  @Test func everyLinkIsResolved() {
    let links = Self.pages.flatMap { page in Self.links(of: page).map { (page, $0) } }
    #expect(links.count > 1_700)
    #expect(links.filter { Self.isBroken($0.1, on: $0.0) }.map { "\($0.0): \($0.1)" } == [])
  }
}
