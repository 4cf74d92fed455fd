import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Findings

/// Evidence for the FHIR release of a payload: its claims, then content that only one release has.
struct ReleaseEvidence {
  let document: Document
  let definitions: Definitions
  let names: Names

  /// The symbols of the names that claims need, in the table that documents share.
  struct Names: Sendable {
    let fhirVersion: Symbol?
    let version: Symbol?
    let parameters: Symbol?
    let parameter: Symbol?
    let name: Symbol?

    init(_ symbols: SymbolTable) {
      fhirVersion = symbols.symbol("fhirVersion")
      version = symbols.symbol("version")
      parameters = symbols.symbol("Parameters")
      parameter = symbols.symbol("parameter")
      name = symbols.symbol("name")
    }
  }

  /// The release, and how it was determined.
  struct Verdict {
    var release: ReleaseClaim.Release
    /// How the release was determined, as a phrase for the report.
    var basis: String
    var isGuessed = true
    /// The document typed for the release, if that was needed.
    var typedDocument: TypedDocument?
  }

  /// The numbers of findings of FHIR's rules in a payload read as a release.
  struct ErrorCounts {
    var errors = 0
    /// How many of the errors are missing required elements.
    var missing = 0
    var warnings = 0
  }

  // MARK: Claims

  /// The claims of a resource, the strongest first: its own FHIR version, then its profiles.
  func claims(of resource: Node) -> [ReleaseClaim] {
    var claims: [ReleaseClaim] = []
    if let name = names.fhirVersion {
      for node in document.elements(of: resource, named: name) {
        guard let text = document.value(of: node), let (release, version) = ReleaseClaim.Release.parse(text) else { continue }
        claims.append(ReleaseClaim(release: release, version: version, node: node, source: "its fhirVersion"))
      }
    }
    if let claim = ownVersion(of: resource) { claims.append(claim) }
    guard let meta = document.element(.meta, of: resource) else { return claims }
    for node in document.elements(of: meta, named: .profile) {
      if let url = document.value(of: node), let claim = claim(url, at: node) { claims.append(claim) }
    }
    return claims
  }

  /// The claim of a definition that is part of FHIR itself, from its version.
  private func ownVersion(of resource: Node) -> ReleaseClaim? {
    guard let name = names.version, let node = document.element(name, of: resource),
      let version = document.value(of: node), let url = document.value(.url, of: resource),
      let release = ReleaseClaim.Release(definition: url, version: version)
    else { return nil }
    return ReleaseClaim(release: release, version: version, node: node, source: "its url and version")
  }

  private func claim(_ url: String, at node: Node) -> ReleaseClaim? {
    let source = "the profile that it claims"
    if let (release, version) = Self.versionedRelease(of: url) {
      return ReleaseClaim(release: release, version: version, node: node, source: source)
    }
    let known = ReleaseClaim.Release(url: url) ?? Self.onlyRelease(of: url, definitions).map { .checked($0) }
    return known.map { ReleaseClaim(release: $0, version: nil, node: node, source: source) }
  }

  /// The release according to the version in the URL of a profile of FHIR itself, such as
  /// `http://hl7.org/fhir/StructureDefinition/Slot|4.0.1`.
  private static func versionedRelease(of url: String) -> (release: ReleaseClaim.Release, version: String?)? {
    guard let bar = url.utf8.lastIndex(of: UInt8(ascii: "|")), ReleaseClaim.Release.isCoreURL(url) else { return nil }
    let (plain, version) = (url[..<bar], url[url.index(after: bar)...])
    guard plain.dropFirst(ReleaseClaim.Release.core.utf8CodeUnitCount).utf8.starts(with: "StructureDefinition/".utf8) else {
      return nil
    }
    return ReleaseClaim.Release.parse(version)
  }

  /// The release of a requested profile; nil if several releases have it, or none.
  static func release(ofRequested url: String, _ definitions: Definitions) -> FHIRRelease? {
    if case .checked(let release)? = versionedRelease(of: url)?.release { return release }
    return onlyRelease(of: url, definitions)
  }

  /// The release that has a profile with the given URL; nil if several releases have it, or none.
  static func onlyRelease(of url: String, _ definitions: Definitions) -> FHIRRelease? {
    only { definitions.release($0).profiles.isKnown(url) || !definitions.release($0).profiles.assignments(of: url).isEmpty }
  }

  private static func only(_ condition: (FHIRRelease) -> Bool) -> FHIRRelease? {
    let releases = FHIRRelease.allCases.filter(condition)
    return releases.count == 1 ? releases.first : nil
  }

  // MARK: Content

  /// The release with the most evidence; nil if nothing distinguishes the releases. `errorCounts` is called as a last resort.
  func verdict(errorCounts: (TypedDocument) -> ErrorCounts) -> Verdict? {
    var inner: [ReleaseClaim] = []
    for resource in document.resources.dropFirst().prefix(Self.maxResources) { inner += claims(of: resource.node) }
    if let first = inner.first, inner.allSatisfy({ $0.release == first.release }) {
      return Verdict(release: first.release, basis: "release from the profiles claimed within it", isGuessed: false)
    }
    var signs = Signs()
    for claim in inner { if case .checked(let release) = claim.release { signs.add(release) } }
    count(&signs)
    let likely = TypedDocument(document, definitions.release(PackSelection.defaultRelease))
    let ownDeviations = ElementForms(typed: likely).deviations()
    // The payload fits the default release, and more evidence points to it than to any other.
    if ownDeviations == 0, signs.favour(PackSelection.defaultRelease) {
      return Verdict(
        release: .checked(PackSelection.defaultRelease), basis: Self.guess("its elements and URLs"), typedDocument: likely)
    }
    let typedDocuments = FHIRRelease.allCases.map {
      $0 == PackSelection.defaultRelease ? likely : TypedDocument(document, definitions.release($0))
    }
    let deviations = typedDocuments.map { $0 === likely ? ownDeviations : ElementForms(typed: $0).deviations() }
    if let other = otherRelease(typedDocuments, least: deviations.min() ?? 0) { return other }
    let scores = FHIRRelease.allCases.indices.map { index in deviations[index] + signs.others(than: FHIRRelease.allCases[index]) }
    if let best = Self.least(scores) {
      return Verdict(
        release: .checked(FHIRRelease.allCases[best]), basis: Self.guess("its elements and URLs"),
        typedDocument: typedDocuments[best])
    }
    let counts = typedDocuments.map(errorCounts)
    // A payload that lacks elements under every release is an excerpt: its missing elements are not evidence.
    let isExcerpt = counts.allSatisfy { $0.missing > 0 }
    let errors = counts.map { isExcerpt ? $0.errors - $0.missing : $0.errors }
    if let best = Self.least(errors) ?? Self.least(counts.map(\.warnings)) {
      return Verdict(
        release: .checked(FHIRRelease.allCases[best]), basis: Self.guess("its errors under each release"),
        typedDocument: typedDocuments[best])
    }
    return nil
  }

  /// The text for a guess in reports.
  static func guess(_ evidence: String) -> String { "release guessed from \(evidence): choose one with --fhir-version" }

  /// The index of the unique minimum.
  private static func least(_ numbers: [Int]) -> Int? {
    guard let least = numbers.min(), numbers.count(where: { $0 == least }) == 1 else { return nil }
    return numbers.firstIndex(of: least)
  }

  /// An unsupported release, if the payload clearly fits it better than any supported one.
  private func otherRelease(_ typedDocuments: [TypedDocument], least: Int) -> Verdict? {
    if least == 0 { return nil }
    var (found, best): ([String], Int) = ([], least)
    for other in Embedded.otherReleases {
      guard let typedDocument = typedDocuments.first(where: { $0.release.release == other.nearest }) else { continue }
      let fit = other.fit(ElementForms(typed: typedDocument))
      guard fit.isClear, fit.deviations < least, fit.deviations <= best else { continue }
      found = fit.deviations < best ? [other.name] : found + [other.name]
      best = fit.deviations
    }
    if found.isEmpty { return nil }
    return Verdict(
      release: .other(found.joined(separator: " or ")), basis: "release guessed from elements that only this release has")
  }

  /// The number of occurrences of evidence for each release.
  private struct Signs {
    private var counts = [Int](repeating: 0, count: FHIRRelease.allCases.count)
    private var total = 0

    mutating func add(_ release: FHIRRelease) {
      counts[release.position] += 1
      total += 1
    }

    func others(than release: FHIRRelease) -> Int { total - counts[release.position] }

    /// Whether a release has more evidence than any other.
    func favour(_ release: FHIRRelease) -> Bool {
      FHIRRelease.allCases.allSatisfy { $0 == release || counts[$0.position] < counts[release.position] }
    }
  }

  /// Counts the releases of extensions, code systems and operations, once per occurrence.
  private func count(_ signs: inout Signs) {
    // Payloads repeat a few URLs: each URL is compared with recent ones, and only new URLs are looked up.
    var recent: [RecentURL] = []
    let nodes = document.nodes
    for index in nodes.indices.dropFirst() {
      let name = nodes[index].name.rawValue
      guard name == Symbol.url.rawValue || name == Symbol.system.rawValue else { continue }
      let node = Node(index: UInt32(truncatingIfNeeded: index))
      guard document.hasValue(node) else { continue }
      if let sign = sign(of: node, nodes[index], &recent) { signs.add(sign) }
    }
    for sign in operationSigns() { signs.add(sign) }
  }

  private struct RecentURL {
    var bytes: Range<Int>
    var sign: FHIRRelease?
  }

  private func sign(of node: Node, _ record: NodeRecord, _ recent: inout [RecentURL]) -> FHIRRelease? {
    let storage = document.source.storage
    guard case .string = record.form, record.flags.rawValue & NodeFlags.escaped.rawValue == 0 else {
      guard let url = document.value(of: node), url.utf8.contains(UInt8(ascii: ":")) else { return nil }
      return release(ofURL: url)
    }
    let range = document.textRange(of: node)
    for index in recent.indices.reversed() where isSame(storage, recent[index].bytes, range) { return recent[index].sign }
    let sign = storage[range].contains(UInt8(ascii: ":")) ? release(ofURL: range) : nil
    if recent.count >= Self.maxRecent { recent.removeFirst(Self.maxRecent / 2) }
    recent.append(RecentURL(bytes: range, sign: sign))
    return sign
  }

  /// Whether the same bytes occur at two positions.
  private func isSame(_ bytes: [UInt8], _ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count else { return false }
    // URLs differ most at the end.
    var offset = left.count
    while offset > 0, bytes[left.lowerBound + offset - 1] == bytes[right.lowerBound + offset - 1] { offset -= 1 }
    return offset == 0
  }

  /// The releases indicated by the parameters of a Parameters resource.
  private func operationSigns() -> [FHIRRelease] {
    guard let root = document.root, let type = document.resourceType(of: root), type == names.parameters,
      let parameter = names.parameter, let name = names.name
    else { return [] }
    return document.elements(of: root, named: parameter).compactMap { document.value(name, of: $0) }
      .compactMap { Self.operationParameters[$0] }
  }

  /// Parameters of national operations that are defined for one release: GP Connect's for structured records and migration.
  private static let operationParameters: [String: FHIRRelease] = [
    "patientNHSNumber": .stu3, "includeFullRecord": .stu3, "includeAllergies": .stu3, "includeMedication": .stu3,
  ]

  private func release(ofURL url: String) -> FHIRRelease? {
    if case .checked(let release) = ReleaseClaim.Release(url: url) { return release }
    let bytes = ArraySlice(Array(url.utf8))
    return Self.onlyRelease(of: url, definitions) ?? Self.only { definitions.release($0).terminology.codeSystem(bytes) != nil }
  }

  /// The release that a URL in a range of the source belongs to.
  private func release(ofURL range: Range<Int>) -> FHIRRelease? {
    let claimed = unsafe document.source.storage.withUnsafeBytes { bytes in
      // Safe: the range is inside the bytes, which are borrowed for this closure.
      unsafe ReleaseClaim.Release.release(of: UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
    if case .checked(let release) = claimed { return release }
    switch definitions.onlyRelease(of: document.source.storage[range]) {
    case .release(let release): return release
    case .none: return nil
    case .unknown: return release(ofURL: document.source.string(range))
    }
  }

  /// The maximum number of resources of a Bundle that are examined.
  private static let maxResources = 1_000
  /// The maximum number of recent URLs that are compared.
  private static let maxRecent = 32
}
