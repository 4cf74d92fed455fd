import ApptLint
import Findings

/// What fixtures show about the assurance requirements that packs list, by section and role.
struct AssuranceCoverage {
  /// What fixtures show about a rule, or about a requirement that rules check.
  enum State: String, CaseIterable {
    case passed
    /// Some rules pass; the others are not exercised, or only by fixtures that are meant to violate them.
    case partly = "partly passed"
    /// Exercised only by fixtures that are meant to violate it.
    case expectedViolation = "expected violation"
    case violated
    case notExercised = "not exercised"
    case notChecked = "not checked"
  }

  /// A rule that checks a requirement.
  struct Rule {
    let rule: RuleDescriptor
    let passedBy: [String]
    /// The fixtures that violate the rule, except those that are meant to; none for a rule of a pack with severity information
    /// (MAY).
    let violatedBy: [String]
    /// The fixtures that are meant to violate the rule, and do.
    let foundIn: [String]

    var state: State {
      if rule.checked == .not { return .notChecked }
      if !violatedBy.isEmpty { return .violated }
      if !passedBy.isEmpty { return .passed }
      return foundIn.isEmpty ? .notExercised : .expectedViolation
    }
  }

  struct Requirement {
    let id: String
    let number: String?
    let rules: [Rule]

    /// The id, with the number in parentheses if there is one.
    var title: String { number.map { "\(id) (\($0))" } ?? id }

    var state: State {
      let states = Set(rules.map(\.state)).subtracting([.notChecked])
      if states.isEmpty { return .notChecked }
      if states.contains(.violated) { return .violated }
      if states.contains(.passed) { return states.count == 1 ? .passed : .partly }
      return states.contains(.expectedViolation) ? .expectedViolation : .notExercised
    }
  }

  struct Section {
    let pack: String
    let title: String
    let role: String
    let requirements: [Requirement]

    func count(_ state: State) -> Int { requirements.count { $0.state == state } }
  }

  let coverage: Coverage
  let sections: [Section]

  /// The assurance view of what fixtures show; `standards` are the rules of JSON, XML and FHIR.
  init(_ coverage: Coverage, standards: [RuleDescriptor]) {
    self.coverage = coverage
    var rules: [String: [Rule]] = [:]
    var order: [(id: String, pack: String)] = []
    for pack in coverage.packs {
      for requirement in pack.requirements {
        for id in requirement.rule.assurance {
          if rules[id] == nil { order.append((id, pack.id)) }
          rules[id, default: []].append(Rule(requirement))
        }
      }
    }
    func rule(_ code: String) -> Rule? {
      standards.first { $0.code == code }.map {
        Rule($0, coverage.violations(of: code), of: coverage.files.filter(\.hasContent).map(\.path))
      }
    }
    var listed: Set<String> = []
    var sections: [Section] = []
    for pack in coverage.packs {
      for section in pack.assurance {
        let requirements = section.requirements.map { requirement in
          Requirement(
            id: requirement.id, number: requirement.number,
            rules: (rules[requirement.id] ?? []) + requirement.rules.compactMap(rule))
        }
        listed.formUnion(section.requirements.map(\.id))
        sections.append(Section(pack: pack.id, title: section.title, role: section.role, requirements: requirements))
      }
    }
    // Rules, such as those of custom packs, may name ids that no applied pack lists.
    for pack in coverage.packs {
      let others = order.filter { $0.pack == pack.id && !listed.contains($0.id) }
      if others.isEmpty { continue }
      let requirements = others.map { Requirement(id: $0.id, number: nil, rules: rules[$0.id] ?? []) }
      sections.append(Section(pack: pack.id, title: "Other requirements", role: "any role", requirements: requirements))
    }
    self.sections = sections
  }

  private var requirements: [Requirement] { sections.flatMap(\.requirements) }

  func count(_ state: State) -> Int { requirements.count { $0.state == state } }

  /// The share of passed requirements among those that are checked automatically.
  var share: CoverageShare {
    CoverageShare(part: count(.passed), whole: requirements.count - count(.notChecked))
  }

  /// A one-line summary.
  var summary: String {
    let fixtures = coverage.fixtures
    return
      "\(fixtures) fixture\(fixtures == 1 ? " passes" : "s pass") \(share.part) of the \(share.whole) assurance requirements "
      + "that are checked automatically (\(share.percentage)%)"
  }
}

extension AssuranceCoverage.Rule {
  fileprivate init(_ requirement: Coverage.Requirement) {
    let found = Set(requirement.foundIn)
    let isOptional = requirement.rule.severity == .information
    self.init(
      rule: requirement.rule, passedBy: requirement.passedBy,
      violatedBy: isOptional ? [] : requirement.violatedBy.filter { !found.contains($0) }, foundIn: requirement.foundIn)
  }

  /// A rule of JSON, XML or FHIR, which every fixture with content and without a violation passes.
  fileprivate init(_ rule: RuleDescriptor, _ violations: Coverage.Violations, of fixtures: [String]) {
    let (all, found) = (Set(violations.paths), Set(violations.foundIn))
    self.init(
      rule: rule, passedBy: fixtures.filter { !all.contains($0) }, violatedBy: violations.paths.filter { !found.contains($0) },
      foundIn: violations.foundIn)
  }
}

extension AssuranceCoverage.Section {
  /// The pack, the section and the role.
  var heading: String { "\(pack): \(title), \(role)" }

  /// A one-line summary.
  var summary: String {
    let states = AssuranceCoverage.State.allCases.map { ($0, count($0)) }.filter { $0.1 > 0 }
    return "\(requirements.count) requirement\(requirements.count == 1 ? "" : "s"): "
      + states.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
  }
}

/// A part of a whole, as a percentage for CI gates.
struct CoverageShare: Hashable {
  let part: Int
  let whole: Int

  /// The percentage, rounded down to an integer; 0 if `whole` is 0.
  var percentage: Int { whole == 0 ? 0 : part * 100 / whole }

  /// Whether the share is less than a percentage.
  func isBelow(_ percentage: Int) -> Bool { whole == 0 ? percentage > 0 : part * 100 < percentage * whole }
}
