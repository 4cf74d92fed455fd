package import FHIRSyntax

/// A rule file that is read only when it is needed.
package struct RuleFile: Sendable {
  /// The path, such as `nhs-booking/pack.json`: tables lie beside the `pack.json` that names them.
  package let name: String
  /// The file's text.
  package let read: @Sendable () -> SourceText

  package init(name: String, read: @escaping @Sendable () -> SourceText) {
    self.name = name
    self.read = read
  }

  package init(_ source: SourceText) {
    self.init(name: source.name) { source }
  }
}
