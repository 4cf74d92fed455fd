public import FHIRSyntax
public import Reporting

/// Checks payloads. Make one, and use it for any number of payloads on any number of threads.
public struct Linter: Sendable {
  private let configuration: Configuration

  /// A linter for a configuration; `packFiles` are the paths and bytes of rule files beside the built-in packs.
  ///
  /// Throws where the configuration names a pack, rule or interaction that there is not.
  public init(_ configuration: Configuration = Configuration(), packFiles: [SourceText] = []) throws(ConfigurationError) {
    self.configuration = configuration
  }

  /// Says what is wrong with a payload.
  public func lint(_ source: SourceText) -> Report {
    let document = Document.read(source, limits: configuration.limits)
    return Report(
      source: document.source, format: document.format, release: configuration.release ?? .stu3, packs: [], basis: "by default",
      findings: document.findings, notChecked: [])
  }

  /// Every rule there is, by rising code within packs.
  public var rules: [RuleEntry] {
    StandardRule.syntax.map { rule in
      RuleEntry(
        code: rule.code, name: rule.name, pack: nil, keyword: nil, severity: rule.severity, requirement: rule.requirement,
        clause: rule.clause, help: rule.help, elements: [], fails: [rule.fails], passes: [rule.passes], unchecked: nil)
    }
  }

  /// The ids and titles of the packs there are.
  public var packs: [(id: String, title: String, release: FHIRRelease?)] { [] }
}
