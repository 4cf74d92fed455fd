import FHIRSyntax
import Findings
import Foundation
import Testing

@testable import Reporting

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Text from a payload, a file name or a rule cannot control a terminal or a CI system, and payload values are not shown unless
/// requested.
@Suite struct InjectionTests {
  /// An attack, which must not affect the log of the test run either.
  struct Attack: CustomTestStringConvertible {
    var text: String
    var testDescription: String { text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ") }
  }

  static let attacks = [
    "\u{1B}[31mred", "\r\n::error::x", "\n##vso[task.setvariable variable=a]b", "##[error]x", "\u{202E}txet", "::error::x",
    "\u{9B}31m", "a\u{2028}::warning::x", "##teamcity[x]", "#\u{23}#vso[", "\u{FFFE}\u{FFFF}", "%0A::error::x",
    "%0D%0A::error::x",
    "a]]>b", "</script><script>alert(1)</script>", "</style><b>", "-->", "\" onload=\"alert(1)", "' onload='alert(1)", "<!--",
    "a,line=1::x", "a:b,c", "[text](http://example.org)", "| a | b |\n|---|", "`code` <b>*x*</b>", "\\", "\t\u{0}\u{7F}",
  ].map { Attack(text: $0) }

  @Test(arguments: ReportFormat.allCases, attacks) func nothingIsInjected(_ format: ReportFormat, _ attack: Attack) throws {
    let attack = attack.text
    let report = Sample(name: attack, "{\"[[" + attack + "]]\": 1}") { ranges in
      [
        Sample.finding(
          "AAA001", "a-name", ranges[0], element: "Patient.\(attack)", "no element \(text: attack) is \(payload: attack)")
      ]
    }.report
    for showsValues in [false, true] {
      let text = written([report, report], as: format) { $0.showsValues = showsValues }
      let scalars = text.unicodeScalars
      #expect(
        !scalars.contains {
          $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}" || $0 == "\u{2028}"
        })
      #expect(!text.contains("##"))
      let commands = text.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("::") }
      #expect(commands.count == (format == .github ? 2 : 0))
      for command in commands { #expect(command.hasPrefix("::error title=AAA001 a-name,file=") && !command.contains("%0A:")) }
      if !format.isText && format != .github { #expect(!scalars.contains { $0.value & 0xFFFE == 0xFFFE }) }
      try Self.read(text, format)
      if format == .html {
        for markup in ["<script", "</style><b>", "<b>*", " onload=\"", "<!--"] { #expect(!text.contains(markup)) }
        #expect(text.components(separatedBy: "</style>").count == 2)
      }
      // A SARIF viewer turns adjacent brackets and parentheses in a message into a link.
      let message = text.split(separator: "\"message\":{").dropFirst().first?.prefix { $0 != "}" } ?? ""
      if format == .sarif { #expect(message.hasPrefix("\"text\":\"no element") && !message.contains("](")) }
    }
  }

  /// Reads the output of a format in JSON or XML as a program does.
  private static func read(_ text: String, _ format: ReportFormat) throws {
    switch format.syntax {
    case .json: _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
    case .jsonLines:
      for line in text.split(separator: "\n") { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    case .fhirXML, .otherXML: #expect(XMLParser(data: Data(text.utf8)).parse())
    case .text, .commands, .html: break  // Not read by programs as JSON or XML.
    }
  }

  @Test(arguments: attacks) func aStepSummaryEscapesPayloadMarkdown(_ attack: Attack) {
    let report = Sample(name: attack.text, "{\"[[" + attack.text + "]]\": 1}") { ranges in
      [Sample.finding("AAA001", "a-name", ranges[0], element: "Patient.\(attack.text)", "found \(payload: attack.text)")]
    }.report
    for showsValues in [false, true] {
      let page = stepSummary([report]) { $0.showsValues = showsValues }
      let rows = page.split(separator: "\n").filter { $0.hasPrefix("| error |") }
      #expect(rows.count == 1)
      // Four cells have five bars, and the markup characters of Markdown and HTML are escaped as entities.
      #expect(rows.allSatisfy { row in row.count { $0 == "|" } == 5 && !row.contains { "<>`*[]\\".contains($0) } })
    }
  }

  @Test(arguments: ReportFormat.allCases) func valuesAreShownOnlyOnRequest(_ format: ReportFormat) {
    #expect(!written([Sample.oneFinding()], as: format).contains("Smith"))
    #expect(written([Sample.oneFinding()], as: format) { $0.showsValues = true }.contains("J. Smith"))
  }
}
