import ApptLint
import Reporting

/// Coverage as JSON.
struct CoverageJSON {
  private let coverage: Coverage

  init(_ coverage: Coverage) {
    self.coverage = coverage
  }

  func write(into output: inout OutputBuffer) {
    let value = FHIRValue.object([
      "version": .integer(1), "folder": .string(coverage.title), "fixtures": .integer(coverage.fixtures),
      "packs": .list(coverage.packs.map(Self.value)), "families": .list(coverage.families.map(Self.value)),
    ])
    FHIRJSONWriter(isIndented: true).write(value, into: &output)
    output.append("\n")
  }

  private static func value(_ pack: Coverage.Pack) -> FHIRValue {
    var members: FHIRMembers = ["id": .string(pack.id), "title": .string(pack.title)]
    if let release = pack.release { members.append("fhirVersion", .string(release.rawValue)) }
    members.append("fixtures", .integer(pack.fixtures))
    var counts: FHIRMembers = [:]
    for state in Coverage.State.allCases { counts.append(state.rawValue, .integer(pack.count(state))) }
    members.append("counts", .object(counts))
    members.append("requirements", .list(pack.requirements.map(value)))
    return .object(members)
  }

  private static func value(_ requirement: Coverage.Requirement) -> FHIRValue {
    let rule = requirement.rule
    var members: FHIRMembers = ["code": .string(rule.code), "name": .string(rule.name)]
    if let keyword = rule.keyword { members.append("keyword", .string(keyword)) }
    members.append("requirement", .string(rule.requirement))
    members.append("clause", .string(rule.clause))
    members.append("state", .string(requirement.state.rawValue))
    members.append("checked", .string(rule.checked.rawValue))
    if let reason = rule.unchecked { members.append("unchecked", .string(reason)) }
    members.append("passedBy", .list(requirement.passedBy.map { .string($0) }))
    members.append("violatedBy", .list(requirement.violatedBy.map { .string($0) }))
    return .object(members)
  }

  private static func value(_ family: Coverage.Family) -> FHIRValue {
    .object(["family": .string(family.name), "fixtures": .integer(family.fixtures), "findings": .integer(family.findings)])
  }
}
