package import FHIRSyntax
package import Findings

/// The definitions that a user brings: an npm package, a folder, or a file. Facts alone; what is put together of them stands
/// in `Definitions`.
package struct DefinitionPackage: Sendable {
  /// What the user calls it: the path as given.
  package let name: String
  var profiles: [PackagedProfile] = []
  var codeSystems: [CodeSystemSchema] = []
  var supplements: [CodeSystemSupplement] = []
  var valueSets: [ValueSetSchema] = []
  package private(set) var messages: [MessageDefinition] = []
  /// What names profiles for types of resources, by canonical URL.
  var assignments: [String: [ProfileAssignment]] = [:]
  /// The profiles that implementation guides make global: every resource of the type conforms to them.
  private(set) var globals: [ProfileAssignment] = []
  /// The canonical URLs of logical models, and of what is built on them by its own word.
  var logicalModels: Set<String> = []
  /// The canonical URLs of profiles for versions of FHIR that are not known here, and these.
  private(set) var unsupportedVersionProfiles: [String: String] = [:]
  /// The syntax errors in files that could be read in spite of them, one for each file, with its place.
  package private(set) var warnings: [String] = []
  /// The releases that code systems and value sets are for: those of the profiles beside them, else all.
  var releases: [FHIRRelease] = FHIRRelease.allCases

  /// Takes the definitions out of files, JSON or XML: whatever of them is a StructureDefinition, ValueSet, CodeSystem or
  /// MessageDefinition, or names profiles for types.
  ///
  /// Throws where a file is so broken that content may be missing, where nothing in them is a FHIR resource, and where all definitions are for a release
  /// of FHIR that is not known here.
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
        // XML of any kind has a root: the names of resources begin with a capital letter.
        if document.name(mark.type).first?.isUppercase == true { count += 1 }
        switch document.name(mark.type) {
        case "StructureDefinition":
          let version = document.text("fhirVersion", of: mark.node)
          var releases = version.map(Self.releases) ?? FHIRRelease.allCases
          // What a package says of all that is in it outweighs a version that nothing in it can be for.
          if releases.isEmpty { releases = stated }
          if releases.isEmpty {
            unsupportedVersionProfiles[document.text("url", of: mark.node) ?? ""] = version
            continue
          }
          if version != nil { found.formUnion(releases) }
          try add(mark.node, in: document, releases)
        case "CodeSystem":
          if let system = TerminologyImport.wholeCodeSystem(mark.node, in: document) { codeSystems.append(system) }
          if let supplement = TerminologyImport.supplement(mark.node, in: document) { supplements.append(supplement) }
        case "ValueSet":
          if let set = TerminologyImport.wholeValueSet(mark.node, in: document) { valueSets.append(set) }
        default:
          if let message = MessageDefinition(mark.node, in: document) { messages.append(message) }
          add(ProfileAssignment.all(of: mark.node, in: document), of: mark.node, in: document)
        }
      }
    }
    if count == 0 { throw DefinitionsError("\(name) holds no definitions: no file in it is a FHIR resource") }
    if profiles.isEmpty, let version = unsupportedVersionProfiles.values.min() {
      throw DefinitionsError("\(name) is for FHIR \(version), not for STU3 (3.0) or R4 (4.0)")
    }
    let known = FHIRRelease.allCases.filter { stated.contains($0) || stated.isEmpty && found.contains($0) }
    if !known.isEmpty { releases = known }
  }

  /// Takes the definitions out of an npm package.
  package init(name: String, archive: [UInt8]) throws(DefinitionsError) {
    try self.init(name: name, files: try PackageArchive.files(in: archive, name: name))
  }

  private mutating func add(_ node: Node, in document: Document, _ releases: [FHIRRelease]) throws(DefinitionsError) {
    if document.text("kind", of: node) == "logical" {
      if let url = document.text("url", of: node) { logicalModels.insert(url) }
      return
    }
    guard let schema = try ProfileImport.profile(node, in: document) else { return }
    let hasSnapshot = !schema.isWhole && document.child("snapshot", of: node) != nil
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
    // What names none is known too, so that this can be said.
    if let url = document.text("url", of: node) { assignments[url, default: []] += found }
  }

  /// The releases that payloads can be in which a version of FHIR, as definitions state it, is of: `4.0.1`, or what came
  /// before or after it and has the same resources.
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
  /// Where it has a snapshot beside its differential, for the case that its base is nowhere to be found.
  var snapshot: (document: Document, node: Node)?
}
