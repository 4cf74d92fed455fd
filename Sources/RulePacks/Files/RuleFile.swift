package import Findings

/// A rule file that is read lazily.
package struct RuleFile: Sendable {
  /// The path, such as `nhs-booking/pack.json`; tables are in the folder of the `pack.json` that names them.
  package let name: String
  package let read: @Sendable () -> SourceText

  /// Whether checks do not need the examples, because they are known to be right.
  let isTested: Bool

  /// A file of `Rules/`, whose examples the project's tests run.
  package init(tested name: String, read: @escaping @Sendable () -> SourceText) {
    self.init(name: name, isTested: true, read: read)
  }

  private init(name: String, isTested: Bool, read: @escaping @Sendable () -> SourceText) {
    self.name = name
    self.isTested = isTested
    self.read = read
  }

  package init(_ source: SourceText) {
    self.init(name: source.name, isTested: false, read: { source })
  }
}
