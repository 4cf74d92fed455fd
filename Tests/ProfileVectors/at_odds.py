"""Profiles that no payload can keep without a finding, and why. docs/findings-in-published-profiles.md tells of them."""

# Of these no payload is made: the slices of one are told apart by the profiles of what references lead to, the snapshot of
# the other is of a Contract as no release has it.
NOT_MADE = {"lipidprofile", "consentdirective"}

LOINC = "`component.code.coding.system` is fixed to `<http://loinc.org>`, angle brackets and all"
OTHER = "the slices `official` and `other` are told apart by `use`, of which `other` says nothing: an official name is both"
STATUS = "`clinicalStatus` and `verificationStatus` are ruled out, of which con-3 of FHIR wants one"
FIXED_CODING = "a coding is fixed that has a system alone, and must have a code as well"
NO_DISPLAY = "nhsd-6 stands at `partOf.display` and asks for the display below it"
SYSTEM = "its value set names a value set where the code system belongs"

AT_ODDS = {
    "cdshooksguidanceresponse": "the extension `cqf-cdsHooksEndpoint`, which it names, belongs to PlanDefinition alone",
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
        f"{STATUS}; the extension ConditionRelationship fixes a code that is not in the value set that it is bound to",
    "CareConnect-DCH-PhysicalProblemAtBirth-Condition-1": STATUS,
    "CareConnect-DCH-Problem-Condition-1": f"{STATUS}; `category` is fixed to a code that is not in the value set that it is bound to",
    "CareConnect-DCH-ProblemDuringDelivery-Condition-1": STATUS,
    "CareConnect-DCH-Height-Observation-1":
        "the display of each coding of `code` is fixed to `Body height measure`, that of one of them to `Body height`",
    "CareConnect-DCH-Patient-1": OTHER,
    "CareConnect-EMS-PDS-Baby-Patient-1": OTHER,
    "CareConnect-EMS-PDS-Mother-Patient-1": OTHER,
    "CareConnect-EMS-Patient-1": OTHER,
    "CareConnect-GPC-Composition-1": f"`section.orderedBy`: {SYSTEM}",
    "DCH-ExaminationFindings-QuestionnaireResponse-1":
        "an item must have both an answer and items, of which qrs-1 of FHIR permits one",
    "DCH-PlanAndRequestedActions-CarePlan-1": "`careTeam` leads to a Practitioner, which FHIR does not permit",
    "EMS-EventMessageResponse-Task-1":
        f"the codes of `input.type` are fixed to others than those of the value set; `reason`: {SYSTEM}",
    "EOL-Consent-1": "`policy` and `policyRule` are ruled out, of which ppc-1 of FHIR wants one",
    "EOL-LPA-RelatedPerson-1": "`relationship` is fixed to the system SNOMED CT and bound to codes of HL7",
    "ITK-MessageDefinition-1": "`focus.profile` leads to a Bundle, which FHIR does not permit",
    "ODSAPI-Organization-1":
        "its extensions stand where their own contexts do not permit them; OrganizationRole has parts of the same name",
    "eRS-Appointment-1": f"`participant.type`: {SYSTEM}",
    "eRS-FetchWorklist-List-1": f"`emptyReason`: {SYSTEM}",
    "NHSDigital-ImmunizationRecommendation": FIXED_CODING,
    "NHSDigital-Organization": NO_DISPLAY,
    "NHSDigital-Organization-ODS": NO_DISPLAY,
    "NHSDigital-ServiceRequest": FIXED_CODING,
    "NHSDigital-ServiceRequest-PatientCare": FIXED_CODING,
}
