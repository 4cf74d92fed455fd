package import FHIRSyntax
package import Findings

/// Definitions that users load: an npm package, a folder, or a file. Contains only what was read; `Definitions` combines them.
package struct DefinitionPackage: Sendable {
  /// The path that the user gave.
  package let name: String
  var profiles: [PackagedProfile] = []
  var codeSystems: [CodeSystemSchema] = []
  var supplements: [CodeSystemSupplement] = []
  var valueSets: [ValueSetSchema] = []
  package private(set) var messages: [MessageDefinition] = []
  /// The profiles that resources assign to resource types, by the canonical URL of the assigning resource.
  var assignments: [String: [ProfileAssignment]] = [:]
  /// The global profiles of implementation guides: every resource of the type must conform to them.
  private(set) var globals: [ProfileAssignment] = []
  /// The canonical URLs of logical models, and of definitions declared as derived from them.
  var logicalModels: Set<String> = []
  /// The canonical URLs of profiles for unsupported versions of FHIR, with these versions.
  private(set) var unsupportedVersionProfiles: [String: String] = [:]
  /// The first syntax error, with its location, of each file that could be read despite its syntax errors.
  package private(set) var warnings: [String] = []
  /// The releases to which code systems and value sets apply: those that the package's manifest states, otherwise those that its
  /// StructureDefinitions state, otherwise all.
  var releases: [FHIRRelease] = FHIRRelease.allCases

  /// Reads the definitions in files, JSON or XML: every StructureDefinition, ValueSet, CodeSystem and MessageDefinition, and
  /// resources that assign profiles to types.
  ///
  /// Throws if a file is so malformed that content may be missing, if no file is a FHIR resource, or if all definitions are for
  /// unsupported releases of FHIR.
  package init(name: String, files: [SourceText]) throws(DefinitionsError) {
    self.name = name
    var found: Set<FHIRRelease> = []
    let manifests = files.filter { $0.name.hasSuffix("package.json") }
    let stated = manifests.flatMap { Self.releases(ofManifest: Document.read($0)) }
    var count = 0
    for file in files {
      let document = Document.read(file)
      if let error = try document.recoverableError() { warnings.append(error) }
      for mark in document.resources {
        // The root of any XML file is read as a resource, but the names of resource types start with a capital letter.
        if document.name(mark.type).first?.isUppercase == true { count += 1 }
        switch document.name(mark.type) {
        case "StructureDefinition":
          let version = document.text("fhirVersion", of: mark.node)
          var releases = version.map(Self.releases) ?? FHIRRelease.allCases
          // If the definition states an unsupported version, the versions in the package's manifest apply.
          if releases.isEmpty { releases = stated }
          if releases.isEmpty {
            unsupportedVersionProfiles[document.text("url", of: mark.node) ?? ""] = version
            continue
          }
          if version != nil { found.formUnion(releases) }
          try add(mark.node, in: document, releases)
        case "CodeSystem":
          if let system = TerminologyImport.fullCodeSystem(mark.node, in: document) { codeSystems.append(system) }
          if let supplement = TerminologyImport.supplement(mark.node, in: document) { supplements.append(supplement) }
        case "ValueSet":
          if let set = TerminologyImport.fullValueSet(mark.node, in: document) { valueSets.append(set) }
        default:
          if let message = MessageDefinition(mark.node, in: document) { messages.append(message) }
          add(ProfileAssignment.all(of: mark.node, in: document), of: mark.node, in: document)
        }
      }
    }
    if count == 0 { throw DefinitionsError("\(name) has no definitions: none of its files is a FHIR resource") }
    if profiles.isEmpty, let version = unsupportedVersionProfiles.values.min() {
      throw DefinitionsError("\(name) is for FHIR \(version), not for STU3 (3.0) or R4 (4.0)")
    }
    let known = FHIRRelease.allCases.filter { stated.contains($0) || stated.isEmpty && found.contains($0) }
    if !known.isEmpty { releases = known }
  }

  /// Reads definitions in the format of `Profiles/`.
  package init(name: String, files: [DefinitionFile: SourceText]) throws(DefinitionsError) {
    self.name = name
    var schema = PackageSchema(name: name, version: "", release: .r4)
    for kind in DefinitionFile.allCases { if let file = files[kind] { try kind.read(file, into: &schema) } }
    releases = [.r4]
    profiles = schema.profiles.map {
      PackagedProfile(schema: $0, releases: [.r4], isExtension: $0.type == "Extension", snapshot: nil)
    }
    (codeSystems, valueSets, messages) = (schema.codeSystems, schema.valueSets, schema.messages)
  }

  /// Reads the definitions of an npm package.
  package init(name: String, archive: [UInt8]) throws(DefinitionsError) {
    try self.init(name: name, files: try PackageArchive.files(in: archive, name: name))
  }

  private mutating func add(_ node: Node, in document: Document, _ releases: [FHIRRelease]) throws(DefinitionsError) {
    if document.text("kind", of: node) == "logical" {
      if let url = document.text("url", of: node) { logicalModels.insert(url) }
      return
    }
    guard let schema = try ProfileImport.profile(node, in: document) else { return }
    let hasSnapshot = !schema.isFromSnapshot && document.child("snapshot", of: node) != nil
    profiles.append(
      PackagedProfile(
        schema: schema, releases: releases, isExtension: schema.type == "Extension",
        snapshot: hasSnapshot ? (document, node) : nil))
  }

  private mutating func add(_ found: [ProfileAssignment], of node: Node, in document: Document) {
    switch document.resourceType(of: node).map(document.name) {
    case "ImplementationGuide", "CapabilityStatement", "MessageDefinition": break
    default: return
    }
    if document.resourceType(of: node).map(document.name) == "ImplementationGuide" {
      globals += found.filter { !globals.contains($0) }
    }
    // A resource that assigns no profiles is recorded as well, so that this can be reported.
    if let url = document.text("url", of: node) { assignments[url, default: []] += found }
  }

  /// The supported releases that a FHIR version in a definition, such as `4.0.1`, belongs to. The ballots of R4, and R4B, are
  /// treated as R4.
  private static func releases(_ version: String) -> [FHIRRelease] {
    switch version.split(separator: ".").prefix(2).joined(separator: ".") {
    case "3.0": [.stu3]
    case "3.2", "3.3", "3.5", "3.6", "4.0", "4.1", "4.3": [.r4]
    default: []
    }
  }

  /// The releases that the manifest of an npm package states; none for any other file.
  package static func releases(ofManifest document: Document) -> [FHIRRelease] {
    guard document.resources.isEmpty, let root = document.root else { return [] }
    let versions = ["fhirVersions", "fhir-version-list"].flatMap { document.children($0, of: root) }
    return versions.compactMap { document.value(of: $0) }.flatMap(releases)
  }
}

/// A profile of a package.
struct PackagedProfile: Sendable {
  var schema: ProfileSchema
  var releases: [FHIRRelease]
  var isExtension: Bool
  /// The snapshot, if the profile was read from its differential: used if the base cannot be found.
  var snapshot: (document: Document, node: Node)?
}
