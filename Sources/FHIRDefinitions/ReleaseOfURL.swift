package import Findings

extension Definitions {
  /// The release that a URL is for, according to the pack.
  package enum ReleaseOfURL: Sendable {
    /// The only release that has a profile with the URL, or else a code system.
    case release(FHIRRelease)
    case none
    /// Undetermined: loaded packages must be queried too, or the URL has a version.
    case unknown
  }

  /// The only release that has a profile with the given URL, or else a code system, according to the pack alone.
  package func onlyRelease(of url: ArraySlice<UInt8>) -> ReleaseOfURL {
    if url.contains(UInt8(ascii: "|")) { return .unknown }
    for definitions in releases where definitions.profiles.isExtended || definitions.terminology.isExtended { return .unknown }
    guard let number = strings.number(of: url) else { return .none }
    let release = only { $0.profiles.pack.isKnown(number) } ?? only { $0.terminology.codeSystem(url) != nil }
    return release.map { .release($0) } ?? .none
  }

  /// The only release whose definitions meet a condition; nil if several do, or none.
  private func only(where isIncluded: (ReleaseDefinitions) -> Bool) -> FHIRRelease? {
    var only: FHIRRelease?
    for definitions in releases where isIncluded(definitions) {
      if only != nil { return nil }
      only = definitions.release
    }
    return only
  }
}
