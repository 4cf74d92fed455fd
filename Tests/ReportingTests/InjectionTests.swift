import FHIRSyntax
import Testing

@testable import Reporting

/// Nothing that a payload, a file name or a rule holds can steer a terminal or a CI system, and no payload value
/// leaves where values are not to be shown.
@Suite struct InjectionTests {
  /// An attack, which the log of the test run must not carry out either.
  struct Attack: CustomTestStringConvertible {
    var text: String
    var testDescription: String { text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ") }
  }

  static let attacks = [
    "\u{1B}[31mred", "\r\n::error::x", "\n##vso[task.setvariable variable=a]b", "##[error]x", "\u{202E}txet", "::error::x",
    "\u{9B}31m", "a\u{2028}::warning::x", "##teamcity[x]", "#\u{23}#vso[", "\u{FFFE}\u{FFFF}",
  ].map { Attack(text: $0) }

  @Test(arguments: ReportFormat.allCases, attacks) func nothingIsInjected(_ format: ReportFormat, _ attack: Attack) {
    let attack = attack.text
    let report = Sample(name: attack, "{\"[[" + attack + "]]\": 1}") { ranges in
      [
        Sample.finding(
          "AAA001", "a-name", ranges[0], element: "Patient.\(attack)", "no element \(words: attack) is \(payload: attack)")
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
      for line in text.split(separator: "\n") { #expect(!line.drop { $0 == " " }.hasPrefix("::")) }
      if !format.isText { #expect(!scalars.contains { $0.value & 0xFFFE == 0xFFFE }) }
    }
  }

  @Test(arguments: ReportFormat.allCases) func valuesAreShownOnlyWhereAsked(_ format: ReportFormat) {
    #expect(!written([Sample.oneFinding()], as: format).contains("Smith"))
    #expect(written([Sample.oneFinding()], as: format) { $0.showsValues = true }.contains("J. Smith"))
  }
}
