import Findings

/// The releases of FHIR that the bodies of a recording were checked as.
struct BodyReleases {
  /// The bodies checked as one release.
  struct Group {
    var release: FHIRRelease
    /// The title of the release if it is not supported.
    var other: String?
    /// Whether the release was guessed for any of the bodies.
    var isGuessed: Bool
    var count = 1

    var title: String { other ?? release.title }
  }

  /// In the order of their first bodies.
  private var groups: [Group] = []

  mutating func add(_ report: Report) {
    let group = Group(release: report.release, other: report.otherRelease, isGuessed: report.isGuessed)
    guard let index = groups.firstIndex(where: { $0.title == group.title }) else { return groups.append(group) }
    groups[index].count += 1
    groups[index].isGuessed = groups[index].isGuessed || group.isGuessed
  }

  /// The release of the most bodies, and of several such releases the first.
  var most: Group? {
    groups.dropFirst().reduce(groups.first) { most, group in most.map { group.count > $0.count ? group : $0 } }
  }

  /// The clauses on the bodies that were checked as a different release than the one with the given title.
  func clauses(besides title: String) -> [String] {
    groups.filter { $0.title != title }.map { "\($0.count) \($0.count == 1 ? "body" : "bodies") checked as \($0.title)" }
  }
}
