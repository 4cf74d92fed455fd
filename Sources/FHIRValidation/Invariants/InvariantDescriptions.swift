import Findings

/// Plain descriptions of the FHIR constraints that bookings often violate and whose expressions are hard to read, and how to
/// satisfy them.
enum InvariantDescriptions {
  typealias Description = (meaning: String, help: String)

  /// The description of a constraint; nil for none.
  static func description(of key: String, _ release: FHIRRelease) -> Description? {
    switch release {
    case .stu3: stu3[key] ?? both[key]
    case .r4: r4[key] ?? both[key]
    }
  }

  /// The child element that a constraint requires, by the key of the constraint.
  static let required = [
    "att-1": "contentType", "bdl-10": "timestamp", "cpt-2": "system", "qty-3": "system", "tim-1": "durationUnit",
    "tim-2": "periodUnit",
  ]

  /// Descriptions of constraints that mean the same in both releases, or exist in only one release.
  private static let both: [String: Description] = [
    "app-1": ("a participant must have a type or an actor", "Add actor, or at least type."),
    "app-2": ("start and end must both be present, or both absent", "Give both start and end."),
    "app-4": (
      "a cancellation reason is allowed only if status is cancelled or noshow", "Remove cancelationReason, or correct status."
    ),
    "apr-1": ("a response must have participantType or actor", "Add participantType or actor."),
    "att-1": ("contentType is required with data", "Add contentType."),
    "bdl-1": (
      "total is allowed only in a search result or history", "Remove total, or correct the type of the bundle."
    ),
    "bdl-2": (
      "search is allowed only in a search result", "Remove search, or correct the type of the bundle."
    ),
    "bdl-5": ("an entry must have a resource, a request or a response", "Add the resource, or remove the entry."),
    "bdl-9": ("a document must have an identifier with system and value", "Add identifier with system and value."),
    "bdl-10": ("a document must have a timestamp", "Add timestamp."),
    "bdl-11": ("the first entry of a document must be a Composition", "Put the Composition first."),
    "bdl-12": ("the first entry of a message must be a MessageHeader", "Put the MessageHeader first."),
    "cpt-2": ("system is required with value", "Add system, such as phone or email."),
    "dom-6": (
      "a resource should have narrative for human readers", "Add text if possible."
    ),
    "drt-1": ("a duration with a code must have a value and the UCUM system", "Add system http://unitsofmeasure.org and value."),
    "hcs-1": ("opening times must not be given for an all-day period", "Remove allDay, or the start and end times."),
    "loc-1": ("a position must have longitude and latitude", "Give both longitude and latitude."),
    "obs-6": ("dataAbsentReason must not occur with a value", "Remove dataAbsentReason or the value."),
    "obs-7": ("a component must not repeat the code of an observation that has a value", "Remove one of the values."),
    "org-1": ("an organization must have a name or an identifier", "Add name or identifier."),
    "org-2": ("the address of an organization must not be a home address", "Correct the value of use."),
    "org-3": ("a contact point of an organization must not be for home use", "Correct the value of use."),
    "pat-1": ("a contact must have a name, telecom, address or organization", "Add contact details, or remove the contact."),
    "per-1": ("the end must not be before the start", "Swap start and end, or correct one of them."),
    "prr-1": ("orderDetail is allowed only with code", "Add code."),
    "qty-3": (
      "a unit code must have a system", "Add system, such as http://unitsofmeasure.org."
    ),
    "rng-2": ("low must not be greater than high", "Swap low and high, or correct one of them."),
    "tim-1": ("a duration must have a unit", "Add durationUnit."),
    "tim-2": ("a period must have a unit", "Add periodUnit."),
  ]

  private static let stu3: [String: Description] = [
    "app-3": ("start and end are required unless status is proposed or cancelled", "Give both start and end."),
    "bdl-3": (
      "request is allowed only in a batch, transaction or history", "Remove request, or correct the type of the bundle."
    ),
    "bdl-4": (
      "response is allowed only in a response to a batch or transaction", "Remove response, or correct the type of the bundle."
    ),
    "imm-1": ("an immunization not given must not have a reason for giving it", "Correct the reason."),
  ]

  private static let r4: [String: Description] = [
    "app-3": ("start and end are required unless status is proposed, cancelled or waitlist", "Give both start and end."),
    "bdl-3": (
      "request is required in a batch, transaction or history, and not allowed elsewhere",
      "Add or remove request, or correct the type of the bundle."
    ),
    "bdl-4": (
      "response is required in a response or history, and not allowed elsewhere",
      "Add or remove response, or correct the type of the bundle."
    ),
    "imm-1": ("education must have documentType or reference", "Add documentType or reference."),
  ]
}
