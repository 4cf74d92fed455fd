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

  /// The most common release of the bodies; if several are equally common, the first of them.
  var mostCommon: Group? {
    groups.dropFirst().reduce(groups.first) { best, group in best.map { group.count > $0.count ? group : $0 } }
  }

  /// The clauses about the bodies that were checked as releases other than the one with the given title.
  func clauses(besides title: String) -> [String] {
    groups.filter { $0.title != title }.map { "\($0.count) \($0.count == 1 ? "body" : "bodies") checked as \($0.title)" }
  }
}
