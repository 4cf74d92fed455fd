import Findings

extension RulePack {
  /// An edition of the specification that a pack describes.
  package struct Edition: Sendable, Hashable {
    /// The version by which users select it, such as `1.5.0`.
    package var version: String
    /// What the edition consists of, such as `guide 1.12.0, Core 1.5.0, package 1.41.0`.
    package var title: String
    /// The folder of `Profiles/` with definitions that take precedence over newer ones; nil for the newest edition.
    package var definitions: String?
  }
}

/// The editions of a pack, the newest first, and the chosen edition.
struct EditionSelection: Sendable {
  var editions: [RulePack.Edition] = []
  /// The index of the chosen edition.
  var index = 0
  /// Whether the rows of all editions are read, for documentation, not only the rows of the chosen edition.
  var readsAll = false

  /// The chosen edition; nil if the pack does not distinguish editions.
  var edition: RulePack.Edition? { editions.indices.contains(index) ? editions[index] : nil }

  /// Whether an object of a rule file applies to the chosen edition, according to its keys `since` and `until`; always true with
  /// `readsAll`.
  func includes(_ object: inout RuleObject) throws(RuleFileError) -> Bool {
    let since = try editionIndex("since", in: &object)
    let until = try editionIndex("until", in: &object)
    return readsAll || index <= since ?? .max && index >= until ?? 0
  }

  /// The index of the edition that a key names; nil if the key is absent.
  private func editionIndex(_ key: StaticString, in object: inout RuleObject) throws(RuleFileError) -> Int? {
    guard let version = try object.optionalString(key) else { return nil }
    guard let index = editions.firstIndex(where: { $0.version == version }) else {
      let known = editions.isEmpty ? "none" : editions.map(\.version).joined(separator: ", ")
      throw object.error("unknown edition '\(version)' in '\(key)'; known: \(known)")
    }
    return index
  }

  /// The editions that an object applies to, as text such as `since 1.5.0`; nil for all.
  func scope(of object: RuleObject) throws(RuleFileError) -> String? {
    var phrases: [String] = []
    if let since = object.member("since") { phrases.append("since \(try object.text(since))") }
    if let until = object.member("until") { phrases.append("until \(try object.text(until))") }
    return phrases.isEmpty ? nil : phrases.joined(separator: ", ")
  }

  private static let placeholder = "{edition}"

  /// The text with each `{edition}` replaced by the version of the chosen edition.
  func filled(_ text: String) -> String {
    guard let edition else { return text }
    var filled = ""
    var rest = text[...]
    while let first = rest.first {
      if rest.hasPrefix(Self.placeholder) {
        filled += edition.version
        rest = rest.dropFirst(Self.placeholder.count)
      } else {
        filled.append(first)
        rest = rest.dropFirst()
      }
    }
    return filled
  }
}
