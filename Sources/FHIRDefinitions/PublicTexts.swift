import Findings
import Synchronization

/// What messages may show in addition to the definitions of the payload's own release: codes and types of any release, and the
/// codes and URLs that rule packs name.
final class PublicTexts: Sendable {
  let releases: [ReleaseDefinitions]
  private let read: @Sendable () -> Set<String>
  private let known = Guarded<Set<String>?>(nil)

  init(releases: [ReleaseDefinitions], named read: @escaping @Sendable () -> Set<String>) {
    self.releases = releases
    self.read = read
  }

  /// The codes and URLs that rule packs name, read on first use.
  var named: Set<String> {
    known.withLock { known in
      if let known { return known }
      let texts = read()
      known = texts
      return texts
    }
  }
}
