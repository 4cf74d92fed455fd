import FHIRDefinitions
import FHIRSyntax

/// Holds resources against the profiles that apply to them, extensions against their definitions, and elements against
/// the profiles that their types are held to.
enum ProfileCheck {
  static func run(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ library: ProfileLibrary, _ invariants: InvariantRunner,
    _ demands: [ProfileDemand], notesSupport: Bool, into validation: inout Validation
  ) {
    var walk = ProfileWalk(typed, references, library, invariants, notesSupport: notesSupport)
    for demand in demands where validation.verdicts[demand] == nil {
      if validation.isFull { return }
      check(demand, &walk, into: &validation)
    }
    let vitalSigns = VitalSigns(typed)
    for mark in typed.document.resources {
      if validation.isFull { return }
      let first = validation.findings.count
      checkClaims(of: mark.node, typed.document, &walk, into: &validation)
      for url in library.globals(for: typed.document.name(mark.type), typed.release.release) {
        walk.check(mark.node, claiming: url, at: nil, into: &validation)
      }
      vitalSigns?.check(mark, known: first..<validation.findings.count, &walk, into: &validation)
    }
    checkTypes(typed, &walk, into: &validation)
  }

  /// A profile that a resource has to keep. Comes before what it claims, since nothing is found twice.
  private static func check(_ demand: ProfileDemand, _ walk: inout ProfileWalk, into validation: inout Validation) {
    var found = validation.emptied
    walk.check(demand.resource, claiming: demand.profile, at: nil, into: &found)
    var codes: [String] = []
    for finding in found.findings where finding.severity >= .error && !codes.contains(finding.code) { codes.append(finding.code) }
    let isKnown = walk.profile(demand.profile) != nil || walk.typeName(ofCanonical: demand.profile) != nil
    validation.record(isKnown ? codes.isEmpty ? .kept : .broken(codes) : .unknown, on: demand)
    validation.append(found)
  }

  /// The profiles that a resource claims in meta.profile.
  private static func checkClaims(
    of resource: Node, _ document: Document, _ walk: inout ProfileWalk, into validation: inout Validation
  ) {
    guard let meta = document.element(.meta, of: resource) else { return }
    for claim in document.elements(of: meta, named: .profile) {
      guard let url = document.value(of: claim), !url.isEmpty else { continue }
      walk.check(resource, claiming: url, at: claim, into: &validation)
    }
  }

  /// Extensions, and elements whose type the release itself holds to a profile.
  private static func checkTypes(_ typed: TypedDocument, _ walk: inout ProfileWalk, into validation: inout Validation) {
    let document = typed.document
    let extensionRow = document.symbols.symbol("Extension").flatMap { typed.release.type($0) }?.index
    for index in document.nodes.indices {
      let node = Node(index: UInt32(truncatingIfNeeded: index))
      guard document.nodes[index].form != .array, let row = typed.typeRow(of: node) else { continue }
      if row == extensionRow {
        if document.nodes[index].form == .object { walk.checkExtension(node, into: &validation) }
      } else if let url = typed.elementRow(of: node).flatMap({ typed.release.profile(ofElementAt: $0) }) {
        if let profile = walk.profile(url) { walk.check(node, profile, into: &validation) }
      }
      if validation.isFull { return }
    }
  }
}
