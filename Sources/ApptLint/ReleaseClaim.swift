import FHIRDefinitions
import FHIRSyntax

/// What a payload says of its own release of FHIR.
struct ReleaseClaim: Hashable {
  enum Release: Hashable {
    /// One that payloads are checked against.
    case checked(FHIRRelease)
    /// The name of one that they are not, such as `R5`.
    case other(String)

    var title: String {
      switch self {
      case .checked(let release): release.title
      case .other(let name): "FHIR \(name)"
      }
    }
  }

  var release: Release
  /// The version that the claim names, such as `4.0.1`; nil where the release follows from something else.
  var version: String?
  /// The element that makes the claim.
  var place: Node
  /// What makes the claim, such as `the profile that it claims`.
  var words: String

  /// The release with its version in words.
  var title: String { release.title + (version.map { " (\($0))" } ?? "") }
}

extension ReleaseClaim.Release {
  /// The release of a version such as `4.0.1`, or of a name such as `STU3`; nil where FHIR has no such release.
  init?(named text: some StringProtocol) {
    if let release = FHIRRelease(named: String(text)) {
      self = .checked(release)
      return
    }
    if let name = Self.others.first(where: { $0.lowercased() == text.lowercased() }) {
      self = .other(name)
      return
    }
    let numbers = text.prefix { $0 != "-" }.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard let first = numbers.first, let major = first, numbers.count <= 4, !numbers.contains(nil) else { return nil }
    let minor = numbers.count > 1 ? numbers[1] ?? 0 : 0
    switch (major, minor) {
    case (0, _): self = .other("DSTU1")
    case (1, 0): self = .other("DSTU2")
    case (3, 0): self = .checked(.stu3)
    case (4, 0): self = .checked(.r4)
    case (4, 1), (4, 3): self = .other("R4B")
    case (4, _), (5, _): self = .other("R5")
    case (6, _): self = .other("R6")
    // A draft between two releases.
    case (1, _), (3, _): self = .other(String(text))
    default: return nil
    }
  }

  private static let others = ["DSTU1", "DSTU2", "R4B", "R5", "R6"]

  /// The release that the canonical URL of a profile, extension or code system is for; nil where it does not show.
  init?(url: String) {
    if url.utf8.starts(with: Self.core.utf8), !url.utf8.starts(with: "\(Self.core)us/".utf8) {
      let path = url.dropFirst(Self.core.utf8.count)
      guard let slash = path.firstIndex(of: "/"), let release = Self(named: path[..<slash]) else { return nil }
      self = release
      return
    }
    for (mark, release) in Self.marks where url.has(mark) {
      self = release
      return
    }
    return nil
  }

  /// The release whose version is that of a definition: those of FHIR itself, such as
  /// `http://hl7.org/fhir/SearchParameter/Slot-start`, have the version of FHIR that they are part of.
  init?(definition url: String, version: String) {
    guard url.utf8.starts(with: Self.core.utf8), Self.published.contains(version) else { return nil }
    let parts = url.dropFirst(Self.core.utf8.count).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].first, first.isUppercase else { return nil }
    self.init(named: version)
  }

  /// The versions in which HL7 published the releases: examples below FHIR's URLs have versions of their own, such as `1.0.0`.
  private static let published: Set<String> = ["1.0.2", "3.0.1", "3.0.2", "4.0.1", "4.3.0", "5.0.0"]

  /// What the URLs of FHIR's own definitions begin with.
  static let core = "http://hl7.org/fhir/"

  /// What shows the release in the URLs of others: a folder for it, and families of definitions that are for one. The NHS keeps
  /// those for STU3 below `STU3`, and before that at fhir.nhs.net.
  private static let marks: [(text: String, release: Self)] = [
    ("/STU3/", .checked(.stu3)), ("/R4/", .checked(.r4)), ("/UKCore-", .checked(.r4)), ("/Extension-UKCore-", .checked(.r4)),
    ("/StructureDefinition/BARS", .checked(.r4)), ("/CareConnect-", .checked(.stu3)),
    ("/Extension-CareConnect-", .checked(.stu3)), ("://terminology.hl7.org/", .checked(.r4)), ("/DSTU2/", .other("DSTU2")),
    ("/R4B/", .other("R4B")), ("/R5/", .other("R5")), ("://fhir.nhs.net/StructureDefinition/", .checked(.stu3)),
    ("://fhir.nhs.net/ValueSet/", .checked(.stu3)), ("://fhir.nhs.uk/StructureDefinition/", .checked(.r4)),
    ("://fhir.nhs.uk/CodeSystem/", .checked(.r4)), ("/fhir/us/core/StructureDefinition/", .checked(.r4)),
  ]
}
