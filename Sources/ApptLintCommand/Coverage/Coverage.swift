import ApptLint
import Findings

/// What fixtures show about the requirements of the rule packs that apply to them.
struct Coverage {
  /// A requirement, and the fixtures that exercise it, in order.
  struct Requirement {
    let rule: RuleDescriptor
    fileprivate(set) var passedBy: [String] = []
    fileprivate(set) var violatedBy: [String] = []
    /// The fixtures in `violatedBy` that are meant to violate the requirement.
    fileprivate(set) var foundIn: [String] = []

    var state: State {
      if rule.checked == .not { return .notChecked }
      if passedBy.isEmpty { return violatedBy.isEmpty ? .notExercised : .violated }
      return violatedBy.isEmpty ? .passed : .both
    }
  }

  /// What the fixtures show about a requirement.
  enum State: String, CaseIterable {
    case passed
    case violated
    case both = "passed and violated"
    case notExercised = "not exercised"
    case notChecked = "not checked"
  }

  struct Pack {
    let id: String
    let title: String
    let release: FHIRRelease?
    /// The SHA-256 of its rule files.
    let digest: String
    /// The assurance requirements that it lists.
    let assurance: [AssuranceSection]
    /// The number of fixtures that the pack applies to.
    fileprivate(set) var fixtures = 0
    fileprivate(set) var requirements: [Requirement]

    func count(_ state: State) -> Int { requirements.count { $0.state == state } }
  }

  /// A fixture and its SHA-256.
  struct File {
    let path: String
    let digest: String
    /// Whether the file contains a resource or an exchange.
    let hasContent: Bool
  }

  /// A family of JSON, XML or FHIR rules.
  struct Family {
    let name: String
    /// The number of fixtures with findings of the family, and the number of findings.
    fileprivate(set) var fixtures = 0
    fileprivate(set) var findings = 0
  }

  /// The fixtures that violate a rule of JSON, XML or FHIR.
  struct Violations {
    fileprivate(set) var paths: [String] = []
    /// The fixtures in `paths` that are meant to violate the rule.
    fileprivate(set) var foundIn: [String] = []
  }

  /// The folders, as given on the command line.
  let title: String
  private(set) var files: [File] = []
  private(set) var packs: [Pack] = []
  /// The families of rules that payloads can violate.
  private(set) var families = RuleFamily.all.filter { $0.phase != .settings }.map { Family(name: $0.prefix) }

  private var violations: [String: Violations] = [:]

  init(title: String) {
    self.title = title
  }

  /// The number of fixtures.
  var fixtures: Int { files.count }

  /// Adds the result for a fixture.
  mutating func add(_ result: CoverageResult, of path: String, linter: Linter) {
    let payload = result.payload
    files.append(File(path: path, digest: result.digest, hasContent: payload.hasContent))
    for pack in payload.packs {
      let index = packs.firstIndex { $0.id == pack.id } ?? addPack(pack.id, linter)
      packs[index].fixtures += 1
      for number in packs[index].requirements.indices {
        let code = packs[index].requirements[number].rule.code
        if pack.passed.contains(code) { packs[index].requirements[number].passedBy.append(path) }
        if pack.violated.contains(code) {
          packs[index].requirements[number].violatedBy.append(path)
          if result.intended.covers(code) { packs[index].requirements[number].foundIn.append(path) }
        }
      }
    }
    for code in Set(payload.report.separatedFindings.lazy.filter { $0.family != nil }.map(\.code)) {
      violations[code, default: Violations()].paths.append(path)
      if result.intended.covers(code) { violations[code]?.foundIn.append(path) }
    }
    for index in families.indices {
      let count = payload.report.separatedFindings.count { $0.family?.prefix == families[index].name }
      families[index].findings += count
      families[index].fixtures += count > 0 ? 1 : 0
    }
  }

  /// The fixtures that violate a rule of JSON, XML or FHIR.
  func violations(of code: String) -> Violations { violations[code] ?? Violations() }

  /// Adds a pack without outcomes, and returns its index: packs of specifications come before the packs they include.
  private mutating func addPack(_ id: String, _ linter: Linter) -> Int {
    let entry = linter.packs.first { $0.id == id }
    let pack = Pack(
      id: id, title: entry?.title ?? id, release: entry?.release, digest: linter.digest(of: id) ?? "",
      assurance: linter.assurance(of: id),
      requirements: linter.requirements(of: id).map { Requirement(rule: $0) })
    func rank(_ pack: Pack) -> (Int, String) { (pack.release == nil ? 1 : 0, pack.id) }
    let index = packs.firstIndex { rank(pack) < rank($0) } ?? packs.count
    packs.insert(pack, at: index)
    return index
  }
}
