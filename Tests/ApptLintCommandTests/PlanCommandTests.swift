import Testing

/// `apptlint plan` prints what is checked, without a payload.
@Suite struct PlanCommandTests {
  static let patient = "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1"

  @Test(arguments: [
    (
      ["--pack", "nhs-booking", "--interaction", "book", "Appointment"],
      [
        "Appointment, FHIR STU3", "  status 1..1 code, required http://hl7.org/fhir/ValueSet/appointmentstatus",
        "rules of nhs-booking for book", "    BKL003 tests oneOf 'booked'",
      ]
    ),
    (["--pack", "bars", "ServiceRequest"], ["ServiceRequest, FHIR R4", "rules of bars"]),
    (["--fhir-version", "STU3", "ProcedureRequest"], ["ProcedureRequest, FHIR STU3"]),
    (["http://hl7.org/fhir/StructureDefinition/Patient"], ["Patient, FHIR STU3", "Patient, FHIR R4"]),
    (["http://hl7.org/fhir/StructureDefinition/ProcedureRequest"], ["ProcedureRequest, FHIR STU3"]),
    (["http://hl7.org/fhir/StructureDefinition/HumanName|4.0.1"], ["HumanName, FHIR R4", "  family 0..1 string"]),
    (
      ["--pack", "bars", "http://hl7.org/fhir/StructureDefinition/ServiceRequest"], ["ServiceRequest, FHIR R4", "rules of bars"]
    ),
    (
      [Self.patient],
      ["profile \(Self.patient)|1.3.0", "    slice 0..1 where system is 'https://fhir.nhs.uk/Id/nhs-number'", "      value 1..*"]
    ),
  ]) func printsTheCompiledPlan(arguments: [String], lines: [String]) throws {
    let run = try TestFolder().run(["plan"] + arguments)
    #expect(run.status == 0, "\(run.errors)")
    let printed = run.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for line in lines { #expect(printed.contains(line), "\(line) in \(run.output.prefix(2_000))") }
  }

  @Test(arguments: [["plan", "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"], ["help", "plan"]])
  func saysWhatIsNotCompiled(arguments: [String]) throws {
    let run = try TestFolder().run(arguments)
    #expect(run.output.contains("not compiled") && !run.output.contains("checked by the walk"), "\(run.output)")
  }

  @Test(arguments: [
    [], ["Appointments"], ["--fhir-version", "R4", "ProcedureRequest"], ["urn:x:none"], ["Patient", "Slot"],
    ["http://hl7.org/fhir/StructureDefinition/Frog"], ["http://hl7.org/fhir/StructureDefinition/Patient|1.0.2"],
  ])
  func rejectsUnknownTypesAndProfiles(arguments: [String]) throws {
    let run = try TestFolder().run(["plan"] + arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty && run.errors.hasPrefix("apptlint: "))
  }
}
