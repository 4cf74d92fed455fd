import ApptLint
import ApptLintCommand
import FHIRSyntax
import Findings
import Synchronization
import Testing

/// The payloads of `TestVectors/`, as the command reads them, and their coverage of the rules.
@Suite struct TestVectorTests {
  @Test func everyPayloadHasTheExpectedFindings() {
    let output = Collector()
    let status = ApptLintCommand.run(
      arguments: ["verify", Vector.folder], environment: [:], console: Console(input: Nothing(), output: output, errors: output))
    #expect(status == 0, "\(output.text)")
    #expect(Vector.all.count > 500)
  }

  /// The rules outside packs that a payload can violate. Rules of JSON and XML need a vector in their format. FHIR's own rules
  /// check the tree, which is the same for both formats, or apply to one format: any format suffices. The rows of packs have
  /// examples, which `RuleExampleTests` runs in both formats.
  static let ruleCases: [RuleCase] = {
    // Payloads cannot violate rules about settings files.
    let rules = ((try? Linter())?.rules ?? []).filter { !$0.code.hasPrefix("CFG") }
    return rules.filter { $0.pack == nil && !$0.isDescribed }.flatMap { rule in
      rule.isFHIR
        ? [RuleCase(code: rule.code)]
        : Vector.Format.allCases.filter { rule.concerns($0) }.map { RuleCase(code: rule.code, format: $0) }
    }
  }()

  @Test func thereAreRules() {
    #expect(Self.ruleCases.count > 100)
  }

  @Test(arguments: ruleCases) func everyRuleIsViolatedAndNearlyViolated(ruleCase: RuleCase) {
    let vectors =
      Vector.all.filter { $0.format == ruleCase.format ?? $0.format } + (ruleCase.format == .xml ? Vector.withGeneratedXML : [])
    #expect(vectors.contains { $0.lines.contains { $0.code == ruleCase.code } }, "no payload violates it")
    #expect(vectors.contains { $0.nearMisses.contains(ruleCase.code) }, "no payload nearly violates it")
  }

  @Test func nearMissesDoNotViolateTheirRules() {
    for vector in Vector.all {
      for code in vector.nearMisses {
        #expect(!vector.lines.contains { $0.code == code }, "\(vector.name).\(vector.format) violates \(code)")
      }
    }
  }

  /// A payload that exists in two formats has the same findings in both, except those about syntax. `TwinTests` generates the XML
  /// of all other payloads.
  @Test func twinsAgree() {
    let pairs = Dictionary(grouping: Vector.all, by: \.name).values.filter { $0.count == 2 }
    #expect(pairs.count > 20)
    for pair in pairs {
      #expect(pair[0].format.isPayload == pair[1].format.isPayload)
      let lines = pair.map { $0.lines.filter { !$0.code.hasPrefix("JSN") && !$0.code.hasPrefix("XML") }.sorted() }
      #expect(lines[0] == lines[1], "\(pair[0].name)")
    }
  }

  /// The packs with a folder of vectors.
  static let packs = ((try? Linter())?.packs ?? []).map(\.id).filter { id in
    Vector.all.contains { $0.name.hasPrefix(id + "/") }
  }

  @Test func packsHaveVectors() { #expect(Self.packs.count >= 6) }

  @Test(arguments: packs) func everyPackHasCleanPayloads(pack: String) {
    let hasExchanges = (try? Linter())?.rules.contains { $0.pack == pack && $0.isAboutExchanges } ?? false
    for format in Vector.Format.allCases where format.isPayload || hasExchanges {
      let vectors = Vector.all.filter { $0.format == format } + (format == .xml ? Vector.withGeneratedXML : [])
      let clean = vectors.filter { $0.name.hasPrefix(pack + "/") && $0.name.hasSuffix("/complete") }
      #expect(!clean.isEmpty && clean.allSatisfy { $0.lines.isEmpty })
    }
  }
}

/// A rule and a format in which it can be violated; nil for any.
struct RuleCase: CustomTestStringConvertible {
  var code: String
  var format: Vector.Format?

  var testDescription: String { "\(code)" + (format.map { " in \($0)" } ?? "") }
}

extension RuleDescriptor {
  /// Whether the rule is one of FHIR's, not of a pack or of syntax.
  fileprivate var isFHIR: Bool { pack == nil && !code.hasPrefix("JSN") && !code.hasPrefix("XML") }

  /// Whether the example of a violation is a description instead of a payload, because the payload would be a megabyte long or
  /// would also violate another rule.
  fileprivate var isDescribed: Bool { isFHIR && fails.allSatisfy { !$0.text.hasPrefix("{") && !$0.text.hasPrefix("<") } }

  /// Whether the rule is about recorded exchanges.
  fileprivate var isAboutExchanges: Bool { elements.contains { $0.hasPrefix("Exchange.") || $0.hasPrefix("Change.") } }

  fileprivate func concerns(_ format: Vector.Format) -> Bool {
    if format.isPayload == isAboutExchanges { return false }
    if code.hasPrefix("JSN") { return format == .json }
    if code.hasPrefix("XML") { return format == .xml }
    return true
  }
}

/// The output of the command.
private final class Collector: ByteSink {
  let isTerminal = false
  private let bytes = Guarded<[UInt8]>([])

  func write(_ bytes: [UInt8]) { self.bytes.withLock { $0 += bytes } }

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}

/// An empty input.
private struct Nothing: ByteSource {
  func read(upTo count: Int) -> [UInt8] { [] }
}
