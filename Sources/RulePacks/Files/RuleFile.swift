package import Findings

/// A rule file that is read lazily.
package struct RuleFile: Sendable {
  /// The path, such as `nhs-booking/pack.json`; tables are in the folder of the `pack.json` that names them.
  package let name: String
  /// Reads the whole file.
  package let read: @Sendable () -> SourceText
  /// Reads the file, or only the parts that are needed to recognise and check payloads.
  let readEssentials: @Sendable () -> SourceText

  /// Whether the examples are known to be correct, so that they need not be read to check payloads.
  let isTested: Bool

  /// A file of `Rules/`, whose examples the project's tests run; `readEssentials` reads it without its `detailRanges`.
  package init(
    tested name: String, read: @escaping @Sendable () -> SourceText, readEssentials: @escaping @Sendable () -> SourceText
  ) {
    (self.name, self.read, self.readEssentials) = (name, read, readEssentials)
    isTested = true
  }

  /// A file with the given text, which may be invalid.
  package init(_ source: SourceText) {
    name = source.name
    read = { source }
    readEssentials = read
    isTested = false
  }
}
