import FHIRSyntax
package import Findings

/// `Profiles/SOURCES.lock`: the packages whose definitions are in `Profiles/`, and the original files that they come from.
package struct SourceLock: Sendable {
  /// Where definitions come from: a description of their source, its licence and the original files.
  package struct Origin: Sendable {
    package var origin: String
    package var licence: String
    package var files: [OriginalFile]

    package init(origin: String, licence: String, files: [OriginalFile] = []) {
      self.origin = origin
      self.licence = licence
      self.files = files
    }
  }

  /// If several packages define the same URL, the first of them takes precedence.
  package private(set) var packages: [PackageSource] = []
  /// The sources of `other-releases.json`; see `other_releases.py`.
  package private(set) var otherReleases: Origin

  package init(_ source: SourceText) throws(DefinitionsError) {
    let reader = try SchemaReader(source)
    let root = try reader.root()
    let members = try reader.members(of: root, known: ["packages", "otherReleases"])
    guard let list = members["packages"] else { throw reader.error("'packages' is missing", at: root) }
    guard let others = members["otherReleases"] else { throw reader.error("'otherReleases' is missing", at: root) }
    otherReleases = try Self.origin(of: reader.members(of: others, known: ["origin", "licence", "files"]), in: others, reader)
    for node in reader.document.children(of: list) {
      let package = try Self.package(node, reader)
      guard !packages.contains(where: { $0.name == package.name && $0.version == package.version }) else {
        throw reader.error("\(package.name) \(package.version) occurs more than once", at: node)
      }
      packages.append(package)
    }
  }

  private static func package(_ node: Node, _ reader: SchemaReader) throws(DefinitionsError) -> PackageSource {
    let members = try reader.members(
      of: node, known: ["package", "version", "release", "edition", "canonical", "origin", "licence", "incomplete", "files"])
    let release = try members["release"].map { node throws(DefinitionsError) in
      let text = try reader.text(node)
      guard let release = FHIRRelease(rawValue: text) else { throw reader.error("unknown release '\(text)'", at: node) }
      return release
    }
    let incomplete = try reader.texts(members["incomplete"])
    return PackageSource(
      name: try reader.text("package", of: members, in: node), version: try reader.text("version", of: members, in: node),
      release: release, edition: try members["edition"].map(reader.text),
      canonical: try reader.text("canonical", of: members, in: node), incomplete: incomplete,
      origin: try origin(of: members, in: node, reader))
  }

  private static func origin(
    of members: SchemaMembers, in node: Node, _ reader: SchemaReader
  ) throws(DefinitionsError) -> Origin {
    guard let list = members["files"] else { throw reader.error("'files' is missing", at: node) }
    var files: [OriginalFile] = []
    for file in reader.document.children(of: list) {
      let hash = try reader.text(file)
      guard hash.utf8.count == 64, hash.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
        throw reader.error("expected a SHA-256 hash of 64 lower-case hexadecimal digits", at: file)
      }
      files.append(OriginalFile(name: reader.document.name(of: file), hash: hash))
    }
    return Origin(
      origin: try reader.text("origin", of: members, in: node), licence: try reader.text("licence", of: members, in: node),
      files: files)
  }
}

/// A package of `SOURCES.lock`.
package struct PackageSource: Sendable {
  /// The name, such as `hl7.fhir.r4`.
  package var name: String
  package var version: String
  /// The FHIR release that the package applies to; nil for all releases, as for the codes of other standards.
  package var release: FHIRRelease?
  /// The earlier edition of a specification that it belongs to, such as `bars 1.1.6`: it is embedded, but not part of the pack.
  package var edition: String?
  /// The common prefix of the package's canonical URLs.
  package var canonical: String
  /// The canonical URLs of code systems that claim to be complete, but contain only samples of their codes.
  package var incomplete: [String]
  package var origin: SourceLock.Origin

  package init(
    name: String, version: String, release: FHIRRelease?, edition: String? = nil, canonical: String, incomplete: [String] = [],
    origin: SourceLock.Origin
  ) {
    self.name = name
    self.version = version
    self.release = release
    self.edition = edition
    self.canonical = canonical
    self.incomplete = incomplete
    self.origin = origin
  }

  /// The name of the package's folder in `Profiles/`.
  package var folder: String { "\(name)-\(version)" }
}

/// The name and hash of an original file.
package struct OriginalFile: Sendable {
  package var name: String
  /// SHA-256, in lower-case hexadecimal digits.
  package var hash: String

  package init(name: String, hash: String) {
    self.name = name
    self.hash = hash
  }
}
