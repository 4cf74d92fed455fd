/// An error in the linter's configuration, as one plain sentence.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}
