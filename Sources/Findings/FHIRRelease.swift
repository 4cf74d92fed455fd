/// A release of FHIR that payloads are checked against.
public enum FHIRRelease: String, Sendable, Hashable, CaseIterable {
  /// STU3, 3.0.2.
  case stu3 = "3.0"
  /// R4, 4.0.1.
  case r4 = "4.0"

  /// The name in reports, such as `FHIR R4`.
  public var title: String {
    switch self {
    case .stu3: "FHIR STU3"
    case .r4: "FHIR R4"
    }
  }

  /// The URL of its specification, with a slash at the end.
  package var site: String {
    switch self {
    case .stu3: "https://hl7.org/fhir/STU3/"
    case .r4: "https://hl7.org/fhir/R4/"
    }
  }

  /// The releases that its payloads may be mistaken for.
  package var others: [FHIRRelease] { Self.allCases.filter { $0 != self } }

  /// Its position in `allCases`.
  package var position: Int {
    switch self {
    case .stu3: 0
    case .r4: 1
    }
  }

  /// The names that users may give, ignoring case.
  package var names: [String] {
    switch self {
    case .stu3: ["3.0", "3", "3.0.2", "STU3"]
    case .r4: ["4.0", "4", "4.0.1", "R4"]
    }
  }

  /// All names that users may give.
  package static var allNames: [String] { allCases.flatMap(\.names) }

  /// Whether a version of FHIR's own definitions, such as `4.0.1`, belongs to this release.
  package func hasVersion(_ version: some StringProtocol) -> Bool {
    version.hasPrefix(rawValue + ".") || names.contains { $0 == version }
  }

  /// The release with a name such as `STU3`, `R4`, `4.0` or `4.0.1`, ignoring case; nil if it is unknown.
  public init?(named name: String) {
    let name = name.lowercased()
    guard let release = Self.allCases.first(where: { $0.names.contains { $0.lowercased() == name } }) else { return nil }
    self = release
  }
}

extension RuleFamily {
  /// The web page of the standard, for a payload of the given release; nil if there is none.
  package func page(in release: FHIRRelease) -> String? { fhirPage.map { release.site + $0 } ?? page }
}
