/// What is wrong with the orders that the linter was given: one plain sentence.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }
}
