package import Findings

/// A rule file that is read on demand.
package struct RuleFile: Sendable {
  /// The path, such as `nhs-booking/pack.json`; tables are in the folder of the `pack.json` that names them.
  package let name: String
  /// The text for checking payloads; it may lack the examples.
  package let read: @Sendable () -> SourceText
  /// The complete file, with the examples, for documentation.
  package let readWhole: @Sendable () -> SourceText

  package init(name: String, read: @escaping @Sendable () -> SourceText, readWhole: @escaping @Sendable () -> SourceText) {
    self.name = name
    self.read = read
    self.readWhole = readWhole
  }

  package init(_ source: SourceText) {
    self.init(name: source.name, read: { source }, readWhole: { source })
  }
}
