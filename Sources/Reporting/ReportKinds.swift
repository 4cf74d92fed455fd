import Findings

/// Counts reports by kind: those of the same kind differ only in their text and findings. Most payloads of a run are of a few
/// kinds. The description of a kind is formatted once; further reports are only compared with it.
struct ReportKinds: Sendable {
  fileprivate struct Kind: Sendable {
    var key: ReportKey
    /// What a report of this kind was checked as.
    var selection: String
    var count: Int
    var clean: Int
  }

  /// The most recent kinds, the latest last.
  private var recent: [Kind] = []
  /// The counts of the older kinds.
  private var olderSelections: [String: Int] = [:]
  private var olderCleanSelections: [String: Int] = [:]
  private var olderNotChecked: [String: Int] = [:]

  /// The maximum number of recent kinds.
  private static let maximum = 8

  mutating func add(_ report: Report, isClean: Bool) {
    let count = report.isOnPayload ? 1 : 0
    let clean = isClean ? 1 : 0
    if let index = recent.lastIndex(where: { $0.key.matches(report) }) {
      recent[index].count += count
      recent[index].clean += clean
    } else {
      add(Kind(key: ReportKey(report), selection: report.selectionText, count: count, clean: clean))
    }
  }

  mutating func add(_ other: ReportKinds) {
    for kind in other.recent {
      if let index = recent.lastIndex(where: { $0.key == kind.key }) {
        recent[index].count += kind.count
        recent[index].clean += kind.clean
      } else {
        add(kind)
      }
    }
    if !other.olderSelections.isEmpty { olderSelections.merge(other.olderSelections, uniquingKeysWith: +) }
    if !other.olderCleanSelections.isEmpty { olderCleanSelections.merge(other.olderCleanSelections, uniquingKeysWith: +) }
    if !other.olderNotChecked.isEmpty { olderNotChecked.merge(other.olderNotChecked, uniquingKeysWith: +) }
  }

  private mutating func add(_ kind: Kind) {
    if recent.count == Self.maximum {
      let oldest = recent.removeFirst()
      oldest.add(oldest.count, to: &olderSelections)
      oldest.add(oldest.clean, to: &olderCleanSelections)
      oldest.addUnchecked(to: &olderNotChecked)
    }
    recent.append(kind)
  }

  /// What payloads were checked as, with the number of payloads.
  var selections: [String: Int] { recent.reduce(into: olderSelections) { $1.add($1.count, to: &$0) } }
  /// What clean payloads were checked as, with the number of payloads.
  var cleanSelections: [String: Int] { recent.reduce(into: olderCleanSelections) { $1.add($1.clean, to: &$0) } }
  /// The codes of the rules that were not checked in clean reports, with the number of reports.
  var notChecked: [String: Int] { recent.reduce(into: olderNotChecked) { $1.addUnchecked(to: &$0) } }
}

extension ReportKinds.Kind {
  fileprivate func add(_ number: Int, to counts: inout [String: Int]) {
    if number > 0 { counts[selection, default: 0] += number }
  }

  fileprivate func addUnchecked(to counts: inout [String: Int]) {
    if clean == 0 { return }
    for code in Set(key.notChecked.map(\.code)) { counts[code, default: 0] += clean }
  }
}

/// The properties in which reports without findings differ, besides the name of their text.
struct ReportKey: Sendable, Equatable {
  var release: FHIRRelease
  var otherRelease: String?
  var packs: [String]
  var editions: [String: String]
  var basis: String
  var isOnPayload: Bool
  var notChecked: [NotChecked]

  init(_ report: Report) {
    release = report.release
    otherRelease = report.otherRelease
    packs = report.packs
    editions = report.editions
    basis = report.basis
    isOnPayload = report.isOnPayload
    notChecked = report.notChecked
  }

  /// Whether this is the key of a report: like `==`, but without creating a key. Of unchecked rules, only the codes are compared.
  func matches(_ report: Report) -> Bool {
    release == report.release && isOnPayload == report.isOnPayload && basis == report.basis && packs == report.packs
      && editions == report.editions && otherRelease == report.otherRelease && Self.haveSameCodes(notChecked, report.notChecked)
  }

  static func == (left: ReportKey, right: ReportKey) -> Bool {
    left.release == right.release && left.isOnPayload == right.isOnPayload && left.basis == right.basis
      && left.packs == right.packs && left.editions == right.editions
      && left.otherRelease == right.otherRelease
      && haveSameCodes(left.notChecked, right.notChecked)
  }

  private static func haveSameCodes(_ left: [NotChecked], _ right: [NotChecked]) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index].code != right[index].code { return false }
    return true
  }
}
