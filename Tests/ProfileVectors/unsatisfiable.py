"""Profiles that no payload can satisfy without a finding, and why. docs/findings-in-published-profiles.md lists them."""

# No payload is generated for these profiles: the slices of the first are discriminated by the profiles of reference targets, the
# second is about a Contract that no release has, and the others are examples that were published without a snapshot.
NOT_GENERATED = {"lipidprofile", "consentdirective", "example-composition", "example-section-library"}

LOINC = "`component.code.coding.system` is fixed to `<http://loinc.org>`, including the angle brackets"
OTHER = "the slices `official` and `other` are discriminated by `use`, which `other` does not fix: an official name matches both"
STATUS = "`clinicalStatus` and `verificationStatus` are prohibited, but FHIR's con-3 requires one of them"
FIXED_CODING = "a coding is fixed to one with only a system, but must also have a code"
NO_DISPLAY = "the constraint nhsd-6 of `partOf.display` looks for a `display` inside that element"
SYSTEM = "its value set has the URL of a value set in place of a code system"

UNSATISFIABLE = {
    "cdshooksguidanceresponse": "it uses the extension `cqf-cdsHooksEndpoint`, which is only permitted on PlanDefinition",
    "CareConnect-BloodPressure-Observation-1": LOINC,
    "CareConnect-HeartRate-Observation-1": LOINC,
    "CareConnect-OxygenSaturation-Observation-1": LOINC,
    "CareConnect-RespiratoryRate-Observation-1":
        f"{LOINC}; the unit is fixed to `/min` and bound to units of temperature",
    "CareConnect-VitalSigns-Observation-1": LOINC,
    "CareConnect-DCH-AttemptedDeliveryType-Condition-1": STATUS,
    "CareConnect-DCH-DevelopmentalSkill-Condition-1": STATUS,
    "CareConnect-DCH-Diagnosis-Condition-1": STATUS,
    "CareConnect-DCH-FetalDiagnosis-Condition-1":
        f"{STATUS}; the extension ConditionRelationship fixes a code that is not in its value set",
    "CareConnect-DCH-PhysicalProblemAtBirth-Condition-1": STATUS,
    "CareConnect-DCH-Problem-Condition-1": f"{STATUS}; `category` is fixed to a code that is not in its value set",
    "CareConnect-DCH-ProblemDuringDelivery-Condition-1": STATUS,
    "CareConnect-DCH-Height-Observation-1":
        "the display of every coding of `code` is fixed to `Body height measure`, and the display of one of these codings also to "
        "`Body height`",
    "CareConnect-DCH-Patient-1": OTHER,
    "CareConnect-EMS-PDS-Baby-Patient-1": OTHER,
    "CareConnect-EMS-PDS-Mother-Patient-1": OTHER,
    "CareConnect-EMS-Patient-1": OTHER,
    "CareConnect-GPC-Composition-1": f"`section.orderedBy`: {SYSTEM}",
    "DCH-ExaminationFindings-QuestionnaireResponse-1":
        "an item must have both an answer and items, but FHIR's qrs-1 permits only one of them",
    "DCH-PlanAndRequestedActions-CarePlan-1": "`careTeam` refers to a Practitioner, which FHIR does not permit",
    "EMS-EventMessageResponse-Task-1":
        f"the codes of `input.type` are fixed to codes that are not in its value set; `reason`: {SYSTEM}",
    "EOL-Consent-1": "`policy` and `policyRule` are prohibited, but FHIR's ppc-1 requires one of them",
    "EOL-LPA-RelatedPerson-1": "`relationship` is fixed to the system SNOMED CT and bound to HL7 codes",
    "ITK-MessageDefinition-1": "`focus.profile` refers to a Bundle, which FHIR does not permit",
    "eRS-Appointment-1": f"`participant.type`: {SYSTEM}",
    "eRS-FetchWorklist-List-1": f"`emptyReason`: {SYSTEM}",
    "NHSDigital-ImmunizationRecommendation": FIXED_CODING,
    "NHSDigital-Organization": NO_DISPLAY,
    "NHSDigital-Organization-ODS": NO_DISPLAY,
    "NHSDigital-ServiceRequest": FIXED_CODING,
    "NHSDigital-ServiceRequest-PatientCare": FIXED_CODING,
}
