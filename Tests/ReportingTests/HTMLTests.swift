import Findings
import Foundation
import Testing

@testable import Reporting

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct HTMLTests {
  static func page(_ reports: [Report], _ showsValues: Bool = false) -> String {
    written(reports, as: .html) { $0.showsValues = showsValues }
  }

  @Test func thePageIsSelfContained() {
    let page = Self.page(ProgramFormatTests.reports, true)
    for word in ["<script", "src=", "@import", "url(", "<link", "<img", "<iframe", "http:"] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.firstMatch(of: #/\son[a-z]+=/#) == nil)
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'"))
    #expect(page.contains("prefers-color-scheme: dark") && page.contains("@media print") && page.contains("width=device-width"))
  }

  /// The page with void HTML elements closed as in XML.
  private static func asXML(_ page: String) -> String {
    page.replacing("<!DOCTYPE html>\n", with: "").replacing(#/<(meta|input)([^>]*?)( checked)?>/#) { match in
      "<\(match.output.1)\(match.output.2)\(match.output.3 == nil ? "" : " checked=\"\"")/>"
    }.replacing(" open>", with: " open=\"\">")
  }

  @Test(arguments: [0, 1, 6]) func everyElementIsClosedAndEveryLinkHasATarget(_ count: Int) throws {
    let reports = count == 1 ? [Sample.clean()] : Array(ProgramFormatTests.reports.prefix(count))
    for showsValues in [false, true] {
      let document = try XMLDocument(xmlString: Self.asXML(Self.page(reports, showsValues)))
      func values(_ path: String) throws -> [String] { try document.nodes(forXPath: path).compactMap(\.stringValue) }
      let ids = try values("//@id")
      #expect(Set(ids).count == ids.count)
      for link in try values("//@href") { #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst())), "\(link)") }
      for label in try values("//@aria-labelledby") { #expect(ids.contains(label)) }
      #expect(try values("//h1").count == 1 && values("//title").count == 1 && values("//html/@lang") == ["en"])
    }
  }

  @Test func findingsAreListedByFileAndByRule() throws {
    let document = try XMLDocument(xmlString: Self.asXML(Self.page(ProgramFormatTests.reports)))
    func texts(_ path: String) throws -> [String] { try document.nodes(forXPath: path).compactMap(\.stringValue) }
    #expect(try texts("//h1") == ["5 errors"])
    #expect(try texts("//section[@id='by-file']/article/h3") == ["./a b/é.json", "cut.json", "only-cut.json", "book.json"])
    #expect(try texts("//section[@id='by-file']//li/@id").count == 8)
    #expect(
      try texts("//section[@id='by-rule']/details/summary/code") == ["JSN001", "BKD003", "STR001", "LNT001", "LNT002"])
    #expect(try texts("//section[@id='by-rule']/details[2]//li") == ["./a b/é.json:1:8", "cut.json:2:13", "book.json:2:13"])
    #expect(try texts("//section[@id='clean']//li").map { $0.prefix { $0 != " " } } == ["clean.json", "other.json"])
    #expect(try texts("//section[@id='not-checked']//tbody/tr/td[1]") == ["BKD002", "BND001"])
    #expect(try texts("//pre").isEmpty)
  }

  @Test(arguments: [false, true]) func anErrorThatViolatesSeveralRulesIsCountedOnce(_ violatesSeveralRules: Bool) {
    let report = Sample("[[x]]") { ranges in
      var findings = ["A1", "A2"].map { Sample.finding($0, "a", ranges[0], element: "A", "x") }
      if violatesSeveralRules { findings[0].further = [FurtherRule(findings.removeLast())] }
      return findings
    }.report
    let page = Self.page([report])
    #expect(page.components(separatedBy: "<details class=\"rule\">").count == 3)
    #expect(page.contains("counted once in the summary") == violatesSeveralRules)
  }

  @Test func theSourceIsShownOnRequest() throws {
    let document = try XMLDocument(xmlString: Self.asXML(Self.page([Sample.oneFinding()], true)))
    #expect(
      try document.nodes(forXPath: "//pre").compactMap(\.stringValue) == [
        "1  {\n2    \"status\": \"J. Smith\",\n3    \"id\": 1\n"
      ])
    #expect(try document.nodes(forXPath: "//mark").compactMap(\.stringValue) == ["\"J. Smith\""])
    #expect(Self.page([Sample.oneFinding()], true).contains("can be patient data.</strong>"))
  }

  @Test func pagesStaySmallWithManyFindings() {
    let many = Sample("{[[1]]}") { ranges in
      (0..<1_000).map { Sample.finding("A\($0 % 10)", "a", ranges[0], element: "X", "x") }
    }.report
    let page = Self.page(Array(repeating: many, count: 40))
    #expect(page.contains("5000 of 40000 findings are shown"))
    #expect(page.utf8.count < 5_000_000)
    #expect(page.contains("<b>40000</b> errors"))
  }
}
