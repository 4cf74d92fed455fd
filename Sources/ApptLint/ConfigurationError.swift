/// An error in the linter's configuration, as one plain sentence.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The sentence, without a full stop.
  public let description: String

  package init(_ description: String) {
    self.description = description
  }
}
