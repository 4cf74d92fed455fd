import FHIRDefinitions
import FHIRSyntax

/// Holds resources against the profiles that they claim and those that are demanded of them, extensions against their definitions,
/// and elements against the profiles that FHIR itself gives their types.
///
/// A `ProfileProof` settles most of that; what it does not prove is walked.
struct ProfileCheck {
  /// One profile that something is held against.
  private enum Subject {
    case demand(Int)
    case claim(Node, of: Node)
    case global(String, of: Node)
    case vitalSigns(Document.ResourceMark)
    case definition(of: Node)
    case profileOfType(String, of: Node)

    /// The resource that claims, or that a code or a guide makes keep, a profile.
    var resource: Node? {
      switch self {
      case .claim(_, let node), .global(_, let node): node
      case .vitalSigns(let mark): mark.node
      case .demand, .definition, .profileOfType: nil
      }
    }
  }

  private let typed: TypedDocument
  private let document: Document
  private let library: ProfileLibrary
  private let demands: [ProfileDemand]
  private let vitalSigns: VitalSigns?

  static func run(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ library: ProfileLibrary, _ invariants: InvariantLibrary,
    _ plans: ProfilePlans?, _ runner: InvariantRunner, _ demands: [ProfileDemand], notesSupport: Bool,
    into validation: inout Validation
  ) {
    let check = ProfileCheck(typed, library, demands)
    var subjects = check.subjects
    // Notes are made of what is not there, whatever is kept.
    if let plans, !notesSupport {
      subjects = check.unproven(subjects, references, invariants, plans, into: &validation)
    }
    if subjects.isEmpty { return }
    var walk = ProfileWalk(typed, references, library, runner, notesSupport: notesSupport)
    // What one profile of a resource finds is not found again for its vital signs.
    var resource: Node?
    var known = 0
    for subject in subjects {
      if validation.isFull { return }
      if subject.resource != resource {
        resource = subject.resource
        known = validation.findings.count
      }
      check.walk(subject, known: known, &walk, into: &validation)
    }
  }

  private init(_ typed: TypedDocument, _ library: ProfileLibrary, _ demands: [ProfileDemand]) {
    self.typed = typed
    document = typed.document
    self.library = library
    self.demands = demands
    vitalSigns = VitalSigns(typed)
  }

  /// All there is to be checked, in order.
  private var subjects: [Subject] {
    var subjects = demands.indices.map { Subject.demand($0) }
    for mark in document.resources {
      if let meta = document.element(.meta, of: mark.node) {
        for claim in document.elements(of: meta, named: .profile) { subjects.append(.claim(claim, of: mark.node)) }
      }
      for url in library.globals(for: document.name(mark.type), typed.release.release) {
        subjects.append(.global(url, of: mark.node))
      }
      if let vitalSigns, !vitalSigns.profiles(for: mark).isEmpty { subjects.append(.vitalSigns(mark)) }
    }
    let extensionRow = document.symbols.symbol("Extension").flatMap { typed.release.type($0) }?.index
    for index in document.nodes.indices {
      let node = Node(index: UInt32(truncatingIfNeeded: index))
      guard document.nodes[index].form != .array, let row = typed.typeRow(of: node) else { continue }
      if row == extensionRow {
        if document.nodes[index].form == .object { subjects.append(.definition(of: node)) }
      } else if let url = typed.elementRow(of: node).flatMap({ typed.release.profile(ofElementAt: $0) }) {
        subjects.append(.profileOfType(url, of: node))
      }
    }
    return subjects
  }

  // MARK: Proof

  /// What is left to be walked; records the verdicts on the demands that are proven to be kept.
  private func unproven(
    _ subjects: [Subject], _ references: ReferenceIndex, _ invariants: InvariantLibrary, _ plans: ProfilePlans,
    into validation: inout Validation
  ) -> [Subject] {
    var proof = ProfileProof(typed, references, library, invariants, plans.plan(typed.release, document.symbols))
    var left: [Subject] = []
    for subject in subjects where !isProven(subject, &proof) { left.append(subject) }
    if let plan = proof.grownPlan { plans.keep(plan) }
    // What was assumed may have been wrong.
    if !left.isEmpty && proof.hasAssumed { return subjects }
    var open: Set<Int> = []
    for case .demand(let index) in left { open.insert(index) }
    for index in demands.indices where !open.contains(index) { validation.record(.kept, on: demands[index]) }
    return left
  }

  private func isProven(_ subject: Subject, _ proof: inout ProfileProof) -> Bool {
    switch subject {
    case .demand(let index): proof.keeps(demands[index].profile, demands[index].resource)
    case .claim(let claim, let resource): proof.keepsClaim(claim, resource)
    case .global(let url, let resource): proof.keeps(url, resource)
    case .vitalSigns(let mark):
      vitalSigns?.profiles(for: mark).allSatisfy { proof.keeps($0.url, mark.node) } ?? true
    case .definition(let node): proof.keepsDefinition(node)
    case .profileOfType(let url, let node): proof.keepsProfileOfType(url, node)
    }
  }

  // MARK: Walk

  private func walk(_ subject: Subject, known: Int, _ walk: inout ProfileWalk, into validation: inout Validation) {
    switch subject {
    case .demand(let index):
      if validation.verdicts[demands[index]] == nil { check(demands[index], &walk, into: &validation) }
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

  private func check(_ demand: ProfileDemand, _ walk: inout ProfileWalk, into validation: inout Validation) {
    var found = validation.emptied
    walk.check(demand.resource, claiming: demand.profile, at: nil, into: &found)
    var codes: [String] = []
    for finding in found.findings where finding.severity >= .error && !codes.contains(finding.code) { codes.append(finding.code) }
    let isKnown = walk.profile(demand.profile) != nil || walk.typeName(ofCanonical: demand.profile) != nil
    validation.record(isKnown ? codes.isEmpty ? .kept : .broken(codes) : .unknown, on: demand)
    validation.append(found)
  }
}
