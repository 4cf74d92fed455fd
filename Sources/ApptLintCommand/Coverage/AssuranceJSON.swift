import ApptLint
import Reporting

/// Assurance coverage as JSON, described in docs/assurance.md.
struct AssuranceJSON {
  private let coverage: AssuranceCoverage

  init(_ coverage: AssuranceCoverage) {
    self.coverage = coverage
  }

  func write(into output: inout OutputBuffer) {
    let all = coverage.coverage
    let value = FHIRValue.object([
      "version": .integer(1), "by": .string("assurance"),
      "tool": .object(["name": .string(Product.name), "version": .string(Product.version)]),
      "folder": .string(all.title), "passed": .integer(coverage.share.part), "checked": .integer(coverage.share.whole),
      "percentage": .integer(coverage.share.percentage), "packs": .list(all.packs.map(Self.value)),
      "fixtures": .list(all.files.map { .object(["path": .string($0.path), "sha256": .string($0.digest)]) }),
      "sections": .list(coverage.sections.map(Self.value)),
    ])
    FHIRJSONWriter(isIndented: true).write(value, into: &output)
    output.append("\n")
  }

  private static func value(_ pack: Coverage.Pack) -> FHIRValue {
    var members: FHIRMembers = ["id": .string(pack.id), "title": .string(pack.title)]
    if let release = pack.release { members.append("fhirVersion", .string(release.rawValue)) }
    members.append("sha256", .string(pack.digest))
    members.append("fixtures", .integer(pack.fixtures))
    return .object(members)
  }

  private static func value(_ section: AssuranceCoverage.Section) -> FHIRValue {
    var counts: FHIRMembers = [:]
    for state in AssuranceCoverage.State.allCases { counts.append(state.rawValue, .integer(section.count(state))) }
    return .object([
      "pack": .string(section.pack), "section": .string(section.title), "role": .string(section.role), "counts": .object(counts),
      "requirements": .list(section.requirements.map(value)),
    ])
  }

  private static func value(_ requirement: AssuranceCoverage.Requirement) -> FHIRValue {
    var members: FHIRMembers = ["id": .string(requirement.id)]
    if let number = requirement.number { members.append("number", .string(number)) }
    members.append("state", .string(requirement.state.rawValue))
    members.append("rules", .list(requirement.rules.map(value)))
    return .object(members)
  }

  private static func value(_ rule: AssuranceCoverage.Rule) -> FHIRValue {
    var members: FHIRMembers = ["code": .string(rule.rule.code), "name": .string(rule.rule.name)]
    if let pack = rule.rule.pack { members.append("pack", .string(pack)) }
    if let keyword = rule.rule.keyword { members.append("keyword", .string(keyword)) }
    members.append("requirement", .string(rule.rule.requirement))
    members.append("clause", .string(rule.rule.clause))
    members.append("state", .string(rule.state.rawValue))
    if let reason = rule.rule.unchecked { members.append("unchecked", .string(reason)) }
    members.append("passedBy", .list(rule.passedBy.map { .string($0) }))
    members.append("violatedBy", .list(rule.violatedBy.map { .string($0) }))
    members.append("foundIn", .list(rule.foundIn.map { .string($0) }))
    return .object(members)
  }
}
