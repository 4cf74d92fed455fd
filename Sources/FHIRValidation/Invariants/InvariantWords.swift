/// What constraints of FHIR mean, in our own words, and what to do: those that bookings meet, and whose expression does not
/// tell it at a glance. The same key means the same in STU3 and R4 unless the words fit both.
enum InvariantWords {
  static let all: [String: (meaning: String, help: String)] = [
    "app-1": ("a participant has neither a type nor an actor", "Say who takes part: add actor, or at least a type."),
    "app-2": ("start and end stand together or not at all", "Give both start and end."),
    "app-3": (
      "only an appointment that is proposed, cancelled or on a waiting list does without start and end",
      "Give both start and end."
    ),
    "app-4": ("a reason for the cancellation stands where nothing is cancelled", "Remove cancelationReason, or correct status."),
    "apr-1": ("an answer names neither the kind of participant nor the actor", "Add participantType or actor."),
    "att-1": ("there is data, but nothing says of which type", "Add contentType."),
    "bdl-1": (
      "a total stands in a bundle that is no search result or history", "Remove total, or correct the type of the bundle."
    ),
    "bdl-2": (
      "an entry tells of a search, but the bundle is no search result", "Remove search, or correct the type of the bundle."
    ),
    "bdl-3": (
      "the entries of a batch, transaction or history have a request, and no others do",
      "Add or remove request, or correct the type of the bundle."
    ),
    "bdl-4": (
      "the entries of a response or history have a response, and no others do",
      "Add or remove response, or correct the type of the bundle."
    ),
    "bdl-5": ("an entry has neither a resource nor a request nor a response", "Add the resource, or remove the entry."),
    "bdl-9": ("a document has no identifier with system and value", "Add identifier with system and value."),
    "bdl-10": ("a document does not say when it was put together", "Add timestamp."),
    "bdl-11": ("the first entry of a document is no Composition", "Put the Composition first."),
    "bdl-12": ("the first entry of a message is no MessageHeader", "Put the MessageHeader first."),
    "cpt-2": ("there is a value, but nothing says of what kind of contact", "Add system, such as phone or email."),
    "dom-6": (
      "there is no narrative, so that only systems that know all elements can show this to people", "Add text, if you can."
    ),
    "drt-1": ("a duration with a code has the system of UCUM and a value", "Add system http://unitsofmeasure.org and value."),
    "hcs-1": ("times are given for the whole day, and also from and to", "Leave out one of them."),
    "imm-1": ("an immunization that was not given has a reason that it was", "Correct the reason."),
    "loc-1": ("a position is given without longitude or latitude", "Give both."),
    "obs-6": ("there is a value, and also a reason why there is none", "Remove dataAbsentReason or the value."),
    "obs-7": ("a component has the code of the whole, which has a value of its own", "Remove one of the values."),
    "org-1": ("an organization has neither a name nor an identifier", "Add name or identifier."),
    "org-2": ("the address of an organization is said to be somebody's home", "Correct use."),
    "org-3": ("a contact of an organization is said to be at home", "Correct use."),
    "pat-1": ("a contact has no name, telecom, address or organization", "Say how to reach the contact, or remove it."),
    "per-1": ("the end lies before the start", "Exchange start and end, or correct one."),
    "prr-1": ("details of an order stand without the code that they are about", "Add code."),
    "qty-3": (
      "there is a code for the unit, but not the system that it comes from", "Add system, such as http://unitsofmeasure.org."
    ),
    "rng-2": ("the low value is not below the high one", "Exchange low and high, or correct one."),
    "tim-1": ("a duration has no unit", "Add durationUnit."),
    "tim-2": ("a period has no unit", "Add periodUnit."),
  ]
}
