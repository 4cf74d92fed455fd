/// The tokens of FHIRPath.
struct Token: Hashable {
  enum Kind: Hashable {
    case identifier
    /// An identifier in backticks, which is never a keyword.
    case quoted
    case string
    case number
    /// `@2020-01-01`, `@2020T`, `@T10:00`: without the `@`.
    case date
    case symbol
    case end
  }

  var kind: Kind
  /// The content: strings and quoted identifiers without their quotes, with escapes decoded.
  var text: String
  var offset: Int
}
