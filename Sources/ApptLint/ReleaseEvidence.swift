import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Findings

/// What shows in a payload which release of FHIR it is in: what it claims, then what one release alone has.
struct ReleaseEvidence {
  let document: Document
  let definitions: Definitions
  let names: Names

  /// The names that are looked for, in the table that documents share.
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

  /// What was found out, and how.
  struct Verdict {
    var release: ReleaseClaim.Release
    /// A clause for the report.
    var basis: String
    /// The document as the release has it, where that was found out.
    var reading: TypedDocument?
  }

  /// What of FHIR a payload breaks when it is read as a release.
  struct Breaks {
    var errors = 0
    /// How many of the errors are for elements that are required and missing.
    var missing = 0
    var warnings = 0
  }

  // MARK: Claims

  /// What a resource claims, the strongest first: its own version of FHIR, then its profiles.
  func claims(of resource: Node) -> [ReleaseClaim] {
    var claims: [ReleaseClaim] = []
    if let name = names.fhirVersion {
      for place in document.elements(of: resource, named: name) {
        guard let version = document.value(of: place), let release = ReleaseClaim.Release(named: version) else { continue }
        claims.append(ReleaseClaim(release: release, version: version, place: place, words: "its fhirVersion"))
      }
    }
    if let claim = ownVersion(of: resource) { claims.append(claim) }
    guard let meta = document.element(.meta, of: resource) else { return claims }
    for place in document.elements(of: meta, named: .profile) {
      if let url = document.value(of: place), let claim = claim(url, at: place) { claims.append(claim) }
    }
    return claims
  }

  /// What the version of a definition claims that is part of FHIR itself.
  private func ownVersion(of resource: Node) -> ReleaseClaim? {
    guard let name = names.version, let place = document.element(name, of: resource),
      let version = document.value(of: place), let url = document.value(.url, of: resource),
      let release = ReleaseClaim.Release(definition: url, version: version)
    else { return nil }
    return ReleaseClaim(release: release, version: version, place: place, words: "its url and version")
  }

  private func claim(_ url: String, at place: Node) -> ReleaseClaim? {
    let words = "the profile that it claims"
    if let (release, version) = Self.versionedRelease(of: url) {
      return ReleaseClaim(release: release, version: version, place: place, words: words)
    }
    let known = ReleaseClaim.Release(url: url) ?? Self.onlyRelease(of: url, definitions).map { .checked($0) }
    return known.map { ReleaseClaim(release: $0, version: nil, place: place, words: words) }
  }

  /// The release whose version a profile of FHIR itself has, such as `http://hl7.org/fhir/StructureDefinition/Slot|4.0.1`.
  private static func versionedRelease(of url: String) -> (ReleaseClaim.Release, version: String)? {
    guard let bar = url.utf8.lastIndex(of: UInt8(ascii: "|")), ReleaseClaim.Release.isOfCore(url) else { return nil }
    let (plain, version) = (url[..<bar], url[url.index(after: bar)...])
    guard plain.dropFirst(ReleaseClaim.Release.core.utf8CodeUnitCount).utf8.starts(with: "StructureDefinition/".utf8) else {
      return nil
    }
    return ReleaseClaim.Release(named: version).map { ($0, String(version)) }
  }

  /// The release that a profile is for that payloads are to be checked against; nil for profiles of several, or of none.
  static func release(ofAsked url: String, _ definitions: Definitions) -> FHIRRelease? {
    if case .checked(let release)? = versionedRelease(of: url)?.0 { return release }
    return onlyRelease(of: url, definitions)
  }

  /// The one release that has a profile of a URL.
  static func onlyRelease(of url: String, _ definitions: Definitions) -> FHIRRelease? {
    only { definitions.release($0).profiles.isKnown(url) || !definitions.release($0).profiles.assignments(of: url).isEmpty }
  }

  private static func only(_ condition: (FHIRRelease) -> Bool) -> FHIRRelease? {
    let releases = FHIRRelease.allCases.filter(condition)
    return releases.count == 1 ? releases.first : nil
  }

  // MARK: Everything else

  /// The release that most speaks for; nil where nothing tells them apart. `breaks` is asked for as
  /// the last resort.
  func verdict(breaks: (TypedDocument) -> Breaks) -> Verdict? {
    var inner: [ReleaseClaim] = []
    for mark in document.resources.dropFirst().prefix(Self.mostResources) { inner += claims(of: mark.node) }
    if let first = inner.first, inner.allSatisfy({ $0.release == first.release }) {
      return Verdict(release: first.release, basis: "release from the profiles claimed inside")
    }
    var signs = Signs()
    for claim in inner { if case .checked(let release) = claim.release { signs.add(release) } }
    count(&signs)
    let likely = TypedDocument(document, definitions.release(Self.likeliest))
    let ownDeviations = ElementForms(typed: likely).deviations()
    // Where a payload has nothing that the likeliest release does not have, and what speaks for others speaks for it the more.
    if ownDeviations == 0, signs.areMost(for: Self.likeliest) {
      return Verdict(release: .checked(Self.likeliest), basis: Self.guess("its elements and URLs"), reading: likely)
    }
    let readings = FHIRRelease.allCases.map {
      $0 == Self.likeliest ? likely : TypedDocument(document, definitions.release($0))
    }
    let deviations = readings.map { $0 === likely ? ownDeviations : ElementForms(typed: $0).deviations() }
    if let other = otherRelease(readings, least: deviations.min() ?? 0) { return other }
    let scores = FHIRRelease.allCases.indices.map { index in deviations[index] + signs.others(than: FHIRRelease.allCases[index]) }
    if let best = Self.least(scores) {
      return Verdict(
        release: .checked(FHIRRelease.allCases[best]), basis: Self.guess("its elements and URLs"), reading: readings[best])
    }
    let broken = readings.map(breaks)
    // Without what every release requires it is an excerpt, and what else it lacks is no evidence.
    let isExcerpt = broken.allSatisfy { $0.missing > 0 }
    let errors = broken.map { isExcerpt ? $0.errors - $0.missing : $0.errors }
    if let best = Self.least(errors) ?? Self.least(broken.map(\.warnings)) {
      return Verdict(
        release: .checked(FHIRRelease.allCases[best]), basis: Self.guess("what it breaks of each"), reading: readings[best])
    }
    return nil
  }

  /// The release that payloads without any claim are in most often.
  private static var likeliest: FHIRRelease { .r4 }

  /// How a report words a guess.
  static func guess(_ evidence: String) -> String { "release guessed from \(evidence): choose one with --fhir-version" }

  /// The index of the one least number.
  private static func least(_ numbers: [Int]) -> Int? {
    guard let least = numbers.min(), numbers.count(where: { $0 == least }) == 1 else { return nil }
    return numbers.firstIndex(of: least)
  }

  /// A release that payloads are not checked against, where the payload clearly fits it better than any that they are.
  private func otherRelease(_ readings: [TypedDocument], least: Int) -> Verdict? {
    if least == 0 { return nil }
    var (found, best): ([String], Int) = ([], least)
    for other in Embedded.otherReleases {
      guard let reading = readings.first(where: { $0.release.release == other.nearest }) else { continue }
      let fit = other.fit(ElementForms(typed: reading))
      guard fit.isClear, fit.deviations < least, fit.deviations <= best else { continue }
      found = fit.deviations < best ? [other.name] : found + [other.name]
      best = fit.deviations
    }
    if found.isEmpty { return nil }
    return Verdict(
      release: .other(found.joined(separator: " or ")), basis: "release guessed from elements that only it has")
  }

  /// How often something occurs that is for one release.
  private struct Signs {
    private var counts = [Int](repeating: 0, count: FHIRRelease.allCases.count)
    private var total = 0

    mutating func add(_ release: FHIRRelease) {
      counts[release.position] += 1
      total += 1
    }

    func others(than release: FHIRRelease) -> Int { total - counts[release.position] }

    /// Whether more speaks for a release than for each other.
    func areMost(for release: FHIRRelease) -> Bool {
      FHIRRelease.allCases.allSatisfy { $0 == release || counts[$0.position] < counts[release.position] }
    }
  }

  /// Counts the releases that extensions, code systems and operations are for, each as often as it occurs.
  private func count(_ signs: inout Signs) {
    // Payloads repeat a few URLs: the last ones are compared, and only new ones looked up.
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
    if recent.count >= Self.mostRecent { recent.removeFirst(Self.mostRecent / 2) }
    recent.append(RecentURL(bytes: range, sign: sign))
    return sign
  }

  /// Whether the same bytes stand at two places.
  private func isSame(_ bytes: [UInt8], _ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count else { return false }
    // URLs differ most behind.
    var offset = left.count
    while offset > 0, bytes[left.lowerBound + offset - 1] == bytes[right.lowerBound + offset - 1] { offset -= 1 }
    return offset == 0
  }

  /// The releases of operations that parameters are known to be for.
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

  /// The same for a URL in a range of the source.
  private func release(ofURL range: Range<Int>) -> FHIRRelease? {
    let shown = unsafe document.source.storage.withUnsafeBytes { bytes in
      // Safe: the range lies inside of the bytes, which are lent for this closure.
      unsafe ReleaseClaim.Release.release(of: UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
    if case .checked(let release) = shown { return release }
    switch definitions.releaseOnly(of: document.source.storage[range]) {
    case .release(let release): return release
    case .none: return nil
    case .unknown: return release(ofURL: document.source.string(range))
    }
  }

  /// A Bundle of more resources is judged by these.
  private static let mostResources = 1_000
  /// So many URLs are compared at most.
  private static let mostRecent = 32
}
