import FHIRDefinitions
import FHIRSyntax
import Findings

/// A payload's claim about its own FHIR release.
struct ReleaseClaim: Hashable {
  enum Release: Hashable {
    /// A supported release.
    case checked(FHIRRelease)
    /// The name of an unsupported release, such as `R5`, or several names joined by `or`.
    case other(String)

    var title: String {
      switch self {
      case .checked(let release): release.title
      case .other(let name): "FHIR \(name)"
      }
    }
  }

  var release: Release
  /// The version number that the claim gives, such as `4.0.1`; nil if the release follows from something else.
  var version: String?
  /// The element that makes the claim.
  var node: Node
  /// What makes the claim, such as `the profile that it claims`.
  var source: String

  /// The release with its version.
  var title: String { release.title + (version.map { " (\($0))" } ?? "") }
}

extension ReleaseClaim.Release {
  /// The release of a version such as `4.0.1`, or of a name such as `STU3`; nil if FHIR has no such release.
  init?(named text: some StringProtocol) {
    guard let release = Self.parse(text)?.release else { return nil }
    self = release
  }

  /// The release of a version or name, and the version number without any suffix, such as `4.3.0` for `4.3.0-snapshot1`; nil if
  /// FHIR has no such release. The suffix is not stored, since it is a value of the payload.
  static func parse(_ text: some StringProtocol) -> (release: Self, version: String?)? {
    if let name = others.first(where: { $0.lowercased() == text.lowercased() }) { return (.other(name), nil) }
    let numbers = text.prefix { $0 != "-" }.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    let known = FHIRRelease(named: String(text))
    guard let first = numbers.first, let major = first, numbers.count <= 4, !numbers.contains(nil) else {
      return known.map { (.checked($0), nil) }
    }
    let version = numbers.compactMap { $0.map { String($0) } }.joined(separator: ".")
    if let known { return (.checked(known), version) }
    let minor = numbers.count > 1 ? numbers[1] ?? 0 : 0
    let release: Self? =
      switch (major, minor) {
      case (0, _): .other("DSTU1")
      case (1, 0): .other("DSTU2")
      case (3, 0): .checked(.stu3)
      case (4, 0): .checked(.r4)
      case (4, 1), (4, 3): .other("R4B")
      case (4, _), (5, _): .other("R5")
      case (6, _): .other("R6")
      // A draft between two releases.
      case (1, _), (3, _): .other("\(major).\(minor)")
      default: nil
      }
    return release.map { ($0, version) }
  }

  private static let others = ["DSTU1", "DSTU2", "R4B", "R5", "R6"]

  /// The release of a profile, extension or code system according to its canonical URL; nil if the URL does not determine it.
  init?(url: String) {
    var url = url
    // Safe: the buffer is borrowed for this closure.
    guard let release = url.withUTF8({ unsafe Self.release(of: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = release
  }

  /// The release that a URL, given as its bytes, claims.
  static func release(of url: UnsafeRawBufferPointer) -> Self? {
    if unsafe has(core, at: 0, in: url), unsafe !has("us/", at: core.utf8CodeUnitCount, in: url) {
      let start = core.utf8CodeUnitCount
      var end = start
      while end < url.count, unsafe url[end] != UInt8(ascii: "/") { end += 1 }
      guard end > start, end < url.count else { return nil }
      // Names are short, and versions start with a digit.
      let first = unsafe url[start]
      guard end - start <= 8 || first <= UInt8(ascii: "9") else { return nil }
      return unsafe Self(named: String(decoding: url[start..<end], as: UTF8.self))
    }
    var found = markers.count
    for position in url.indices {
      let byte = unsafe url[position]
      guard byte == UInt8(ascii: "/") || byte == UInt8(ascii: ":") else { continue }
      // The first marker in the list that occurs in the URL determines the release, wherever it occurs.
      for index in 0..<found where unsafe has(markers[index].text, at: position, in: url) {
        found = index
        break
      }
    }
    return found < markers.count ? markers[found].release : nil
  }

  /// Whether a text occurs at a position in the bytes.
  @inline(__always)
  private static func has(_ text: StaticString, at position: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    // Safe: the offsets are inside the text, and the positions inside the bytes. Markers differ most in their second byte.
    guard unsafe count < 2 || bytes[position + 1] == text.utf8Start[1] else { return false }
    for offset in 0..<count where unsafe bytes[position + offset] != text.utf8Start[offset] { return false }
    return true
  }

  /// The release according to the version of a definition: definitions in FHIR itself, such as
  /// `http://hl7.org/fhir/SearchParameter/Slot-start`, have the version of FHIR that they are part of.
  init?(definition url: String, version: String) {
    guard Self.isCoreURL(url), Self.published.contains(version) else { return nil }
    let parts = url.dropFirst(Self.core.utf8CodeUnitCount).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].first, first.isUppercase else { return nil }
    self.init(named: version)
  }

  /// The published versions of the releases: examples under FHIR's URLs have other versions, such as `1.0.0`.
  private static let published: Set<String> = ["1.0.2", "3.0.1", "3.0.2", "4.0.1", "4.3.0", "5.0.0"]

  /// The prefix of the URLs of FHIR's own definitions.
  static let core: StaticString = "http://hl7.org/fhir/"

  /// Whether a URL is one of FHIR's own.
  static func isCoreURL(_ url: String) -> Bool {
    // Safe: the buffer is borrowed for this closure.
    core.withUTF8Buffer { unsafe url.utf8.starts(with: $0) }
  }

  /// Markers of a release in other URLs: a folder for the release, or a family of definitions for one release. The NHS publishes
  /// definitions for STU3 under `STU3`, and published earlier ones at fhir.nhs.net.
  private static let markers: [(text: StaticString, release: Self)] = [
    ("/STU3/", .checked(.stu3)), ("/R4/", .checked(.r4)), ("/UKCore-", .checked(.r4)), ("/Extension-UKCore-", .checked(.r4)),
    ("/StructureDefinition/BARS", .checked(.r4)), ("/CareConnect-", .checked(.stu3)),
    ("/Extension-CareConnect-", .checked(.stu3)), ("://terminology.hl7.org/", .checked(.r4)), ("/DSTU2/", .other("DSTU2")),
    ("/R4B/", .other("R4B")), ("/R5/", .other("R5")), ("://fhir.nhs.net/StructureDefinition/", .checked(.stu3)),
    ("://fhir.nhs.net/ValueSet/", .checked(.stu3)), ("://fhir.nhs.uk/StructureDefinition/", .checked(.r4)),
    ("://fhir.nhs.uk/CodeSystem/", .checked(.r4)), ("/fhir/us/core/StructureDefinition/", .checked(.r4)),
  ]
}
