/// A release of FHIR that payloads can be in.
public enum FHIRRelease: String, Sendable, Hashable, CaseIterable {
  /// STU3, 3.0.2.
  case stu3 = "3.0"
  /// R4, 4.0.1.
  case r4 = "4.0"

  /// The name people use.
  public var title: String {
    switch self {
    case .stu3: "FHIR STU3"
    case .r4: "FHIR R4"
    }
  }
}
