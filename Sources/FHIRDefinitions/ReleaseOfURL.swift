package import Findings

extension Definitions {
  /// What the pack says of which release a URL is for.
  package enum ReleaseOfURL: Sendable {
    /// The one release that has a profile of the URL, or else a code system.
    case release(FHIRRelease)
    case none
    /// What a user brought has to be asked, too, or the URL has a version behind it.
    case unknown
  }

  /// The one release that has a profile of a URL, or else a code system, by the pack alone.
  package func releaseOnly(of url: ArraySlice<UInt8>) -> ReleaseOfURL {
    if url.contains(UInt8(ascii: "|")) { return .unknown }
    for definitions in releases where definitions.profiles.isExtended || definitions.terminology.isExtended { return .unknown }
    guard let number = strings.number(of: url) else { return .none }
    let release = only { $0.profiles.pack.isKnown(number) } ?? only { $0.terminology.codeSystem(url) != nil }
    return release.map { .release($0) } ?? .none
  }

  /// The one release whose definitions keep something; nil where several do, or none.
  private func only(where keeps: (ReleaseDefinitions) -> Bool) -> FHIRRelease? {
    var only: FHIRRelease?
    for definitions in releases where keeps(definitions) {
      if only != nil { return nil }
      only = definitions.release
    }
    return only
  }
}
