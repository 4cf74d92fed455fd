import ApptLint
import FHIRSyntax
import Findings
import Reporting

/// The CapabilityStatement of the base URL of a release.
enum Capabilities {
  static func statement(_ release: FHIRRelease) -> FHIRValue {
    let definition = "http://hl7.org/fhir/OperationDefinition/Resource-validate"
    let operation: FHIRMembers
    let formats: [FHIRValue] = [.string("application/fhir+json"), .string("application/fhir+xml")]
    var members: FHIRMembers = [
      "status": .string("active"), "date": .string(date), "publisher": .string("apptlint"), "kind": .string("instance"),
      "software": .object(["name": .string("apptlint"), "version": .string(Linter.version)]),
      "implementation": .object(["description": .string("Validates resources; stores nothing.")]),
    ]
    switch release {
    case .stu3:
      members.append("fhirVersion", .string("3.0.2"))
      members.append("acceptUnknown", .string("both"))
      operation = ["name": .string("validate"), "definition": .object(["reference": .string(definition)])]
    case .r4:
      members.append("fhirVersion", .string("4.0.1"))
      operation = ["name": .string("validate"), "definition": .string(definition)]
    }
    members.append("format", .list(formats))
    members.append("rest", .list([.object(["mode": .string("server"), "operation": .list([.object(operation)])])]))
    return .resource("CapabilityStatement", members)
  }

  /// The day on which this description last changed.
  private static let date = "2026-11-29"
}
