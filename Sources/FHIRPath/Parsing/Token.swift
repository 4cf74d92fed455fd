/// The words of FHIRPath.
struct Token: Hashable {
  enum Kind: Hashable {
    case identifier
    /// An identifier in backticks, which is no keyword.
    case quoted
    case string
    case number
    /// `@2020-01-01`, `@2020T`, `@T10:00`: without the `@`.
    case date
    case symbol
    case end
  }

  var kind: Kind
  /// What it says: strings and quoted identifiers without their quotes, escapes decoded.
  var text: String
  var offset: Int
}
