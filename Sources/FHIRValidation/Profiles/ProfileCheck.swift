import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks resources against the profiles that they claim and those that are required of them, extensions against their
/// definitions, and elements against the profiles that FHIR itself requires for their types.
///
/// A `ProfileProof` proves that most nodes conform; the other nodes are walked.
struct ProfileCheck {
  private let typed: TypedDocument
  private let document: Document
  private let requiredProfiles: [RequiredProfile]
  /// Whether a finding is waived, and therefore does not violate a required profile.
  private let isWaived: (Finding) -> Bool

  /// `runner` is called only if something is walked.
  static func run(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ library: ProfileLibrary, _ invariants: InvariantLibrary,
    _ plans: ProfilePlans?, _ runner: () -> InvariantRunner, _ requiredProfiles: [RequiredProfile],
    isWaived: @escaping (Finding) -> Bool, reportsMustSupport: Bool, into validation: inout Validation
  ) {
    let list = ProfileSubjects(typed, library, requiredProfileCount: requiredProfiles.count)
    let check = ProfileCheck(typed: typed, document: typed.document, requiredProfiles: requiredProfiles, isWaived: isWaived)
    var subjects: [ProfileSubject]?
    // Missing mustSupport elements are reported even if everything conforms.
    if let plans, !reportsMustSupport {
      subjects = check.unproven(list, references, library, invariants, plans, into: &validation)
    }
    let open = subjects ?? list.all
    if open.isEmpty { return }
    check.walk(open, references, library, runner(), reportsMustSupport: reportsMustSupport, into: &validation)
  }

  // MARK: Proof

  /// The subjects that must still be walked; nil for all. Records the required profiles proven to be satisfied.
  private func unproven(
    _ list: ProfileSubjects, _ references: ReferenceIndex, _ library: ProfileLibrary, _ invariants: InvariantLibrary,
    _ plans: ProfilePlans, into validation: inout Validation
  ) -> [ProfileSubject]? {
    let left = NodeReader.read(typed) { reader -> [ProfileSubject]? in
      let shared = plans.plan(typed.release, document.symbols)
      return withExtendedLifetime(shared) {
        var proof = ProfileProof(reader, typed, references, library, invariants, shared)
        let left = list.subjects(reader, proof.plan.names) { !isProven($0, &proof) }
        if let plan = proof.grownPlan { plans.keep(plan) }
        // If anything is not proven, the assumptions of the proof may be wrong.
        return !left.isEmpty && proof.hasAssumed ? nil : left
      }
    }
    guard let left, let left else { return nil }
    if requiredProfiles.isEmpty { return left }
    var open: Set<Int> = []
    for case .requiredProfile(let index) in left { open.insert(index) }
    validation.reserveVerdicts(requiredProfiles.count)
    for index in requiredProfiles.indices where !open.contains(index) {
      validation.record(.conforms, on: requiredProfiles[index])
    }
    return left
  }

  private func isProven(_ subject: ProfileSubject, _ proof: inout ProfileProof) -> Bool {
    switch subject {
    case .requiredProfile(let index): proof.satisfies(requiredProfiles[index].profile, requiredProfiles[index].resource.index)
    case .claim(let claim, let resource): proof.satisfiesClaim(claim.index, resource.index)
    case .global(let url, let resource): proof.satisfies(url, resource.index)
    case .vitalSigns(let mark):
      VitalSigns(typed)?.profiles(for: mark).allSatisfy { proof.satisfies($0.url, mark.node.index) } ?? true
    case .definition(let node): proof.satisfiesDefinition(node.index)
    case .profileOfType(let url, let node): proof.satisfiesProfileOfType(url, node.index)
    }
  }

  // MARK: Walk

  private func walk(
    _ subjects: [ProfileSubject], _ references: ReferenceIndex, _ library: ProfileLibrary, _ runner: InvariantRunner,
    reportsMustSupport: Bool, into validation: inout Validation
  ) {
    var walk = ProfileWalk(typed, references, library, runner, reportsMustSupport: reportsMustSupport)
    let vitalSigns = VitalSigns(typed)
    // The profiles of vital signs do not report a finding again that another profile of the resource reported.
    var resource: Node?
    var known = 0
    for subject in subjects {
      if subject.resource != resource {
        resource = subject.resource
        known = validation.findings.count
      }
      self.walk(subject, vitalSigns, known: known, &walk, into: &validation)
    }
  }

  private func walk(
    _ subject: ProfileSubject, _ vitalSigns: VitalSigns?, known: Int, _ walk: inout ProfileWalk, into validation: inout Validation
  ) {
    switch subject {
    case .requiredProfile(let index):
      if validation.verdicts[requiredProfiles[index]] == nil { check(requiredProfiles[index], &walk, into: &validation) }
    case .claim(let claim, let resource):
      guard let url = document.value(of: claim), !url.isEmpty else { return }
      walk.check(resource, claiming: url, at: claim, into: &validation)
    case .global(let url, let resource): walk.check(resource, claiming: url, at: nil, into: &validation)
    case .vitalSigns(let mark): vitalSigns?.check(mark, known: known..<validation.findings.count, &walk, into: &validation)
    case .definition(let node): walk.checkExtension(node, into: &validation)
    case .profileOfType(let url, let node):
      if let profile = walk.profile(url) { walk.check(node, profile, into: &validation) }
    }
  }

  private func check(_ requiredProfile: RequiredProfile, _ walk: inout ProfileWalk, into validation: inout Validation) {
    var found = validation.withoutFindings
    walk.check(requiredProfile.resource, claiming: requiredProfile.profile, at: nil, into: &found)
    found.setConstraints { NativeInvariants.key(of: $0, in: typed) }
    var codes: [String] = []
    for finding in found.findings where finding.severity >= .error && !codes.contains(finding.code) && !isWaived(finding) {
      codes.append(finding.code)
    }
    let isKnown =
      walk.profile(requiredProfile.profile) != nil
      || walk.typeName(ofCanonical: requiredProfile.profile) != nil && !walk.isOtherVersion(requiredProfile.profile)
    validation.record(isKnown ? codes.isEmpty ? .conforms : .violates(codes) : .unknown, on: requiredProfile)
    validation.append(found)
  }
}
