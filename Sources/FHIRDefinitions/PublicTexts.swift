import Findings
import Synchronization

/// The texts that messages may show in addition to those that the payload's release defines: codes and types of any release, and
/// the codes and URLs that rule packs name.
final class PublicTexts: Sendable {
  let releases: [ReleaseDefinitions]
  private let isBuiltIn: @Sendable (String) -> Bool
  private let readOthers: @Sendable () -> Set<String>
  private let others = Guarded<Set<String>?>(nil)

  /// `isBuiltIn` decides whether a built-in rule pack names a text; `others` reads the texts that users' packs name.
  init(
    releases: [ReleaseDefinitions], isBuiltIn: @escaping @Sendable (String) -> Bool,
    others: @escaping @Sendable () -> Set<String>
  ) {
    self.releases = releases
    self.isBuiltIn = isBuiltIn
    readOthers = others
  }

  /// Whether a rule pack names a code or URL. Users' packs are read on first use.
  func isNamed(_ text: String) -> Bool {
    if isBuiltIn(text) { return true }
    return others.withLock { others in
      let texts = others ?? readOthers()
      others = texts
      return texts.contains(text)
    }
  }
}
