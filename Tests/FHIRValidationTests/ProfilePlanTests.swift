import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Findings
import Testing
import VectorSupport

@testable import ApptLint

/// Nodes that the profile plan proves clean are clean: findings and unchecked items are the same with and without the plan.
@Suite struct ProfilePlanTests {
  @Test(arguments: ["profiles", "bars", "nhs-booking", "fhir"]) func thePlanHidesNoFindings(folder: String) throws {
    let definitions = try #require(Embedded.definitions)
    let library = ProfileLibrary(definitions)
    let invariants = InvariantLibrary(definitions)
    let plans = ProfilePlans()
    var count = 0
    for source in try TestVectors.payloads(in: folder) {
      let document = Document.read(source, symbols: definitions.symbols, limits: Limits())
      guard document.root != nil else { continue }
      let references = ReferenceIndex(document)
      for release in FHIRRelease.allCases {
        let typed = TypedDocument(document, definitions.release(release))
        let patient = "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1"
        let requiredProfiles = document.resources.filter { document.name($0.type) == "Patient" }.map {
          RequiredProfile($0.node, conformingTo: patient)
        }
        func validation(_ plans: ProfilePlans?) -> Validation {
          Validator.validate(
            typed, references, definitions: definitions, library: library, invariants: invariants,
            plans: plans, now: 1_780_000_000, requiredProfiles: requiredProfiles, limit: 10_000, checks: [.profiles])
        }
        let (proven, walked) = (validation(plans), validation(nil))
        count += 1
        #expect(proven.findings == walked.findings, "\(source.name)")
        #expect(proven.unchecked == walked.unchecked, "\(source.name)")
        #expect(proven.verdicts == walked.verdicts, "\(source.name)")
      }
    }
    #expect(count > 20)
  }
}
