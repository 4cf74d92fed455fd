package import Findings

/// A rule file that is read only when it is needed.
package struct RuleFile: Sendable {
  /// The path, such as `nhs-booking/pack.json`: tables lie beside the `pack.json` that names them.
  package let name: String
  /// The text to check payloads by; it may lack the examples.
  package let read: @Sendable () -> SourceText
  /// The file as it is, with the examples: for people.
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
