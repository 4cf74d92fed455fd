#include "CEmbeddedData.h"

// Written by `swift run apptlint-generate rules`: the files of Rules/ by rising path, each without its examples and
// layout, a row in a line, and as it is; and the codes and URLs that they name, a line each.

static const char lean0[] =
  "{\"table\":{\"title\":\"Appointment\",\"source\":{\"document\":\"BaRS Core 1.1.6, Appointment standard pattern\",\"section\":\"Book\"},\"applies\":{\"resource\":\"Appointment\",\"root\":true}},\"rules\":[{\"code\":\"BRS002\",\"name\":\"bars-status\",\"keyword\":\"MUST\",\"requirement\":\"The status is booked in a booking; a PUT cancels, with the status cancelled or entered-in-error.\",\"parts\":[{\"interaction\":\"book\",\"at\":\"Appointment.status\",\"check\":{\"fixed\":{\"value\":\"booked\"}},\"required\":true,\"fix\":\"Set `status` to `booked`.\"},{\"interaction\":\"cancel\",\"at\":\"Appointment.status\",\"check\":{\"oneOf\":{\"values\":[\"cancelled\",\"entered-in-error\"]}},\"required\":true,\"fix\":\"Set `status` to `cancelled` or `entered-in-error`.\"},{\"interaction\":\"update\",\"at\":\"Appointment.status\",\"check\":{\"oneOf\":{\"values\":[\"cancelled\",\"entered-in-error\"]}},\"required\":true,\"fix\":\"Set `status` to `cancelled` or `entered-in-error`.\"}]},"
  "{\"code\":\"BRS005\",\"name\":\"bars-appointment-content\",\"keyword\":\"MUST\",\"covers\":[\"app-2\",\"app-3\"],\"requirement\":\"Slot, start, end and created are there, and a participant that is a Patient, each with a status.\",\"parts\":[{\"at\":\"Appointment.slot\",\"check\":{\"present\":{}},\"fix\":\"Refer to the Slot that is booked.\"},{\"at\":\"Appointment.slot.reference\",\"check\":{\"present\":{}},\"fix\":\"Give the Slot's `reference`.\"},{\"at\":\"Appointment.slot\",\"check\":{\"reference\":{\"to\":[\"Slot\"]}},\"fix\":\"Refer to a Slot.\"},{\"at\":\"Appointment.start\",\"check\":{\"present\":{}},\"fix\":\"Give `start`.\"},{\"at\":\"Appointment.end\",\"check\":{\"present\":{}},\"fix\":\"Give `end`.\"},{\"at\":\"Appointment.created\",\"check\":{\"present\":{}},\"fix\":\"Give `created`.\"},{\"at\":\"Appointment.participant.actor.reference\",\"check\":{\"present\":{}},\"required\":true,\"some\":\"Appointment\",\"fix\":\"Refer from a participant's `actor` to the Patient.\"},{\"at\":\"Appointment.participant.actor\",\"check\":{\"reference\":{\"to\":[\"Patient\"]}},\"some\":\"Appointment\",\"fix\":\"Refer to the Patient.\"},{\"at\":\"Appointment.participant.status\",\"check\":{\"present\":{}},\"fix\":\"Give the participant's `status`.\"}]}]}";
static const unsigned char whole0[] = {
#embed "../../Rules/bars/appointment.json"
};

static const char lean1[] =
  "{\"table\":{\"title\":\"Booking cancellation: Appointment\",\"source\":{\"document\":\"BaRS Core 1.1.6, Payload for Booking Cancellation Request\",\"section\":\"Appointment\"},\"applies\":{\"resource\":\"Bundle\",\"root\":true}},\"rules\":[{\"code\":\"BRS339\",\"name\":\"bars-booking-cancel-appointment\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 Appointment.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS340\",\"name\":\"bars-booking-cancel-appointment-id\",\"keyword\":\"MUST\",\"requirement\":\"`Appointment.id` is what the Receiver has assigned.\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS341\",\"name\":\"bars-booking-cancel-appointment-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Appointment.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS342\",\"name\":\"bars-booking-cancel-appointment-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.meta` has `profile`.\",\"at\":\"Appointment.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS343\",\"name\":\"bars-booking-cancel-appointment-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.meta` has `lastUpdated`.\",\"printed\":\"Appointment.meta.lastupdated\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS344\",\"name\":\"bars-booking-cancel-appointment-status\",\"keyword\":\"MUST\",\"requirement\":\"`Appointment.status` is `cancelled` or `entered-in-error`.\",\"covers\":[\"BRS012\"],\"at\":\"Appointment.status\",\"check\":{\"oneOf\":{\"values\":[\"cancelled\",\"entered-in-error\"]}},\"required\":true,\"fix\":\"Set `status` to `cancelled` or `entered-in-error`.\"},"
  "{\"code\":\"BRS345\",\"name\":\"bars-booking-cancel-appointment-description\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Appointment` has `description`.\",\"at\":\"Appointment.description\",\"check\":{\"present\":{}},\"fix\":\"Add `description`.\"},"
  "{\"code\":\"BRS346\",\"name\":\"bars-booking-cancel-appointment-start\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment` has `start`.\",\"covers\":[\"app-2\",\"app-3\"],\"at\":\"Appointment.start\",\"check\":{\"present\":{}},\"fix\":\"Add `start`.\"},"
  "{\"code\":\"BRS347\",\"name\":\"bars-booking-cancel-appointment-end\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment` has `end`.\",\"covers\":[\"app-2\",\"app-3\"],\"at\":\"Appointment.end\",\"check\":{\"present\":{}},\"fix\":\"Add `end`.\"},"
  "{\"code\":\"BRS348\",\"name\":\"bars-booking-cancel-appointment-slot\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment` has `slot`.\",\"at\":\"Appointment.slot\",\"check\":{\"present\":{}},\"fix\":\"Add `slot`.\"},"
  "{\"code\":\"BRS349\",\"name\":\"bars-booking-cancel-appointment-slot-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.slot` has `reference`, to a Slot.\",\"parts\":[{\"at\":\"Appointment.slot.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},{\"at\":\"Appointment.slot\",\"check\":{\"reference\":{\"to\":[\"Slot\"]}},\"fix\":\"Refer to a Slot.\"}]},"
  "{\"code\":\"BRS350\",\"name\":\"bars-booking-cancel-appointment-created\",\"keyword\":\"MUST\",\"requirement\":\"`Appointment.created` is what the Receiver has assigned.\",\"heldBy\":\"BRS340\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS351\",\"name\":\"bars-booking-cancel-appointment-based-on\",\"keyword\":\"MAY\",\"requirement\":\"Each `Appointment.basedOn` refers to a ServiceRequest.\",\"at\":\"Appointment.basedOn\",\"check\":{\"reference\":{\"to\":[\"ServiceRequest\"]}},\"fix\":\"Refer to a ServiceRequest.\"},"
  "{\"code\":\"BRS352\",\"name\":\"bars-booking-cancel-appointment-based-on-reference\",\"keyword\":\"MAY\",\"requirement\":\"Each `Appointment.basedOn` has `reference`.\",\"heldBy\":\"BRS351\"},"
  "{\"code\":\"BRS353\",\"name\":\"bars-booking-cancel-appointment-participant\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment` has `participant`.\",\"at\":\"Appointment.participant\",\"check\":{\"present\":{}},\"fix\":\"Add `participant`.\"},"
  "{\"code\":\"BRS354\",\"name\":\"bars-booking-cancel-appointment-participant-actor\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.participant` has `actor`.\",\"covers\":[\"app-1\"],\"at\":\"Appointment.participant.actor\",\"check\":{\"present\":{}},\"fix\":\"Add `actor`.\"},"
  "{\"code\":\"BRS355\",\"name\":\"bars-booking-cancel-appointment-participant-actor-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.participant.actor` has `reference`, and one is to the Patient, an entry of the Bundle.\",\"covers\":[\"BRS016\",\"REF008\"],\"parts\":[{\"at\":\"Appointment.participant.actor.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},{\"at\":\"Appointment.participant.actor\",\"check\":{\"reference\":{\"to\":[\"Patient\"],\"within\":true}},\"some\":\"Appointment\",\"fix\":\"Refer to the fullUrl of the Patient.\"}]},"
  "{\"code\":\"BRS356\",\"name\":\"bars-booking-cancel-appointment-participant-status\",\"keyword\":\"MUST\",\"requirement\":\"`Appointment.participant.status` is `accepted`.\",\"printed\":\"Appointment.participant.actor.status\",\"covers\":[\"LNT008\"],\"parts\":[{\"at\":\"Appointment.participant.status\",\"check\":{\"present\":{}},\"fix\":\"Add `status`.\"},{\"at\":\"Appointment.participant.status\",\"check\":{\"fixed\":{\"value\":\"accepted\"}},\"some\":\"Appointment\",\"fix\":\"Set `status` to `accepted`.\"}]}]}";
static const unsigned char whole1[] = {
#embed "../../Rules/bars/booking-cancellation/appointment.json"
};

static const char lean2[] =
  "{\"table\":{\"title\":\"Booking cancellation: Bundle\",\"source\":{\"document\":\"BaRS Core 1.1.6, Payload for Booking Cancellation Request\",\"section\":\"Bundle\"},\"applies\":{\"resource\":\"Bundle\"}},\"rules\":[{\"code\":\"BRS300\",\"name\":\"bars-booking-cancel-bundle\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 Bundle.\",\"heldBy\":\"BRS010\"},"
  "{\"code\":\"BRS301\",\"name\":\"bars-booking-cancel-bundle-id\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `id`.\",\"at\":\"Bundle.id\",\"check\":{\"present\":{}},\"fix\":\"Add `id`.\"},"
  "{\"code\":\"BRS302\",\"name\":\"bars-booking-cancel-bundle-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Bundle.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS303\",\"name\":\"bars-booking-cancel-bundle-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"`Bundle.meta.profile` is `https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage`.\",\"at\":\"Bundle.meta.profile\",\"some\":\"Bundle.meta\",\"check\":{\"pattern\":{\"matches\":\"https://fhir\\\\.nhs\\\\.uk/StructureDefinition/BARSBundleMessage([|].+)?\",\"called\":\"https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage\"}},\"required\":true,\"fix\":\"Set `profile` to `https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage`.\"},"
  "{\"code\":\"BRS304\",\"name\":\"bars-booking-cancel-bundle-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS305\",\"name\":\"bars-booking-cancel-bundle-type\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `type`.\",\"heldBy\":\"BRS010\"},"
  "{\"code\":\"BRS306\",\"name\":\"bars-booking-cancel-bundle-timestamp\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `timestamp`.\",\"at\":\"Bundle.timestamp\",\"check\":{\"present\":{}},\"fix\":\"Add `timestamp`.\"},"
  "{\"code\":\"BRS307\",\"name\":\"bars-booking-cancel-bundle-entry\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `entry`.\",\"printed\":\"Bundle.entry(s)\",\"heldBy\":\"BRS010\"},"
  "{\"code\":\"BRS308\",\"name\":\"bars-booking-cancel-bundle-entry-full-url\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle.entry` has `fullUrl`.\",\"covers\":[\"REF015\"],\"at\":\"Bundle.entry.fullUrl\",\"check\":{\"present\":{}},\"fix\":\"Add `fullUrl`.\"},"
  "{\"code\":\"BRS309\",\"name\":\"bars-booking-cancel-bundle-entry-resource\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle.entry` has `resource`.\",\"printed\":\"Bundle.entry.resourceType\",\"at\":\"Bundle.entry.resource\",\"check\":{\"present\":{}},\"fix\":\"Add `resource`.\"}]}";
static const unsigned char whole2[] = {
#embed "../../Rules/bars/booking-cancellation/bundle.json"
};

static const char lean3[] =
  "{\"table\":{\"title\":\"Booking cancellation: MessageHeader\",\"source\":{\"document\":\"BaRS Core 1.1.6, Payload for Booking Cancellation Request\",\"section\":\"MessageHeader\"},\"applies\":{\"resource\":\"MessageHeader\"}},\"rules\":[{\"code\":\"BRS310\",\"name\":\"bars-booking-cancel-message-header\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 MessageHeader.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS311\",\"name\":\"bars-booking-cancel-message-header-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"MessageHeader.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS312\",\"name\":\"bars-booking-cancel-message-header-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.meta.profile` is `https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-booking-request`.\",\"at\":\"MessageHeader.meta.profile\",\"some\":\"MessageHeader.meta\",\"check\":{\"pattern\":{\"matches\":\"https://fhir\\\\.nhs\\\\.uk/StructureDefinition/BARSMessageHeader-booking-request([|].+)?\",\"called\":\"https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-booking-request\"}},\"required\":true,\"fix\":\"Set `profile` to `https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-booking-request`.\"},"
  "{\"code\":\"BRS313\",\"name\":\"bars-booking-cancel-message-header-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS314\",\"name\":\"bars-booking-cancel-message-header-event-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `eventCoding`.\",\"printed\":\"MessageHeader.eventcoding\",\"heldBy\":\"BRS011\"},"
  "{\"code\":\"BRS315\",\"name\":\"bars-booking-cancel-message-header-event-coding-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.eventCoding` has `system`.\",\"printed\":\"MessageHeader.eventcoding.system\",\"heldBy\":\"BRS011\"},"
  "{\"code\":\"BRS316\",\"name\":\"bars-booking-cancel-message-header-event-coding-code\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.eventCoding` has `code`.\",\"printed\":\"MessageHeader.eventcoding.code\",\"heldBy\":\"BRS011\"},"
  "{\"code\":\"BRS317\",\"name\":\"bars-booking-cancel-message-header-destination\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `destination`.\",\"at\":\"MessageHeader.destination\",\"check\":{\"present\":{}},\"fix\":\"Add `destination`.\"},"
  "{\"code\":\"BRS318\",\"name\":\"bars-booking-cancel-message-header-destination-receiver\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.destination` has `receiver`.\",\"heldBy\":\"BRS014\"},"
  "{\"code\":\"BRS319\",\"name\":\"bars-booking-cancel-message-header-destination-receiver-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.destination.receiver` has `reference`.\",\"heldBy\":\"BRS014\"},"
  "{\"code\":\"BRS320\",\"name\":\"bars-booking-cancel-message-header-destination-endpoint\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.destination.endpoint` is a system and a service id with | between them.\",\"covers\":[\"BRS014\"],\"at\":\"MessageHeader.destination.endpoint\",\"check\":{\"pattern\":{\"matches\":\"[^| ]+[|][^| ]+\",\"called\":\"a system and a service id with | between them\"}},\"required\":true,\"fix\":\"Set `endpoint` to a system and a service id with | between them.\"},"
  "{\"code\":\"BRS321\",\"name\":\"bars-booking-cancel-message-header-sender\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `sender`.\",\"at\":\"MessageHeader.sender\",\"check\":{\"present\":{}},\"fix\":\"Add `sender`.\"},"
  "{\"code\":\"BRS322\",\"name\":\"bars-booking-cancel-message-header-sender-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.sender` has `reference`.\",\"at\":\"MessageHeader.sender.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},"
  "{\"code\":\"BRS323\",\"name\":\"bars-booking-cancel-message-header-source\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `source`.\",\"at\":\"MessageHeader.source\",\"check\":{\"present\":{}},\"fix\":\"Add `source`.\"},"
  "{\"code\":\"BRS324\",\"name\":\"bars-booking-cancel-message-header-source-name\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.source` has `name`.\",\"at\":\"MessageHeader.source.name\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"},"
  "{\"code\":\"BRS325\",\"name\":\"bars-booking-cancel-message-header-source-software\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source` has `software`.\",\"at\":\"MessageHeader.source.software\",\"check\":{\"present\":{}},\"fix\":\"Add `software`.\"},"
  "{\"code\":\"BRS326\",\"name\":\"bars-booking-cancel-message-header-source-version\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source` has `version`.\",\"at\":\"MessageHeader.source.version\",\"check\":{\"present\":{}},\"fix\":\"Add `version`.\"},"
  "{\"code\":\"BRS327\",\"name\":\"bars-booking-cancel-message-header-source-contact\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source` has `contact`.\",\"at\":\"MessageHeader.source.contact\",\"check\":{\"present\":{}},\"fix\":\"Add `contact`.\"},"
  "{\"code\":\"BRS328\",\"name\":\"bars-booking-cancel-message-header-source-contact-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source.contact` has `system`.\",\"at\":\"MessageHeader.source.contact.system\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS329\",\"name\":\"bars-booking-cancel-message-header-source-contact-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source.contact` has `value`.\",\"at\":\"MessageHeader.source.contact.value\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS330\",\"name\":\"bars-booking-cancel-message-header-source-endpoint\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.source.endpoint` is a system and a service id with | between them.\",\"covers\":[\"BRS014\"],\"at\":\"MessageHeader.source.endpoint\",\"check\":{\"pattern\":{\"matches\":\"[^| ]+[|][^| ]+\",\"called\":\"a system and a service id with | between them\"}},\"required\":true,\"fix\":\"Set `endpoint` to a system and a service id with | between them.\"},"
  "{\"code\":\"BRS331\",\"name\":\"bars-booking-cancel-message-header-reason\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `reason`.\",\"at\":\"MessageHeader.reason\",\"check\":{\"present\":{}},\"fix\":\"Add `reason`.\"},"
  "{\"code\":\"BRS332\",\"name\":\"bars-booking-cancel-message-header-reason-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.reason` has `coding`.\",\"at\":\"MessageHeader.reason.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS333\",\"name\":\"bars-booking-cancel-message-header-reason-coding-system\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.reason.coding.system` is `https://fhir.nhs.uk/CodeSystem/message-reason-bars`.\",\"parts\":[{\"at\":\"MessageHeader.reason.coding.system\",\"check\":{\"present\":{}},\"some\":\"MessageHeader.reason\",\"fix\":\"Add `system`.\"},{\"at\":\"MessageHeader.reason.coding.system\",\"check\":{\"fixed\":{\"value\":\"https://fhir.nhs.uk/CodeSystem/message-reason-bars\"}},\"some\":\"MessageHeader.reason\",\"fix\":\"Set `system` to `https://fhir.nhs.uk/CodeSystem/message-reason-bars`.\"}]},"
  "{\"code\":\"BRS334\",\"name\":\"bars-booking-cancel-message-header-reason-coding-code\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.reason` has a coding with `code`.\",\"at\":\"MessageHeader.reason.coding.code\",\"some\":\"MessageHeader.reason\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS335\",\"name\":\"bars-booking-cancel-message-header-reason-coding-display\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `MessageHeader.reason.coding` has `display`.\",\"at\":\"MessageHeader.reason.coding.display\",\"some\":\"MessageHeader.reason\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS336\",\"name\":\"bars-booking-cancel-message-header-focus\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `focus`.\",\"heldBy\":\"BRS013\"},"
  "{\"code\":\"BRS337\",\"name\":\"bars-booking-cancel-message-header-focus-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.focus` has `reference`.\",\"heldBy\":\"BRS013\"},"
  "{\"code\":\"BRS338\",\"name\":\"bars-booking-cancel-message-header-definition\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.definition` is `https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled`.\",\"at\":\"MessageHeader.definition\",\"check\":{\"pattern\":{\"matches\":\"https://fhir\\\\.nhs\\\\.uk/MessageDefinition/bars-message-booking-request-cancelled([|].+)?\",\"called\":\"https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled\"}},\"required\":true,\"fix\":\"Set `definition` to `https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled`.\"}]}";
static const unsigned char whole3[] = {
#embed "../../Rules/bars/booking-cancellation/message-header.json"
};

static const char lean4[] =
  "{\"table\":{\"title\":\"Booking cancellation: Organization\",\"source\":{\"document\":\"BaRS Core 1.1.6, Payload for Booking Cancellation Request\",\"section\":\"Organization\"},\"applies\":{\"resource\":\"Organization\"}},\"rules\":[{\"code\":\"BRS420\",\"name\":\"bars-booking-cancel-organization\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 2..* Organization.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS421\",\"name\":\"bars-booking-cancel-organization-id\",\"keyword\":\"MUST\",\"requirement\":\"`Organization.id` is what the Receiver has assigned.\",\"heldBy\":\"BRS340\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS422\",\"name\":\"bars-booking-cancel-organization-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Organization.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS423\",\"name\":\"bars-booking-cancel-organization-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization.meta` has `profile`.\",\"at\":\"Organization.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS424\",\"name\":\"bars-booking-cancel-organization-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS425\",\"name\":\"bars-booking-cancel-organization-identifier\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization` has `identifier`.\",\"at\":\"Organization.identifier\",\"check\":{\"present\":{}},\"fix\":\"Add `identifier`.\"},"
  "{\"code\":\"BRS426\",\"name\":\"bars-booking-cancel-organization-identifier-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization.identifier` has `system`.\",\"at\":\"Organization.identifier.system\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS427\",\"name\":\"bars-booking-cancel-organization-identifier-value\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization.identifier` has `value`.\",\"at\":\"Organization.identifier.value\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS428\",\"name\":\"bars-booking-cancel-organization-name\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization` has `name`.\",\"at\":\"Organization.name\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"}]}";
static const unsigned char whole4[] = {
#embed "../../Rules/bars/booking-cancellation/organization.json"
};

static const char lean5[] =
  "{\"table\":{\"title\":\"Booking cancellation: Patient\",\"source\":{\"document\":\"BaRS Core 1.1.6, Payload for Booking Cancellation Request\",\"section\":\"Patient\"},\"applies\":{\"resource\":\"Patient\"}},\"rules\":[{\"code\":\"BRS357\",\"name\":\"bars-booking-cancel-patient\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 Patient.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS358\",\"name\":\"bars-booking-cancel-patient-id\",\"keyword\":\"MUST\",\"requirement\":\"`Patient.id` is what the Receiver has assigned.\",\"heldBy\":\"BRS340\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS359\",\"name\":\"bars-booking-cancel-patient-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Patient.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS360\",\"name\":\"bars-booking-cancel-patient-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.meta` has `profile`.\",\"at\":\"Patient.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS361\",\"name\":\"bars-booking-cancel-patient-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.meta` has `lastUpdated`.\",\"printed\":\"Patient.meta.LastUpdated\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS362\",\"name\":\"bars-booking-cancel-patient-identifier\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `identifier`.\",\"at\":\"Patient.identifier\",\"check\":{\"present\":{}},\"fix\":\"Add `identifier`.\"},"
  "{\"code\":\"BRS363\",\"name\":\"bars-booking-cancel-patient-identifier-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier` has `system`.\",\"at\":\"Patient.identifier.system\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS364\",\"name\":\"bars-booking-cancel-patient-identifier-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier` has `value`.\",\"at\":\"Patient.identifier.value\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS365\",\"name\":\"bars-booking-cancel-patient-identifier-extension\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier` has the extension Extension-UKCore-NHSNumberVerificationStatus.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus')\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add the extension `https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus`.\"},"
  "{\"code\":\"BRS366\",\"name\":\"bars-booking-cancel-patient-identifier-extension-url\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient.identifier.extension` has `url`.\",\"heldBy\":\"BRS365\"},"
  "{\"code\":\"BRS367\",\"name\":\"bars-booking-cancel-patient-identifier-extension-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension` has `valueCodeableConcept`.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `valueCodeableConcept`.\"},"
  "{\"code\":\"BRS368\",\"name\":\"bars-booking-cancel-patient-identifier-extension-value-coding\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension.valueCodeableConcept` has `coding`.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS369\",\"name\":\"bars-booking-cancel-patient-identifier-extension-value-coding-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension.valueCodeableConcept.coding` has `system`, which is `https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus`.\",\"parts\":[{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.system\",\"check\":{\"present\":{}},\"some\":\"Patient\",\"fix\":\"Add `system`.\"},{\"keyword\":\"MUST\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.system\",\"check\":{\"fixed\":{\"value\":\"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus\"}},\"fix\":\"Give a value that the table allows.\"}]},"
  "{\"code\":\"BRS370\",\"name\":\"bars-booking-cancel-patient-identifier-extension-value-coding-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension.valueCodeableConcept.coding` has `code`.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.code\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS371\",\"name\":\"bars-booking-cancel-patient-identifier-extension-value-coding-display\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension.valueCodeableConcept.coding` has `display`.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.display\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS372\",\"name\":\"bars-booking-cancel-patient-name\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `name`.\",\"at\":\"Patient.name\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"},"
  "{\"code\":\"BRS373\",\"name\":\"bars-booking-cancel-patient-name-use\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `use`.\",\"at\":\"Patient.name.use\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `use`.\"},"
  "{\"code\":\"BRS374\",\"name\":\"bars-booking-cancel-patient-name-text\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `text`.\",\"at\":\"Patient.name.text\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `text`.\"},"
  "{\"code\":\"BRS375\",\"name\":\"bars-booking-cancel-patient-name-family\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `family`.\",\"at\":\"Patient.name.family\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `family`.\"},"
  "{\"code\":\"BRS376\",\"name\":\"bars-booking-cancel-patient-name-given\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `given`.\",\"at\":\"Patient.name.given\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `given`.\"},"
  "{\"code\":\"BRS377\",\"name\":\"bars-booking-cancel-patient-name-prefix\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `prefix`.\",\"at\":\"Patient.name.prefix\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `prefix`.\"},"
  "{\"code\":\"BRS378\",\"name\":\"bars-booking-cancel-patient-gender\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `gender`.\",\"at\":\"Patient.gender\",\"check\":{\"present\":{}},\"fix\":\"Add `gender`.\"},"
  "{\"code\":\"BRS379\",\"name\":\"bars-booking-cancel-patient-birth-date\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `birthDate`.\",\"at\":\"Patient.birthDate\",\"check\":{\"present\":{}},\"fix\":\"Add `birthDate`.\"},"
  "{\"code\":\"BRS380\",\"name\":\"bars-booking-cancel-patient-address\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `address`.\",\"at\":\"Patient.address\",\"check\":{\"present\":{}},\"fix\":\"Add `address`.\"},"
  "{\"code\":\"BRS381\",\"name\":\"bars-booking-cancel-patient-address-use\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `use`.\",\"at\":\"Patient.address.use\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `use`.\"},"
  "{\"code\":\"BRS382\",\"name\":\"bars-booking-cancel-patient-address-type\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `type`.\",\"at\":\"Patient.address.type\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `type`.\"},"
  "{\"code\":\"BRS383\",\"name\":\"bars-booking-cancel-patient-address-text\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `text`.\",\"at\":\"Patient.address.text\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `text`.\"},"
  "{\"code\":\"BRS384\",\"name\":\"bars-booking-cancel-patient-address-line\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `line`.\",\"at\":\"Patient.address.line\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `line`.\"},"
  "{\"code\":\"BRS385\",\"name\":\"bars-booking-cancel-patient-address-city\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `city`.\",\"at\":\"Patient.address.city\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `city`.\"},"
  "{\"code\":\"BRS386\",\"name\":\"bars-booking-cancel-patient-address-district\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `district`.\",\"at\":\"Patient.address.district\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `district`.\"},"
  "{\"code\":\"BRS387\",\"name\":\"bars-booking-cancel-patient-address-postal-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `postalCode`.\",\"at\":\"Patient.address.postalCode\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `postalCode`.\"},"
  "{\"code\":\"BRS388\",\"name\":\"bars-booking-cancel-patient-contact\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient` has `contact`.\",\"at\":\"Patient.contact\",\"check\":{\"present\":{}},\"fix\":\"Add `contact`.\"},"
  "{\"code\":\"BRS389\",\"name\":\"bars-booking-cancel-patient-contact-extension\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact` has the extension Extension-UKCore-ContactRank.\",\"at\":\"Patient.contact.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank')\",\"check\":{\"present\":{}},\"fix\":\"Add the extension `https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank`.\"},"
  "{\"code\":\"BRS390\",\"name\":\"bars-booking-cancel-patient-contact-extension-url\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.extension` has `url`.\",\"heldBy\":\"BRS389\"},"
  "{\"code\":\"BRS391\",\"name\":\"bars-booking-cancel-patient-contact-extension-value\",\"keyword\":\"MUST\",\"requirement\":\"Each contact's rank has `valuePositiveInt`, and one is 1.\",\"printed\":\"Patient.contact.extension.urlvaluePositiveInt\",\"parts\":[{\"at\":\"Patient.contact.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank').valuePositiveInt\",\"check\":{\"present\":{}},\"fix\":\"Add `valuePositiveInt`.\"},{\"at\":\"Patient.contact.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank').valuePositiveInt\",\"check\":{\"fixed\":{\"value\":\"1\"}},\"some\":\"Patient\",\"fix\":\"Give the contact to reach first the rank 1.\"}]},"
  "{\"code\":\"BRS392\",\"name\":\"bars-booking-cancel-patient-contact-relationship\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact` has `relationship`.\",\"at\":\"Patient.contact.relationship\",\"check\":{\"present\":{}},\"fix\":\"Add `relationship`.\"},"
  "{\"code\":\"BRS393\",\"name\":\"bars-booking-cancel-patient-contact-relationship-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.relationship` has `coding`.\",\"at\":\"Patient.contact.relationship.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS394\",\"name\":\"bars-booking-cancel-patient-contact-relationship-coding-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.relationship` has a coding with `system`.\",\"at\":\"Patient.contact.relationship.coding.system\",\"some\":\"Patient.contact.relationship\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS395\",\"name\":\"bars-booking-cancel-patient-contact-relationship-coding-code\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.relationship` has a coding with `code`.\",\"at\":\"Patient.contact.relationship.coding.code\",\"some\":\"Patient.contact.relationship\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS396\",\"name\":\"bars-booking-cancel-patient-contact-relationship-coding-display\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.relationship` has a coding with `display`.\",\"at\":\"Patient.contact.relationship.coding.display\",\"some\":\"Patient.contact.relationship\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS397\",\"name\":\"bars-booking-cancel-patient-contact-name\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact` has `name`.\",\"at\":\"Patient.contact.name\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"},"
  "{\"code\":\"BRS398\",\"name\":\"bars-booking-cancel-patient-contact-name-family\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact.name` has `family`.\",\"at\":\"Patient.contact.name.family\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `family`.\"},"
  "{\"code\":\"BRS399\",\"name\":\"bars-booking-cancel-patient-contact-name-given\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact.name` has `given`.\",\"at\":\"Patient.contact.name.given\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `given`.\"},"
  "{\"code\":\"BRS400\",\"name\":\"bars-booking-cancel-patient-contact-telecom\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact` has `telecom`.\",\"at\":\"Patient.contact.telecom\",\"check\":{\"present\":{}},\"fix\":\"Add `telecom`.\"},"
  "{\"code\":\"BRS401\",\"name\":\"bars-booking-cancel-patient-contact-telecom-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.telecom` has `system`, and the contact of rank 1 has a phone.\",\"parts\":[{\"at\":\"Patient.contact.telecom.system\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},{\"at\":\"Patient.contact.where(extension.url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank' and extension.valuePositiveInt = '1').telecom\",\"check\":{\"present\":{}},\"fix\":\"Add the phone as `telecom`.\"},{\"at\":\"Patient.contact.where(extension.url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank' and extension.valuePositiveInt = '1').telecom.system\",\"check\":{\"fixed\":{\"value\":\"phone\"}},\"some\":\"Patient.contact.where(extension.url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank' and extension.valuePositiveInt = '1')\",\"fix\":\"Give the phone number of the contact of rank 1.\"},{\"at\":\"Patient.where(contact.extension.valuePositiveInt != '1').contact.telecom.system\",\"check\":{\"fixed\":{\"value\":\"phone\"}},\"some\":\"Patient.where(contact.extension.valuePositiveInt != '1')\",\"fix\":\"Give a contact's phone number.\"}]},"
  "{\"code\":\"BRS402\",\"name\":\"bars-booking-cancel-patient-contact-telecom-value\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.telecom` has `value`.\",\"at\":\"Patient.contact.telecom.value\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS403\",\"name\":\"bars-booking-cancel-patient-contact-gender\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact` has `gender`.\",\"at\":\"Patient.contact.gender\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `gender`.\"},"
  "{\"code\":\"BRS404\",\"name\":\"bars-booking-cancel-patient-communication\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `communication`.\",\"printed\":\"Patient.Communication\",\"at\":\"Patient.communication\",\"check\":{\"present\":{}},\"fix\":\"Add `communication`.\"},"
  "{\"code\":\"BRS405\",\"name\":\"bars-booking-cancel-patient-communication-language\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.communication` has `language`.\",\"printed\":\"Patient.Communication.Language\",\"at\":\"Patient.communication.language\",\"check\":{\"present\":{}},\"fix\":\"Add `language`.\"},"
  "{\"code\":\"BRS406\",\"name\":\"bars-booking-cancel-patient-communication-language-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.communication.language` has `coding`.\",\"printed\":\"Patient.Communication.Language.coding\",\"at\":\"Patient.communication.language.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS407\",\"name\":\"bars-booking-cancel-patient-communication-language-coding-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication.language.coding` has `code`.\",\"printed\":\"Patient.Communication.Language.coding.code\",\"at\":\"Patient.communication.language.coding.code\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS408\",\"name\":\"bars-booking-cancel-patient-communication-language-coding-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication.language.coding` has `system`.\",\"printed\":\"Patient.Communication.Language.coding.system\",\"at\":\"Patient.communication.language.coding.system\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS409\",\"name\":\"bars-booking-cancel-patient-communication-language-coding-display\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication.language.coding` has `display`.\",\"printed\":\"Patient.Communication.Language.coding.display\",\"at\":\"Patient.communication.language.coding.display\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS410\",\"name\":\"bars-booking-cancel-patient-communication-preferred\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication` has `preferred`.\",\"printed\":\"Patient.Communication.Language.preferred\",\"at\":\"Patient.communication.preferred\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `preferred`.\"},"
  "{\"code\":\"BRS411\",\"name\":\"bars-booking-cancel-patient-extension\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has the extension Extension-UKCore-EthnicCategory.\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory')\",\"check\":{\"present\":{}},\"fix\":\"Add the extension `https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory`.\"},"
  "{\"code\":\"BRS412\",\"name\":\"bars-booking-cancel-patient-extension-url\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient.extension` has `url`.\",\"heldBy\":\"BRS411\"},"
  "{\"code\":\"BRS413\",\"name\":\"bars-booking-cancel-patient-extension-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension` has `valueCodeableConcept`.\",\"printed\":\"Patient.extension.url.valueCodeableConcept\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `valueCodeableConcept`.\"},"
  "{\"code\":\"BRS414\",\"name\":\"bars-booking-cancel-patient-extension-value-coding\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension.valueCodeableConcept` has `coding`.\",\"printed\":\"Patient.extension.url.valueCodeableConcept.coding\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept.coding\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS415\",\"name\":\"bars-booking-cancel-patient-extension-value-coding-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension.valueCodeableConcept.coding` has `system`.\",\"printed\":\"Patient.extension.url.valueCodeableConcept.coding.system\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept.coding.system\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS416\",\"name\":\"bars-booking-cancel-patient-extension-value-coding-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension.valueCodeableConcept.coding` has `code`.\",\"printed\":\"Patient.extension.url.valueCodeableConcept.coding.code\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept.coding.code\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS417\",\"name\":\"bars-booking-cancel-patient-extension-value-coding-display\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension.valueCodeableConcept.coding` has `display`.\",\"printed\":\"Patient.extension.url.valueCodeableConcept.coding.display\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept.coding.display\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS418\",\"name\":\"bars-booking-cancel-patient-general-practitioner\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `generalPractitioner`.\",\"at\":\"Patient.generalPractitioner\",\"check\":{\"present\":{}},\"fix\":\"Add `generalPractitioner`.\"},"
  "{\"code\":\"BRS419\",\"name\":\"bars-booking-cancel-patient-general-practitioner-reference\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.generalPractitioner` has `reference`, to an Organization.\",\"parts\":[{\"at\":\"Patient.generalPractitioner.reference\",\"check\":{\"present\":{}},\"some\":\"Patient\",\"fix\":\"Add `reference`.\"},{\"keyword\":\"MUST\",\"at\":\"Patient.generalPractitioner\",\"check\":{\"reference\":{\"to\":[\"Organization\"]}},\"fix\":\"Refer to an Organization.\"}]}]}";
static const unsigned char whole5[] = {
#embed "../../Rules/bars/booking-cancellation/patient.json"
};

static const char lean6[] =
  "{\"table\":{\"title\":\"Booking request: application 1 and 2\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"Rows that differ by application\"},\"applies\":{\"resource\":\"Bundle\",\"root\":true}},\"rules\":[{\"code\":\"BRS035\",\"name\":\"bars-booking-message-header-extension-application-1-and-2\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has the extension CDSSExtension.\",\"at\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension')\",\"check\":{\"present\":{}},\"fix\":\"Add the extension `https://fhir.nhs.uk/StructureDefinition/CDSSExtension`.\"},"
  "{\"code\":\"BRS075\",\"name\":\"bars-booking-appointment-service-category-application-1-and-2\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment` has `serviceCategory`.\",\"at\":\"Appointment.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `serviceCategory`.\"},"
  "{\"code\":\"BRS080\",\"name\":\"bars-booking-appointment-service-category-coding-system-application-1-and-2\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.serviceCategory` has a coding with `system`.\",\"at\":\"Appointment.serviceCategory.coding.system\",\"some\":\"Appointment.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS081\",\"name\":\"bars-booking-appointment-service-category-coding-code-application-1-and-2\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.serviceCategory` has a coding with `code`.\",\"at\":\"Appointment.serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars').code\",\"some\":\"Appointment.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS082\",\"name\":\"bars-booking-appointment-service-category-coding-display-application-1-and-2\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.serviceCategory` has a coding with `display`.\",\"at\":\"Appointment.serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars').display\",\"some\":\"Appointment.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS146\",\"name\":\"bars-booking-patient-identifier-extension-value-coding-display-application-1-and-2\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension.valueCodeableConcept.coding` has `display`.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.display\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"}]}";
static const unsigned char whole6[] = {
#embed "../../Rules/bars/booking-request/application-1-and-2.json"
};

static const char lean7[] =
  "{\"table\":{\"title\":\"Booking request: application 7 cancelled\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"Rows that differ by application\"},\"applies\":{\"resource\":\"Bundle\",\"root\":true}},\"rules\":[{\"code\":\"BRS076\",\"name\":\"bars-booking-appointment-cancelation-reason-application-7-cancelled\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Appointment` has `cancelationReason`.\",\"printed\":\"Appointment.cancellationReason\",\"at\":\"Appointment.cancelationReason\",\"check\":{\"present\":{}},\"fix\":\"Add `cancelationReason`.\"},"
  "{\"code\":\"BRS077\",\"name\":\"bars-booking-appointment-cancelation-reason-text-application-7-cancelled\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Appointment.cancelationReason` has `text`.\",\"printed\":\"Appointment.cancellationReason.text\",\"at\":\"Appointment.cancelationReason.text\",\"check\":{\"present\":{}},\"fix\":\"Add `text`.\"}]}";
static const unsigned char whole7[] = {
#embed "../../Rules/bars/booking-request/application-7-cancelled.json"
};

static const char lean8[] =
  "{\"table\":{\"title\":\"Booking request: application 7\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"Rows that differ by application\"},\"applies\":{\"resource\":\"Bundle\",\"root\":true}},\"rules\":[{\"code\":\"BRS036\",\"name\":\"bars-booking-message-header-extension-application-7\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader` has the extension CDSSExtension.\",\"at\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension')\",\"check\":{\"present\":{}},\"fix\":\"Add the extension `https://fhir.nhs.uk/StructureDefinition/CDSSExtension`.\"},"
  "{\"code\":\"BRS078\",\"name\":\"bars-booking-appointment-service-category-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment` has `serviceCategory`.\",\"at\":\"Appointment.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `serviceCategory`.\"},"
  "{\"code\":\"BRS083\",\"name\":\"bars-booking-appointment-service-category-coding-system-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.serviceCategory` has a coding with `system`.\",\"printed\":\"Appointment.serviceCategory.system\",\"at\":\"Appointment.serviceCategory.coding.system\",\"some\":\"Appointment.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS084\",\"name\":\"bars-booking-appointment-service-category-coding-code-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.serviceCategory` has a coding with `code`.\",\"printed\":\"Appointment.serviceCategory.code\",\"at\":\"Appointment.serviceCategory.coding.where(system = 'http://terminology.hl7.org/CodeSystem/service-category').code\",\"some\":\"Appointment.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS085\",\"name\":\"bars-booking-appointment-service-category-coding-display-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.serviceCategory` has a coding with `display`.\",\"printed\":\"Appointment.serviceCategory.display\",\"at\":\"Appointment.serviceCategory.coding.where(system = 'http://terminology.hl7.org/CodeSystem/service-category').display\",\"some\":\"Appointment.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS098\",\"name\":\"bars-booking-slot-application-7\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 Slot.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS099\",\"name\":\"bars-booking-slot-id-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot` has `id`.\",\"at\":\"Slot.id\",\"check\":{\"present\":{}},\"fix\":\"Add `id`.\"},"
  "{\"code\":\"BRS100\",\"name\":\"bars-booking-slot-meta-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Slot.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS101\",\"name\":\"bars-booking-slot-meta-profile-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot.meta` has `profile`.\",\"at\":\"Slot.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS102\",\"name\":\"bars-booking-slot-meta-last-updated-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS103\",\"name\":\"bars-booking-slot-service-category-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot` has `serviceCategory`.\",\"at\":\"Slot.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `serviceCategory`.\"},"
  "{\"code\":\"BRS104\",\"name\":\"bars-booking-slot-service-category-coding-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot.serviceCategory` has `coding`.\",\"at\":\"Slot.serviceCategory.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS105\",\"name\":\"bars-booking-slot-service-category-coding-system-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot.serviceCategory` has a coding with `system`.\",\"at\":\"Slot.serviceCategory.coding.system\",\"some\":\"Slot.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS106\",\"name\":\"bars-booking-slot-service-category-coding-code-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot.serviceCategory` has a coding with `code`.\",\"at\":\"Slot.serviceCategory.coding.code\",\"some\":\"Slot.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS107\",\"name\":\"bars-booking-slot-service-category-coding-display-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot.serviceCategory` has a coding with `display`.\",\"at\":\"Slot.serviceCategory.coding.display\",\"some\":\"Slot.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS108\",\"name\":\"bars-booking-slot-appointment-type-application-7\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Slot` has `appointmentType`.\",\"at\":\"Slot.appointmentType\",\"check\":{\"present\":{}},\"fix\":\"Add `appointmentType`.\"},"
  "{\"code\":\"BRS109\",\"name\":\"bars-booking-slot-appointment-type-coding-application-7\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Slot.appointmentType` has `coding`.\",\"at\":\"Slot.appointmentType.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS110\",\"name\":\"bars-booking-slot-appointment-type-coding-code-application-7\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Slot.appointmentType.coding` has `code`.\",\"at\":\"Slot.appointmentType.coding.code\",\"some\":\"Slot.appointmentType\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS111\",\"name\":\"bars-booking-slot-appointment-type-coding-display-application-7\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Slot.appointmentType.coding` has `display`.\",\"at\":\"Slot.appointmentType.coding.display\",\"some\":\"Slot.appointmentType\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS113\",\"name\":\"bars-booking-slot-schedule-reference-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot.schedule` has `reference`.\",\"printed\":\"Slot.schedule.referrence\",\"at\":\"Slot.schedule.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},"
  "{\"code\":\"BRS117\",\"name\":\"bars-booking-schedule-application-7\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 Schedule.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS118\",\"name\":\"bars-booking-schedule-id-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule` has `id`.\",\"at\":\"Schedule.id\",\"check\":{\"present\":{}},\"fix\":\"Add `id`.\"},"
  "{\"code\":\"BRS119\",\"name\":\"bars-booking-schedule-meta-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Schedule.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS120\",\"name\":\"bars-booking-schedule-meta-profile-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule.meta` has `profile`.\",\"at\":\"Schedule.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS121\",\"name\":\"bars-booking-schedule-meta-last-updated-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS122\",\"name\":\"bars-booking-schedule-identifier-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule` has `identifier`.\",\"printed\":\"Schdeule.identifier\",\"at\":\"Schedule.identifier\",\"check\":{\"present\":{}},\"fix\":\"Add `identifier`.\"},"
  "{\"code\":\"BRS123\",\"name\":\"bars-booking-schedule-identifier-system-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule.identifier` has `system`.\",\"printed\":\"Schedule.system\",\"at\":\"Schedule.identifier.system\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS124\",\"name\":\"bars-booking-schedule-identifier-value-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule.identifier` has `value`.\",\"printed\":\"Schedule.value\",\"at\":\"Schedule.identifier.value\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS125\",\"name\":\"bars-booking-schedule-service-category-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule` has `serviceCategory`.\",\"at\":\"Schedule.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `serviceCategory`.\"},"
  "{\"code\":\"BRS126\",\"name\":\"bars-booking-schedule-service-category-coding-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule.serviceCategory` has `coding`.\",\"at\":\"Schedule.serviceCategory.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS127\",\"name\":\"bars-booking-schedule-service-category-coding-system-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule.serviceCategory` has a coding with `system`.\",\"at\":\"Schedule.serviceCategory.coding.system\",\"some\":\"Schedule.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS128\",\"name\":\"bars-booking-schedule-service-category-coding-code-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule.serviceCategory` has a coding with `code`.\",\"at\":\"Schedule.serviceCategory.coding.code\",\"some\":\"Schedule.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS129\",\"name\":\"bars-booking-schedule-service-category-coding-display-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule.serviceCategory` has a coding with `display`.\",\"at\":\"Schedule.serviceCategory.coding.display\",\"some\":\"Schedule.serviceCategory\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS131\",\"name\":\"bars-booking-schedule-actor-reference-application-7\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule.actor` has `reference`, to a HealthcareService or PractitionerRole or Practitioner.\",\"printed\":\"Schedule.actor.referrence\",\"parts\":[{\"at\":\"Schedule.actor.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},{\"at\":\"Schedule.actor\",\"check\":{\"reference\":{\"to\":[\"HealthcareService\",\"PractitionerRole\",\"Practitioner\"]}},\"fix\":\"Refer to a HealthcareService or PractitionerRole or Practitioner.\"}]},"
  "{\"code\":\"BRS147\",\"name\":\"bars-booking-patient-identifier-extension-value-coding-display-application-7\",\"keyword\":\"MAY\",\"requirement\":\"Each `Patient.identifier.extension.valueCodeableConcept.coding.display` is the text of a status.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.display\",\"check\":{\"pattern\":{\"matches\":\"Number present (and[ -]verified|but not traced)\",\"called\":\"the text of a status\"}},\"fix\":\"Give the text of the code.\"}]}";
static const unsigned char whole8[] = {
#embed "../../Rules/bars/booking-request/application-7.json"
};

static const char lean9[] =
  "{\"table\":{\"title\":\"Booking request: application unknown\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"Rows that differ by application\"},\"applies\":{\"resource\":\"Bundle\",\"root\":true}},\"rules\":[{\"code\":\"BRS018\",\"name\":\"bars-booking-service-category\",\"keyword\":\"MUST\",\"requirement\":\"A service category is coded in the system of use cases or that of services.\",\"parts\":[{\"at\":\"Appointment.where(serviceCategory.coding.exists()).serviceCategory.coding.system\",\"check\":{\"oneOf\":{\"values\":[\"https://fhir.nhs.uk/CodeSystem/usecases-categories-bars\",\"http://terminology.hl7.org/CodeSystem/service-category\"]}},\"some\":\"Appointment.where(serviceCategory.coding.exists())\",\"required\":true,\"fix\":\"Code the service category in `https://fhir.nhs.uk/CodeSystem/usecases-categories-bars` for applications 1 and 2, in `http://terminology.hl7.org/CodeSystem/service-category` for application 7.\"},{\"at\":\"Appointment.serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars').code\",\"check\":{\"present\":{}},\"fix\":\"Give the `code` of the use case.\"}]},"
  "{\"code\":\"BRS019\",\"name\":\"bars-booking-application\",\"keyword\":\"MUST\",\"requirement\":\"A booking keeps the rows of its own application too, which its service category tells.\",\"unchecked\":\"The Appointment's service category tells neither application 1 or 2 nor 7: only the rows that they share are checked.\"}]}";
static const unsigned char whole9[] = {
#embed "../../Rules/bars/booking-request/application-unknown.json"
};

static const char lean10[] =
  "{\"table\":{\"title\":\"Booking request: Appointment\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"Appointment\"},\"applies\":{\"resource\":\"Bundle\",\"root\":true}},\"rules\":[{\"code\":\"BRS069\",\"name\":\"bars-booking-appointment\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 Appointment.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS070\",\"name\":\"bars-booking-appointment-id\",\"keyword\":\"MUST\",\"requirement\":\"`Appointment.id` is what the Receiver has assigned.\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS071\",\"name\":\"bars-booking-appointment-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Appointment.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS072\",\"name\":\"bars-booking-appointment-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.meta` has `profile`.\",\"at\":\"Appointment.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS073\",\"name\":\"bars-booking-appointment-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.meta` has `lastUpdated`.\",\"printed\":\"Appointment.meta.lastupdated\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS074\",\"name\":\"bars-booking-appointment-status\",\"keyword\":\"MUST\",\"requirement\":\"`Appointment.status` is `booked` or `cancelled` or `entered-in-error`.\",\"covers\":[\"BRS012\"],\"at\":\"Appointment.status\",\"check\":{\"oneOf\":{\"values\":[\"booked\",\"cancelled\",\"entered-in-error\"]}},\"required\":true,\"fix\":\"Set `status` to `booked` or `cancelled` or `entered-in-error`.\"},"
  "{\"code\":\"BRS079\",\"name\":\"bars-booking-appointment-service-category-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.serviceCategory` has `coding`.\",\"parts\":[{\"at\":\"Appointment.serviceCategory.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},{\"at\":\"Appointment.serviceCategory\",\"check\":{\"valued\":{}},\"fix\":\"Add `coding`.\"}]},"
  "{\"code\":\"BRS086\",\"name\":\"bars-booking-appointment-description\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Appointment` has `description`.\",\"at\":\"Appointment.description\",\"check\":{\"present\":{}},\"fix\":\"Add `description`.\"},"
  "{\"code\":\"BRS087\",\"name\":\"bars-booking-appointment-start\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment` has `start`.\",\"covers\":[\"app-2\",\"app-3\"],\"at\":\"Appointment.start\",\"check\":{\"present\":{}},\"fix\":\"Add `start`.\"},"
  "{\"code\":\"BRS088\",\"name\":\"bars-booking-appointment-end\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment` has `end`.\",\"covers\":[\"app-2\",\"app-3\"],\"at\":\"Appointment.end\",\"check\":{\"present\":{}},\"fix\":\"Add `end`.\"},"
  "{\"code\":\"BRS089\",\"name\":\"bars-booking-appointment-slot\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment` has `slot`.\",\"at\":\"Appointment.slot\",\"check\":{\"present\":{}},\"fix\":\"Add `slot`.\"},"
  "{\"code\":\"BRS090\",\"name\":\"bars-booking-appointment-slot-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.slot` has `reference`, to a Slot, an entry of the Bundle.\",\"covers\":[\"BRS016\",\"REF008\"],\"parts\":[{\"at\":\"Appointment.slot.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},{\"at\":\"Appointment.slot\",\"check\":{\"reference\":{\"to\":[\"Slot\"],\"within\":true}},\"fix\":\"Refer to the fullUrl of a Slot.\"}]},"
  "{\"code\":\"BRS091\",\"name\":\"bars-booking-appointment-created\",\"keyword\":\"MUST\",\"requirement\":\"`Appointment.created` is what the Receiver has assigned.\",\"heldBy\":\"BRS070\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS092\",\"name\":\"bars-booking-appointment-based-on\",\"keyword\":\"MAY\",\"requirement\":\"Each `Appointment.basedOn` refers to a ServiceRequest.\",\"at\":\"Appointment.basedOn\",\"check\":{\"reference\":{\"to\":[\"ServiceRequest\"]}},\"fix\":\"Refer to a ServiceRequest.\"},"
  "{\"code\":\"BRS093\",\"name\":\"bars-booking-appointment-based-on-reference\",\"keyword\":\"MAY\",\"requirement\":\"Each `Appointment.basedOn` has `reference`.\",\"heldBy\":\"BRS092\"},"
  "{\"code\":\"BRS094\",\"name\":\"bars-booking-appointment-participant\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment` has `participant`.\",\"at\":\"Appointment.participant\",\"check\":{\"present\":{}},\"fix\":\"Add `participant`.\"},"
  "{\"code\":\"BRS095\",\"name\":\"bars-booking-appointment-participant-actor\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.participant` has `actor`.\",\"covers\":[\"app-1\"],\"at\":\"Appointment.participant.actor\",\"check\":{\"present\":{}},\"fix\":\"Add `actor`.\"},"
  "{\"code\":\"BRS096\",\"name\":\"bars-booking-appointment-participant-actor-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `Appointment.participant.actor` has `reference`, and one is to the Patient, an entry of the Bundle.\",\"covers\":[\"BRS016\",\"REF008\"],\"parts\":[{\"at\":\"Appointment.participant.actor.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},{\"at\":\"Appointment.participant.actor\",\"check\":{\"reference\":{\"to\":[\"Patient\"],\"within\":true}},\"some\":\"Appointment\",\"fix\":\"Refer to the fullUrl of the Patient.\"}]},"
  "{\"code\":\"BRS097\",\"name\":\"bars-booking-appointment-participant-status\",\"keyword\":\"MUST\",\"requirement\":\"`Appointment.participant.status` is `accepted`.\",\"printed\":\"Appointment.participant.actor.status\",\"covers\":[\"LNT008\"],\"parts\":[{\"at\":\"Appointment.participant.status\",\"check\":{\"present\":{}},\"fix\":\"Add `status`.\"},{\"at\":\"Appointment.participant.status\",\"check\":{\"fixed\":{\"value\":\"accepted\"}},\"some\":\"Appointment\",\"fix\":\"Set `status` to `accepted`.\"}]}]}";
static const unsigned char whole10[] = {
#embed "../../Rules/bars/booking-request/appointment.json"
};

static const char lean11[] =
  "{\"table\":{\"title\":\"Booking request: Bundle\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"Bundle\"},\"applies\":{\"resource\":\"Bundle\"}},\"rules\":[{\"code\":\"BRS020\",\"name\":\"bars-booking-bundle\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 Bundle.\",\"heldBy\":\"BRS010\"},"
  "{\"code\":\"BRS021\",\"name\":\"bars-booking-bundle-id\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `id`.\",\"at\":\"Bundle.id\",\"check\":{\"present\":{}},\"fix\":\"Add `id`.\"},"
  "{\"code\":\"BRS022\",\"name\":\"bars-booking-bundle-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Bundle.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS023\",\"name\":\"bars-booking-bundle-meta-version-id\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle.meta` has `versionId`.\",\"at\":\"Bundle.meta.versionId\",\"check\":{\"present\":{}},\"fix\":\"Add `versionId`.\"},"
  "{\"code\":\"BRS024\",\"name\":\"bars-booking-bundle-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"`Bundle.meta.profile` is `https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage`.\",\"at\":\"Bundle.meta.profile\",\"some\":\"Bundle.meta\",\"check\":{\"pattern\":{\"matches\":\"https://fhir\\\\.nhs\\\\.uk/StructureDefinition/BARSBundleMessage([|].+)?\",\"called\":\"https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage\"}},\"required\":true,\"fix\":\"Set `profile` to `https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage`.\"},"
  "{\"code\":\"BRS025\",\"name\":\"bars-booking-bundle-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS026\",\"name\":\"bars-booking-bundle-type\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `type`.\",\"heldBy\":\"BRS010\"},"
  "{\"code\":\"BRS027\",\"name\":\"bars-booking-bundle-timestamp\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `timestamp`.\",\"at\":\"Bundle.timestamp\",\"check\":{\"present\":{}},\"fix\":\"Add `timestamp`.\"},"
  "{\"code\":\"BRS028\",\"name\":\"bars-booking-bundle-entry\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `entry`.\",\"printed\":\"Bundle.entry(s)\",\"heldBy\":\"BRS010\"},"
  "{\"code\":\"BRS029\",\"name\":\"bars-booking-bundle-entry-full-url\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle.entry` has `fullUrl`.\",\"covers\":[\"REF015\"],\"at\":\"Bundle.entry.fullUrl\",\"check\":{\"present\":{}},\"fix\":\"Add `fullUrl`.\"},"
  "{\"code\":\"BRS030\",\"name\":\"bars-booking-bundle-entry-resource\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle.entry` has `resource`.\",\"printed\":\"Bundle.entry.resourceType\",\"at\":\"Bundle.entry.resource\",\"check\":{\"present\":{}},\"fix\":\"Add `resource`.\"}]}";
static const unsigned char whole11[] = {
#embed "../../Rules/bars/booking-request/bundle.json"
};

static const char lean12[] =
  "{\"table\":{\"title\":\"Booking request: HealthcareService\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"HealthcareService\"},\"applies\":{\"resource\":\"HealthcareService\"}},\"rules\":[{\"code\":\"BRS234\",\"name\":\"bars-booking-healthcare-service\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 HealthcareService.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS235\",\"name\":\"bars-booking-healthcare-service-id\",\"keyword\":\"MUST\",\"requirement\":\"Each `HealthcareService` has `id`.\",\"at\":\"HealthcareService.id\",\"check\":{\"present\":{}},\"fix\":\"Add `id`.\"},"
  "{\"code\":\"BRS236\",\"name\":\"bars-booking-healthcare-service-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `HealthcareService` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"HealthcareService.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS237\",\"name\":\"bars-booking-healthcare-service-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"Each `HealthcareService.meta` has `profile`.\",\"at\":\"HealthcareService.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS238\",\"name\":\"bars-booking-healthcare-service-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `HealthcareService.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS239\",\"name\":\"bars-booking-healthcare-service-identifier\",\"keyword\":\"MUST\",\"requirement\":\"Each `HealthcareService` has `identifier`.\",\"at\":\"HealthcareService.identifier\",\"check\":{\"present\":{}},\"fix\":\"Add `identifier`.\"},"
  "{\"code\":\"BRS240\",\"name\":\"bars-booking-healthcare-service-identifier-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `HealthcareService.identifier` has `system`.\",\"at\":\"HealthcareService.identifier.system\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS241\",\"name\":\"bars-booking-healthcare-service-identifier-value\",\"keyword\":\"MUST\",\"requirement\":\"Each `HealthcareService.identifier` has `value`.\",\"at\":\"HealthcareService.identifier.value\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS242\",\"name\":\"bars-booking-healthcare-service-active\",\"keyword\":\"MUST\",\"requirement\":\"Each `HealthcareService` has `active`.\",\"at\":\"HealthcareService.active\",\"check\":{\"present\":{}},\"fix\":\"Add `active`.\"},"
  "{\"code\":\"BRS243\",\"name\":\"bars-booking-healthcare-service-provided-by\",\"keyword\":\"MUST\",\"requirement\":\"Each `HealthcareService` has `providedBy`.\",\"at\":\"HealthcareService.providedBy\",\"check\":{\"present\":{}},\"fix\":\"Add `providedBy`.\"},"
  "{\"code\":\"BRS244\",\"name\":\"bars-booking-healthcare-service-provided-by-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `HealthcareService.providedBy` has `reference`, to an Organization.\",\"parts\":[{\"at\":\"HealthcareService.providedBy.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},{\"at\":\"HealthcareService.providedBy\",\"check\":{\"reference\":{\"to\":[\"Organization\"]}},\"fix\":\"Refer to an Organization.\"}]},"
  "{\"code\":\"BRS245\",\"name\":\"bars-booking-healthcare-service-location\",\"keyword\":\"MAY\",\"requirement\":\"Each `HealthcareService.location` refers to a Location.\",\"at\":\"HealthcareService.location\",\"check\":{\"reference\":{\"to\":[\"Location\"]}},\"fix\":\"Refer to a Location.\"},"
  "{\"code\":\"BRS246\",\"name\":\"bars-booking-healthcare-service-location-reference\",\"keyword\":\"MAY\",\"requirement\":\"Each `HealthcareService.location` has `reference`.\",\"heldBy\":\"BRS245\"},"
  "{\"code\":\"BRS247\",\"name\":\"bars-booking-healthcare-service-name\",\"keyword\":\"MUST\",\"requirement\":\"Each `HealthcareService` has `name`.\",\"at\":\"HealthcareService.name\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"}]}";
static const unsigned char whole12[] = {
#embed "../../Rules/bars/booking-request/healthcare-service.json"
};

static const char lean13[] =
  "{\"table\":{\"title\":\"Booking request: MessageHeader\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"MessageHeader\"},\"applies\":{\"resource\":\"MessageHeader\"}},\"rules\":[{\"code\":\"BRS031\",\"name\":\"bars-booking-message-header\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 MessageHeader.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS032\",\"name\":\"bars-booking-message-header-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"MessageHeader.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS033\",\"name\":\"bars-booking-message-header-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.meta.profile` is `https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-booking-request`.\",\"at\":\"MessageHeader.meta.profile\",\"some\":\"MessageHeader.meta\",\"check\":{\"pattern\":{\"matches\":\"https://fhir\\\\.nhs\\\\.uk/StructureDefinition/BARSMessageHeader-booking-request([|].+)?\",\"called\":\"https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-booking-request\"}},\"required\":true,\"fix\":\"Set `profile` to `https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-booking-request`.\"},"
  "{\"code\":\"BRS034\",\"name\":\"bars-booking-message-header-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS037\",\"name\":\"bars-booking-message-header-extension-url\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.extension` has `url`.\",\"heldBy\":\"BRS035\"},"
  "{\"code\":\"BRS038\",\"name\":\"bars-booking-message-header-extension-extension\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.extension` has `extension`.\",\"heldBy\":\"BRS039\"},"
  "{\"code\":\"BRS039\",\"name\":\"bars-booking-message-header-extension-extension-url\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.extension.extension.url` is `requesterCDSSSoftware` or `RequesterCDSSsoftware`.\",\"at\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension').extension.url\",\"some\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension')\",\"check\":{\"oneOf\":{\"values\":[\"requesterCDSSSoftware\",\"RequesterCDSSsoftware\"]}},\"required\":true,\"fix\":\"Set `url` to `requesterCDSSSoftware` or `RequesterCDSSsoftware`.\"},"
  "{\"code\":\"BRS040\",\"name\":\"bars-booking-message-header-extension-extension-value-string\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.extension.extension` has `valueString`.\",\"at\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension').extension.valueString\",\"check\":{\"present\":{}},\"fix\":\"Add `valueString`.\"},"
  "{\"code\":\"BRS041\",\"name\":\"bars-booking-message-header-extension-extension-2\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.extension` has `extension`.\",\"heldBy\":\"BRS042\"},"
  "{\"code\":\"BRS042\",\"name\":\"bars-booking-message-header-extension-extension-url-2\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.extension.extension.url` is `requesterCDSSVersion` or `RequesterCDSSversion`.\",\"at\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension').extension.url\",\"some\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension')\",\"check\":{\"oneOf\":{\"values\":[\"requesterCDSSVersion\",\"RequesterCDSSversion\"]}},\"required\":true,\"fix\":\"Set `url` to `requesterCDSSVersion` or `RequesterCDSSversion`.\"},"
  "{\"code\":\"BRS043\",\"name\":\"bars-booking-message-header-extension-extension-value-string-2\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.extension.extension` has `valueString`.\",\"heldBy\":\"BRS040\"},"
  "{\"code\":\"BRS044\",\"name\":\"bars-booking-message-header-event-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `eventCoding`.\",\"printed\":\"MessageHeader.eventcoding\",\"heldBy\":\"BRS011\"},"
  "{\"code\":\"BRS045\",\"name\":\"bars-booking-message-header-event-coding-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.eventCoding` has `system`.\",\"printed\":\"MessageHeader.eventcoding.system\",\"heldBy\":\"BRS011\"},"
  "{\"code\":\"BRS046\",\"name\":\"bars-booking-message-header-event-coding-code\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.eventCoding` has `code`.\",\"printed\":\"MessageHeader.eventcoding.code\",\"heldBy\":\"BRS011\"},"
  "{\"code\":\"BRS047\",\"name\":\"bars-booking-message-header-destination\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `destination`.\",\"at\":\"MessageHeader.destination\",\"check\":{\"present\":{}},\"fix\":\"Add `destination`.\"},"
  "{\"code\":\"BRS048\",\"name\":\"bars-booking-message-header-destination-receiver\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.destination` has `receiver`.\",\"heldBy\":\"BRS014\"},"
  "{\"code\":\"BRS049\",\"name\":\"bars-booking-message-header-destination-receiver-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.destination.receiver` has `reference`.\",\"heldBy\":\"BRS014\"},"
  "{\"code\":\"BRS050\",\"name\":\"bars-booking-message-header-destination-endpoint\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.destination.endpoint` is a system and a service id with | between them.\",\"covers\":[\"BRS014\"],\"at\":\"MessageHeader.destination.endpoint\",\"check\":{\"pattern\":{\"matches\":\"[^| ]+[|][^| ]+\",\"called\":\"a system and a service id with | between them\"}},\"required\":true,\"fix\":\"Set `endpoint` to a system and a service id with | between them.\"},"
  "{\"code\":\"BRS051\",\"name\":\"bars-booking-message-header-sender\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `sender`.\",\"at\":\"MessageHeader.sender\",\"check\":{\"present\":{}},\"fix\":\"Add `sender`.\"},"
  "{\"code\":\"BRS052\",\"name\":\"bars-booking-message-header-sender-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.sender` has `reference`.\",\"at\":\"MessageHeader.sender.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},"
  "{\"code\":\"BRS053\",\"name\":\"bars-booking-message-header-source\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `source`.\",\"at\":\"MessageHeader.source\",\"check\":{\"present\":{}},\"fix\":\"Add `source`.\"},"
  "{\"code\":\"BRS054\",\"name\":\"bars-booking-message-header-source-name\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.source` has `name`.\",\"at\":\"MessageHeader.source.name\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"},"
  "{\"code\":\"BRS055\",\"name\":\"bars-booking-message-header-source-software\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source` has `software`.\",\"at\":\"MessageHeader.source.software\",\"check\":{\"present\":{}},\"fix\":\"Add `software`.\"},"
  "{\"code\":\"BRS056\",\"name\":\"bars-booking-message-header-source-version\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source` has `version`.\",\"at\":\"MessageHeader.source.version\",\"check\":{\"present\":{}},\"fix\":\"Add `version`.\"},"
  "{\"code\":\"BRS057\",\"name\":\"bars-booking-message-header-source-contact\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source` has `contact`.\",\"at\":\"MessageHeader.source.contact\",\"check\":{\"present\":{}},\"fix\":\"Add `contact`.\"},"
  "{\"code\":\"BRS058\",\"name\":\"bars-booking-message-header-source-contact-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source.contact` has `system`.\",\"at\":\"MessageHeader.source.contact.system\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS059\",\"name\":\"bars-booking-message-header-source-contact-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source.contact` has `value`.\",\"at\":\"MessageHeader.source.contact.value\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS060\",\"name\":\"bars-booking-message-header-source-endpoint\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.source.endpoint` is a system and a service id with | between them.\",\"covers\":[\"BRS014\"],\"at\":\"MessageHeader.source.endpoint\",\"check\":{\"pattern\":{\"matches\":\"[^| ]+[|][^| ]+\",\"called\":\"a system and a service id with | between them\"}},\"required\":true,\"fix\":\"Set `endpoint` to a system and a service id with | between them.\"},"
  "{\"code\":\"BRS061\",\"name\":\"bars-booking-message-header-reason\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `reason`.\",\"at\":\"MessageHeader.reason\",\"check\":{\"present\":{}},\"fix\":\"Add `reason`.\"},"
  "{\"code\":\"BRS062\",\"name\":\"bars-booking-message-header-reason-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.reason` has `coding`.\",\"at\":\"MessageHeader.reason.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS063\",\"name\":\"bars-booking-message-header-reason-coding-system\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.reason.coding.system` is `https://fhir.nhs.uk/CodeSystem/message-reason-bars`.\",\"parts\":[{\"at\":\"MessageHeader.reason.coding.system\",\"check\":{\"present\":{}},\"some\":\"MessageHeader.reason\",\"fix\":\"Add `system`.\"},{\"at\":\"MessageHeader.reason.coding.system\",\"check\":{\"fixed\":{\"value\":\"https://fhir.nhs.uk/CodeSystem/message-reason-bars\"}},\"some\":\"MessageHeader.reason\",\"fix\":\"Set `system` to `https://fhir.nhs.uk/CodeSystem/message-reason-bars`.\"}]},"
  "{\"code\":\"BRS064\",\"name\":\"bars-booking-message-header-reason-coding-code\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.reason` has a coding with `code`.\",\"at\":\"MessageHeader.reason.coding.code\",\"some\":\"MessageHeader.reason\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS065\",\"name\":\"bars-booking-message-header-reason-coding-display\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `MessageHeader.reason.coding` has `display`.\",\"at\":\"MessageHeader.reason.coding.display\",\"some\":\"MessageHeader.reason\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS066\",\"name\":\"bars-booking-message-header-focus\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `focus`.\",\"heldBy\":\"BRS013\"},"
  "{\"code\":\"BRS067\",\"name\":\"bars-booking-message-header-focus-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.focus` has `reference`.\",\"heldBy\":\"BRS013\"},"
  "{\"code\":\"BRS068\",\"name\":\"bars-booking-message-header-definition\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.definition` is `https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request`.\",\"at\":\"MessageHeader.definition\",\"check\":{\"pattern\":{\"matches\":\"https://fhir\\\\.nhs\\\\.uk/MessageDefinition/bars-message-booking-request([|].+)?\",\"called\":\"https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request\"}},\"required\":true,\"fix\":\"Set `definition` to `https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request`.\"}]}";
static const unsigned char whole13[] = {
#embed "../../Rules/bars/booking-request/message-header.json"
};

static const char lean14[] =
  "{\"table\":{\"title\":\"Booking request: Organization\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"Organization\"},\"applies\":{\"resource\":\"Organization\"}},\"rules\":[{\"code\":\"BRS196\",\"name\":\"bars-booking-organization\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 2..* Organization.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS197\",\"name\":\"bars-booking-organization-id\",\"keyword\":\"MUST\",\"requirement\":\"`Organization.id` is what the Receiver has assigned.\",\"heldBy\":\"BRS070\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS198\",\"name\":\"bars-booking-organization-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Organization.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS199\",\"name\":\"bars-booking-organization-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization.meta` has `profile`.\",\"at\":\"Organization.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS200\",\"name\":\"bars-booking-organization-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS201\",\"name\":\"bars-booking-organization-identifier\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization` has `identifier`.\",\"at\":\"Organization.identifier\",\"check\":{\"present\":{}},\"fix\":\"Add `identifier`.\"},"
  "{\"code\":\"BRS202\",\"name\":\"bars-booking-organization-identifier-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization.identifier` has `system`.\",\"at\":\"Organization.identifier.system\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS203\",\"name\":\"bars-booking-organization-identifier-value\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization.identifier` has `value`.\",\"at\":\"Organization.identifier.value\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS204\",\"name\":\"bars-booking-organization-name\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization` has `name`.\",\"at\":\"Organization.name\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"}]}";
static const unsigned char whole14[] = {
#embed "../../Rules/bars/booking-request/organization.json"
};

static const char lean15[] =
  "{\"table\":{\"title\":\"Booking request: Patient\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"Patient\"},\"applies\":{\"resource\":\"Patient\"}},\"rules\":[{\"code\":\"BRS132\",\"name\":\"bars-booking-patient\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 Patient.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS133\",\"name\":\"bars-booking-patient-id\",\"keyword\":\"MUST\",\"requirement\":\"`Patient.id` is what the Receiver has assigned.\",\"heldBy\":\"BRS070\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS134\",\"name\":\"bars-booking-patient-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Patient.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS135\",\"name\":\"bars-booking-patient-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.meta` has `profile`.\",\"at\":\"Patient.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS136\",\"name\":\"bars-booking-patient-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.meta` has `lastUpdated`.\",\"printed\":\"Patient.meta.LastUpdate\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS137\",\"name\":\"bars-booking-patient-identifier\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `identifier`.\",\"at\":\"Patient.identifier\",\"check\":{\"present\":{}},\"fix\":\"Add `identifier`.\"},"
  "{\"code\":\"BRS138\",\"name\":\"bars-booking-patient-identifier-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier` has `system`.\",\"at\":\"Patient.identifier.system\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS139\",\"name\":\"bars-booking-patient-identifier-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier` has `value`.\",\"at\":\"Patient.identifier.value\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS140\",\"name\":\"bars-booking-patient-identifier-extension\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier` has the extension Extension-UKCore-NHSNumberVerificationStatus.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus')\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add the extension `https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus`.\"},"
  "{\"code\":\"BRS141\",\"name\":\"bars-booking-patient-identifier-extension-url\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient.identifier.extension` has `url`.\",\"heldBy\":\"BRS140\"},"
  "{\"code\":\"BRS142\",\"name\":\"bars-booking-patient-identifier-extension-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension` has `valueCodeableConcept`.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `valueCodeableConcept`.\"},"
  "{\"code\":\"BRS143\",\"name\":\"bars-booking-patient-identifier-extension-value-coding\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension.valueCodeableConcept` has `coding`.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS144\",\"name\":\"bars-booking-patient-identifier-extension-value-coding-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension.valueCodeableConcept.coding` has `system`, which is `https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus`.\",\"parts\":[{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.system\",\"check\":{\"present\":{}},\"some\":\"Patient\",\"fix\":\"Add `system`.\"},{\"keyword\":\"MUST\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.system\",\"check\":{\"fixed\":{\"value\":\"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus\"}},\"fix\":\"Give a value that the table allows.\"}]},"
  "{\"code\":\"BRS145\",\"name\":\"bars-booking-patient-identifier-extension-value-coding-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension.valueCodeableConcept.coding` has `code`, which is `number-present-and-verified` or `number-present-but-not-traced`.\",\"parts\":[{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.code\",\"check\":{\"present\":{}},\"some\":\"Patient\",\"fix\":\"Add `code`.\"},{\"keyword\":\"MUST\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.code\",\"check\":{\"oneOf\":{\"values\":[\"number-present-and-verified\",\"number-present-but-not-traced\"]}},\"fix\":\"Give a value that the table allows.\"}]},"
  "{\"code\":\"BRS148\",\"name\":\"bars-booking-patient-name\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `name`.\",\"at\":\"Patient.name\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"},"
  "{\"code\":\"BRS149\",\"name\":\"bars-booking-patient-name-use\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `use`.\",\"at\":\"Patient.name.use\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `use`.\"},"
  "{\"code\":\"BRS150\",\"name\":\"bars-booking-patient-name-text\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `text`.\",\"at\":\"Patient.name.text\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `text`.\"},"
  "{\"code\":\"BRS151\",\"name\":\"bars-booking-patient-name-family\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `family`.\",\"at\":\"Patient.name.family\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `family`.\"},"
  "{\"code\":\"BRS152\",\"name\":\"bars-booking-patient-name-given\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `given`.\",\"at\":\"Patient.name.given\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `given`.\"},"
  "{\"code\":\"BRS153\",\"name\":\"bars-booking-patient-name-prefix\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `prefix`.\",\"at\":\"Patient.name.prefix\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `prefix`.\"},"
  "{\"code\":\"BRS154\",\"name\":\"bars-booking-patient-gender\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `gender`.\",\"at\":\"Patient.gender\",\"check\":{\"present\":{}},\"fix\":\"Add `gender`.\"},"
  "{\"code\":\"BRS155\",\"name\":\"bars-booking-patient-birth-date\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `birthDate`.\",\"at\":\"Patient.birthDate\",\"check\":{\"present\":{}},\"fix\":\"Add `birthDate`.\"},"
  "{\"code\":\"BRS156\",\"name\":\"bars-booking-patient-address\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `address`.\",\"at\":\"Patient.address\",\"check\":{\"present\":{}},\"fix\":\"Add `address`.\"},"
  "{\"code\":\"BRS157\",\"name\":\"bars-booking-patient-address-use\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `use`.\",\"at\":\"Patient.address.use\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `use`.\"},"
  "{\"code\":\"BRS158\",\"name\":\"bars-booking-patient-address-type\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `type`.\",\"at\":\"Patient.address.type\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `type`.\"},"
  "{\"code\":\"BRS159\",\"name\":\"bars-booking-patient-address-text\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `text`.\",\"at\":\"Patient.address.text\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `text`.\"},"
  "{\"code\":\"BRS160\",\"name\":\"bars-booking-patient-address-line\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `line`.\",\"at\":\"Patient.address.line\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `line`.\"},"
  "{\"code\":\"BRS161\",\"name\":\"bars-booking-patient-address-city\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `city`.\",\"at\":\"Patient.address.city\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `city`.\"},"
  "{\"code\":\"BRS162\",\"name\":\"bars-booking-patient-address-district\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `district`.\",\"at\":\"Patient.address.district\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `district`.\"},"
  "{\"code\":\"BRS163\",\"name\":\"bars-booking-patient-address-postal-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `postalCode`.\",\"at\":\"Patient.address.postalCode\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `postalCode`.\"},"
  "{\"code\":\"BRS164\",\"name\":\"bars-booking-patient-contact\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient` has `contact`.\",\"at\":\"Patient.contact\",\"check\":{\"present\":{}},\"fix\":\"Add `contact`.\"},"
  "{\"code\":\"BRS165\",\"name\":\"bars-booking-patient-contact-extension\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact` has the extension Extension-UKCore-ContactRank.\",\"at\":\"Patient.contact.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank')\",\"check\":{\"present\":{}},\"fix\":\"Add the extension `https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank`.\"},"
  "{\"code\":\"BRS166\",\"name\":\"bars-booking-patient-contact-extension-url\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.extension` has `url`.\",\"heldBy\":\"BRS165\"},"
  "{\"code\":\"BRS167\",\"name\":\"bars-booking-patient-contact-extension-value\",\"keyword\":\"MUST\",\"requirement\":\"Each contact's rank has `valuePositiveInt`, and one is 1.\",\"printed\":\"Patient.contact.extension.urlvaluePositiveInt\",\"parts\":[{\"at\":\"Patient.contact.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank').valuePositiveInt\",\"check\":{\"present\":{}},\"fix\":\"Add `valuePositiveInt`.\"},{\"at\":\"Patient.contact.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank').valuePositiveInt\",\"check\":{\"fixed\":{\"value\":\"1\"}},\"some\":\"Patient\",\"fix\":\"Give the contact to reach first the rank 1.\"}]},"
  "{\"code\":\"BRS168\",\"name\":\"bars-booking-patient-contact-relationship\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact` has `relationship`.\",\"at\":\"Patient.contact.relationship\",\"check\":{\"present\":{}},\"fix\":\"Add `relationship`.\"},"
  "{\"code\":\"BRS169\",\"name\":\"bars-booking-patient-contact-relationship-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.relationship` has `coding`.\",\"at\":\"Patient.contact.relationship.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS170\",\"name\":\"bars-booking-patient-contact-relationship-coding-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.relationship` has a coding with `system`.\",\"at\":\"Patient.contact.relationship.coding.system\",\"some\":\"Patient.contact.relationship\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS171\",\"name\":\"bars-booking-patient-contact-relationship-coding-code\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.relationship` has a coding with `code`.\",\"at\":\"Patient.contact.relationship.coding.code\",\"some\":\"Patient.contact.relationship\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS172\",\"name\":\"bars-booking-patient-contact-relationship-coding-display\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.relationship` has a coding with `display`.\",\"at\":\"Patient.contact.relationship.coding.display\",\"some\":\"Patient.contact.relationship\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS173\",\"name\":\"bars-booking-patient-contact-name\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact` has `name`.\",\"at\":\"Patient.contact.name\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"},"
  "{\"code\":\"BRS174\",\"name\":\"bars-booking-patient-contact-name-family\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact.name` has `family`.\",\"at\":\"Patient.contact.name.family\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `family`.\"},"
  "{\"code\":\"BRS175\",\"name\":\"bars-booking-patient-contact-name-given\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact.name` has `given`.\",\"at\":\"Patient.contact.name.given\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `given`.\"},"
  "{\"code\":\"BRS176\",\"name\":\"bars-booking-patient-contact-telecom\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact` has `telecom`.\",\"at\":\"Patient.contact.telecom\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `telecom`.\"},"
  "{\"code\":\"BRS177\",\"name\":\"bars-booking-patient-contact-telecom-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.telecom` has `system`, and the contact of rank 1 has a phone.\",\"parts\":[{\"at\":\"Patient.contact.telecom.system\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},{\"at\":\"Patient.contact.where(extension.url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank' and extension.valuePositiveInt = '1').telecom\",\"check\":{\"present\":{}},\"fix\":\"Add the phone as `telecom`.\"},{\"at\":\"Patient.contact.where(extension.url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank' and extension.valuePositiveInt = '1').telecom.system\",\"check\":{\"fixed\":{\"value\":\"phone\"}},\"some\":\"Patient.contact.where(extension.url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank' and extension.valuePositiveInt = '1')\",\"fix\":\"Give the phone number of the contact of rank 1.\"},{\"at\":\"Patient.where(contact.extension.valuePositiveInt != '1').contact.telecom.system\",\"check\":{\"fixed\":{\"value\":\"phone\"}},\"some\":\"Patient.where(contact.extension.valuePositiveInt != '1')\",\"fix\":\"Give a contact's phone number.\"}]},"
  "{\"code\":\"BRS178\",\"name\":\"bars-booking-patient-contact-telecom-value\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.telecom` has `value`.\",\"at\":\"Patient.contact.telecom.value\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS179\",\"name\":\"bars-booking-patient-contact-gender\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact` has `gender`.\",\"at\":\"Patient.contact.gender\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `gender`.\"},"
  "{\"code\":\"BRS180\",\"name\":\"bars-booking-patient-communication\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `communication`.\",\"printed\":\"Patient.Communication\",\"at\":\"Patient.communication\",\"check\":{\"present\":{}},\"fix\":\"Add `communication`.\"},"
  "{\"code\":\"BRS181\",\"name\":\"bars-booking-patient-communication-language\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication` has `language`.\",\"printed\":\"Patient.Communication.Language\",\"at\":\"Patient.communication.language\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `language`.\"},"
  "{\"code\":\"BRS182\",\"name\":\"bars-booking-patient-communication-language-coding\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication.language` has `coding`.\",\"printed\":\"Patient.Communication.Language.coding\",\"at\":\"Patient.communication.language.coding\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS183\",\"name\":\"bars-booking-patient-communication-language-coding-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication.language.coding` has `code`.\",\"printed\":\"Patient.Communication.Language.coding.code\",\"at\":\"Patient.communication.language.coding.code\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS184\",\"name\":\"bars-booking-patient-communication-language-coding-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication.language.coding` has `system`.\",\"printed\":\"Patient.Communication.Language.coding.system\",\"at\":\"Patient.communication.language.coding.system\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS185\",\"name\":\"bars-booking-patient-communication-language-coding-display\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication.language.coding` has `display`.\",\"printed\":\"Patient.Communication.Language.coding.display\",\"at\":\"Patient.communication.language.coding.display\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS186\",\"name\":\"bars-booking-patient-communication-preferred\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication` has `preferred`.\",\"printed\":\"Patient.Communication.Language.preferred\",\"at\":\"Patient.communication.preferred\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `preferred`.\"},"
  "{\"code\":\"BRS187\",\"name\":\"bars-booking-patient-extension\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has the extension Extension-UKCore-EthnicCategory.\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory')\",\"check\":{\"present\":{}},\"fix\":\"Add the extension `https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory`.\"},"
  "{\"code\":\"BRS188\",\"name\":\"bars-booking-patient-extension-url\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient.extension` has `url`.\",\"heldBy\":\"BRS187\"},"
  "{\"code\":\"BRS189\",\"name\":\"bars-booking-patient-extension-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension` has `valueCodeableConcept`.\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `valueCodeableConcept`.\"},"
  "{\"code\":\"BRS190\",\"name\":\"bars-booking-patient-extension-value-coding\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension.valueCodeableConcept` has `coding`.\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept.coding\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS191\",\"name\":\"bars-booking-patient-extension-value-coding-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension.valueCodeableConcept.coding` has `system`.\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept.coding.system\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS192\",\"name\":\"bars-booking-patient-extension-value-coding-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension.valueCodeableConcept.coding` has `code`.\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept.coding.code\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS193\",\"name\":\"bars-booking-patient-extension-value-coding-display\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension.valueCodeableConcept.coding` has `display`.\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept.coding.display\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS194\",\"name\":\"bars-booking-patient-general-practitioner\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `generalPractitioner`.\",\"at\":\"Patient.generalPractitioner\",\"check\":{\"present\":{}},\"fix\":\"Add `generalPractitioner`.\"},"
  "{\"code\":\"BRS195\",\"name\":\"bars-booking-patient-general-practitioner-reference\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.generalPractitioner` has `reference`, to an Organization.\",\"parts\":[{\"at\":\"Patient.generalPractitioner.reference\",\"check\":{\"present\":{}},\"some\":\"Patient\",\"fix\":\"Add `reference`.\"},{\"keyword\":\"MUST\",\"at\":\"Patient.generalPractitioner\",\"check\":{\"reference\":{\"to\":[\"Organization\"]}},\"fix\":\"Refer to an Organization.\"}]}]}";
static const unsigned char whole15[] = {
#embed "../../Rules/bars/booking-request/patient.json"
};

static const char lean16[] =
  "{\"table\":{\"title\":\"Booking request: PractitionerRole\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"PractitionerRole\"},\"applies\":{\"resource\":\"PractitionerRole\"}},\"rules\":[{\"code\":\"BRS220\",\"name\":\"bars-booking-practitioner-role\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 0..* PractitionerRole.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS221\",\"name\":\"bars-booking-practitioner-role-id\",\"keyword\":\"MUST\",\"requirement\":\"`PractitionerRole.id` is what the Receiver has assigned.\",\"heldBy\":\"BRS070\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS222\",\"name\":\"bars-booking-practitioner-role-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `PractitionerRole` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"PractitionerRole.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS223\",\"name\":\"bars-booking-practitioner-role-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"Each `PractitionerRole.meta` has `profile`.\",\"at\":\"PractitionerRole.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS224\",\"name\":\"bars-booking-practitioner-role-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `PractitionerRole.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS225\",\"name\":\"bars-booking-practitioner-role-practitioner\",\"keyword\":\"MUST\",\"requirement\":\"Each `PractitionerRole` has `practitioner`.\",\"at\":\"PractitionerRole.practitioner\",\"check\":{\"present\":{}},\"fix\":\"Add `practitioner`.\"},"
  "{\"code\":\"BRS226\",\"name\":\"bars-booking-practitioner-role-practitioner-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `PractitionerRole.practitioner` has `reference`.\",\"at\":\"PractitionerRole.practitioner.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},"
  "{\"code\":\"BRS227\",\"name\":\"bars-booking-practitioner-role-organization\",\"keyword\":\"MUST\",\"requirement\":\"Each `PractitionerRole` has `organization`.\",\"printed\":\"PractitionerRole.Organisation\",\"at\":\"PractitionerRole.organization\",\"check\":{\"present\":{}},\"fix\":\"Add `organization`.\"},"
  "{\"code\":\"BRS228\",\"name\":\"bars-booking-practitioner-role-organization-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `PractitionerRole.organization` has `reference`.\",\"printed\":\"PractitionerRole.Organisation.reference\",\"at\":\"PractitionerRole.organization.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},"
  "{\"code\":\"BRS229\",\"name\":\"bars-booking-practitioner-role-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `PractitionerRole` has `code`.\",\"at\":\"PractitionerRole.code\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS230\",\"name\":\"bars-booking-practitioner-role-code-coding\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `PractitionerRole.code` has `coding`.\",\"at\":\"PractitionerRole.code.coding\",\"some\":\"PractitionerRole\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS231\",\"name\":\"bars-booking-practitioner-role-code-coding-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `PractitionerRole.code.coding` has `system`.\",\"at\":\"PractitionerRole.code.coding.system\",\"some\":\"PractitionerRole\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS232\",\"name\":\"bars-booking-practitioner-role-code-coding-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `PractitionerRole.code.coding` has `code`.\",\"at\":\"PractitionerRole.code.coding.code\",\"some\":\"PractitionerRole\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS233\",\"name\":\"bars-booking-practitioner-role-code-coding-display\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `PractitionerRole.code.coding` has `display`.\",\"at\":\"PractitionerRole.code.coding.display\",\"some\":\"PractitionerRole\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"}]}";
static const unsigned char whole16[] = {
#embed "../../Rules/bars/booking-request/practitioner-role.json"
};

static const char lean17[] =
  "{\"table\":{\"title\":\"Booking request: Practitioner\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"Practitioner\"},\"applies\":{\"resource\":\"Practitioner\"}},\"rules\":[{\"code\":\"BRS205\",\"name\":\"bars-booking-practitioner\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 0..* Practitioner.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS206\",\"name\":\"bars-booking-practitioner-id\",\"keyword\":\"MUST\",\"requirement\":\"`Practitioner.id` is what the Receiver has assigned.\",\"heldBy\":\"BRS070\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS207\",\"name\":\"bars-booking-practitioner-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `Practitioner` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Practitioner.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS208\",\"name\":\"bars-booking-practitioner-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"Each `Practitioner.meta` has `profile`.\",\"at\":\"Practitioner.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS209\",\"name\":\"bars-booking-practitioner-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `Practitioner.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS210\",\"name\":\"bars-booking-practitioner-identifier\",\"keyword\":\"MUST\",\"requirement\":\"Each `Practitioner` has `identifier`.\",\"at\":\"Practitioner.identifier\",\"check\":{\"present\":{}},\"fix\":\"Add `identifier`.\"},"
  "{\"code\":\"BRS211\",\"name\":\"bars-booking-practitioner-identifier-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `Practitioner.identifier` has `system`.\",\"at\":\"Practitioner.identifier.system\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS212\",\"name\":\"bars-booking-practitioner-identifier-value\",\"keyword\":\"MUST\",\"requirement\":\"Each `Practitioner.identifier` has `value`.\",\"at\":\"Practitioner.identifier.value\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS213\",\"name\":\"bars-booking-practitioner-name\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Practitioner` has `name`.\",\"at\":\"Practitioner.name\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"},"
  "{\"code\":\"BRS214\",\"name\":\"bars-booking-practitioner-name-family\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Practitioner.name` has `family`.\",\"at\":\"Practitioner.name.family\",\"some\":\"Practitioner\",\"check\":{\"present\":{}},\"fix\":\"Add `family`.\"},"
  "{\"code\":\"BRS215\",\"name\":\"bars-booking-practitioner-name-given\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Practitioner.name` has `given`.\",\"at\":\"Practitioner.name.given\",\"some\":\"Practitioner\",\"check\":{\"present\":{}},\"fix\":\"Add `given`.\"},"
  "{\"code\":\"BRS216\",\"name\":\"bars-booking-practitioner-telecom\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Practitioner` has `telecom`.\",\"at\":\"Practitioner.telecom\",\"check\":{\"present\":{}},\"fix\":\"Add `telecom`.\"},"
  "{\"code\":\"BRS217\",\"name\":\"bars-booking-practitioner-telecom-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Practitioner.telecom` has `system`.\",\"at\":\"Practitioner.telecom.system\",\"some\":\"Practitioner\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS218\",\"name\":\"bars-booking-practitioner-telecom-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Practitioner.telecom` has `value`.\",\"at\":\"Practitioner.telecom.value\",\"some\":\"Practitioner\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS219\",\"name\":\"bars-booking-practitioner-telecom-use\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Practitioner.telecom` has `use`.\",\"at\":\"Practitioner.telecom.use\",\"some\":\"Practitioner\",\"check\":{\"present\":{}},\"fix\":\"Add `use`.\"}]}";
static const unsigned char whole17[] = {
#embed "../../Rules/bars/booking-request/practitioner.json"
};

static const char lean18[] =
  "{\"table\":{\"title\":\"Booking request: Schedule\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"Schedule\"},\"applies\":{\"resource\":\"Schedule\"}},\"rules\":[{\"code\":\"BRS130\",\"name\":\"bars-booking-schedule-actor\",\"keyword\":\"MUST\",\"requirement\":\"Each `Schedule` has `actor`.\",\"at\":\"Schedule.actor\",\"check\":{\"present\":{}},\"fix\":\"Add `actor`.\"}]}";
static const unsigned char whole18[] = {
#embed "../../Rules/bars/booking-request/schedule.json"
};

static const char lean19[] =
  "{\"table\":{\"title\":\"Booking request: Slot\",\"source\":{\"document\":\"BaRS, Payload for making a booking (applications 1, 2 and 7)\",\"section\":\"Slot\"},\"applies\":{\"resource\":\"Slot\"}},\"rules\":[{\"code\":\"BRS112\",\"name\":\"bars-booking-slot-schedule\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot` has `schedule`.\",\"at\":\"Slot.schedule\",\"check\":{\"present\":{}},\"fix\":\"Add `schedule`.\"},"
  "{\"code\":\"BRS114\",\"name\":\"bars-booking-slot-status\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot` has `status`.\",\"at\":\"Slot.status\",\"check\":{\"present\":{}},\"fix\":\"Add `status`.\"},"
  "{\"code\":\"BRS115\",\"name\":\"bars-booking-slot-start\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot` has `start`.\",\"at\":\"Slot.start\",\"check\":{\"present\":{}},\"fix\":\"Add `start`.\"},"
  "{\"code\":\"BRS116\",\"name\":\"bars-booking-slot-end\",\"keyword\":\"MUST\",\"requirement\":\"Each `Slot` has `end`.\",\"at\":\"Slot.end\",\"check\":{\"present\":{}},\"fix\":\"Add `end`.\"}]}";
static const unsigned char whole19[] = {
#embed "../../Rules/bars/booking-request/slot.json"
};

static const char lean20[] =
  "{\"table\":{\"title\":\"Beside the version read before\",\"source\":{\"document\":\"BaRS Core 1.1.6, Appointment standard pattern\",\"section\":\"Cancel and update\"},\"applies\":{\"resource\":\"Change\",\"root\":true}},\"rules\":[{\"code\":\"BRS006\",\"name\":\"bars-update-unchanged\",\"keyword\":\"MUST\",\"requirement\":\"A PUT is equal to the version read before it, but for status, reasons and meta.\",\"at\":\"Change.later.resource.ofType(Appointment)\",\"check\":{\"unchanged\":{\"since\":\"Change.earlier.resource\",\"except\":[\"status\",\"reasonCode\",\"cancelationReason\",\"meta\",\"extension(cancelationReason)\",\"extension(cancellationReason)\"]}},\"answer\":409,\"fix\":\"Send the Appointment as it was read, with nothing but `status`, `reasonCode` and `cancelationReason` changed.\"}]}";
static const unsigned char whole20[] = {
#embed "../../Rules/bars/change.json"
};

static const char lean21[] =
  "{\"table\":{\"title\":\"Every resource\",\"source\":{\"document\":\"BaRS Core 1.1.6, Standard patterns\",\"section\":\"Resource metadata\"}},\"rules\":[{\"code\":\"BRS003\",\"name\":\"bars-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Every resource says when it was last updated; those created together say the same.\",\"parts\":[{\"at\":\"Resource.ofType(Appointment).meta.lastUpdated\",\"per\":\"Resource.ofType(Appointment)\",\"check\":{\"present\":{}},\"fix\":\"Add `meta.lastUpdated`.\"},{\"interaction\":\"message\",\"at\":\"Bundle.meta.lastUpdated\",\"per\":\"Bundle\",\"check\":{\"present\":{}},\"fix\":\"Add `meta.lastUpdated`.\"},{\"interaction\":\"message\",\"at\":\"Bundle.entry.resource.meta.lastUpdated\",\"per\":\"Bundle.entry.resource\",\"check\":{\"present\":{}},\"fix\":\"Add `meta.lastUpdated`.\"},{\"interaction\":\"message\",\"at\":\"Bundle.where(entry.resource.reason.coding.code = 'new').meta.lastUpdated\",\"check\":{\"simultaneous\":{\"among\":[\"MessageHeader.meta.lastUpdated\",\"Bundle.meta.lastUpdated\",\"MessageHeader.focus.resolve().meta.lastUpdated\"]}},\"fix\":\"Give what a new message creates one timestamp.\"},{\"interaction\":\"message\",\"at\":\"Bundle.entry.resource.ofType(MessageHeader).where(reason.coding.code = 'new').meta.lastUpdated\",\"per\":\"Bundle\",\"check\":{\"simultaneous\":{\"among\":[\"MessageHeader.meta.lastUpdated\",\"Bundle.meta.lastUpdated\",\"MessageHeader.focus.resolve().meta.lastUpdated\"]}},\"fix\":\"Give what a new message creates one timestamp.\"},{\"interaction\":\"message\",\"at\":\"Bundle.entry.resource.ofType(MessageHeader).where(reason.coding.code = 'new' and eventCoding.code != 'servicerequest-response').focus.resolve().meta.lastUpdated\",\"per\":\"Bundle\",\"check\":{\"simultaneous\":{\"among\":[\"MessageHeader.meta.lastUpdated\",\"Bundle.meta.lastUpdated\",\"MessageHeader.focus.resolve().meta.lastUpdated\"]}},\"fix\":\"Give what a new message creates one timestamp.\"},{\"interaction\":\"message\",\"at\":\"Bundle.where(entry.resource.reason.coding.code = 'new').entry.resource.meta.lastUpdated\",\"per\":\"Bundle.where(entry.resource.reason.coding.code = 'new')\",\"check\":{\"inside\":{\"to\":[\"Bundle.meta.lastUpdated\",\"MessageHeader.meta.lastUpdated\",\"MessageHeader.focus.resolve().meta.lastUpdated\"]}},\"fix\":\"Give what a new message creates one timestamp; what was there before keeps its own, earlier one.\"},{\"interaction\":\"message\",\"at\":\"Bundle.where(entry.resource.reason.coding.code != 'new').entry.resource.meta.lastUpdated\",\"per\":\"Bundle.where(entry.resource.reason.coding.code != 'new')\",\"check\":{\"inside\":{\"to\":[\"Bundle.meta.lastUpdated\",\"MessageHeader.meta.lastUpdated\"]}},\"fix\":\"Give what a message updates the timestamp of the message; the rest keeps its own, earlier one.\"}]},"
  "{\"code\":\"BRS004\",\"name\":\"bars-times\",\"keyword\":\"MUST\",\"section\":\"Date and time\",\"requirement\":\"Times are instants of up to seven fraction digits, and should be in UTC.\",\"covers\":[\"LNT011\"],\"parts\":[{\"at\":\"Appointment.meta.lastUpdated\",\"check\":{\"instant\":{}},\"fix\":\"Give `lastUpdated` with date, time to the second and zone.\"},{\"at\":\"Appointment.start\",\"check\":{\"instant\":{}},\"fix\":\"Give `start` with date, time to the second and zone.\"},{\"at\":\"Appointment.end\",\"check\":{\"instant\":{}},\"fix\":\"Give `end` with date, time to the second and zone.\"},{\"at\":\"Appointment.created\",\"check\":{\"instant\":{}},\"fix\":\"Give `created` with date, time to the second and zone.\"},{\"interaction\":\"message\",\"at\":\"Appointment.created\",\"check\":{\"valued\":{}},\"fix\":\"Give `created` with date, time to the second and zone, or leave it out.\"},{\"at\":\"Resource.descendants()\",\"check\":{\"fraction\":{\"maximum\":7}},\"fix\":\"Give the time with at most seven digits of fraction.\"},{\"keyword\":\"SHOULD\",\"at\":\"Resource.descendants()\",\"check\":{\"utc\":{}},\"fix\":\"Give the time in UTC.\"}]}]}";
static const unsigned char whole21[] = {
#embed "../../Rules/bars/every-resource.json"
};

static const char lean22[] =
  "{\"table\":{\"title\":\"The exchange\",\"source\":{\"document\":\"BaRS Core 1.1.6\",\"section\":\"Transaction integrity\"},\"applies\":{\"resource\":\"Exchange\",\"root\":true}},\"rules\":[{\"code\":\"BRS900\",\"name\":\"bars-transaction-ids\",\"keyword\":\"MUST\",\"requirement\":\"Request and answer have the same X-Request-Id and X-Correlation-Id, both GUIDs; a retry (after no answer, 408, 429 or 5xx) repeats both, and the body.\",\"answer\":400,\"parts\":[{\"at\":\"Exchange.request.header('X-Request-Id')\",\"check\":{\"uuid\":{}},\"required\":true,\"fix\":\"Send X-Request-Id with a new GUID.\"},{\"at\":\"Exchange.request.header('X-Correlation-Id')\",\"check\":{\"uuid\":{}},\"required\":true,\"fix\":\"Send X-Correlation-Id with a GUID.\"},{\"at\":\"Exchange.response.header('X-Request-Id')\",\"check\":{\"echoed\":{\"of\":\"Exchange.request.header('X-Request-Id')\"}},\"fix\":\"Send the X-Request-Id of the request back.\"},{\"at\":\"Exchange.response.header('X-Correlation-Id')\",\"check\":{\"echoed\":{\"of\":\"Exchange.request.header('X-Correlation-Id')\"}},\"fix\":\"Send the X-Correlation-Id of the request back.\"},{\"at\":\"Exchange.where(earlier.body = 'same' and earlier.final = 'no' and request.method != 'GET').request.header('X-Request-Id')\",\"check\":{\"echoed\":{\"of\":\"Exchange.earlier.header('X-Request-Id')\"}},\"fix\":\"Repeat the X-Request-Id of the request that failed.\"},{\"at\":\"Exchange.where(earlier.body = 'same' and earlier.final = 'no' and request.method != 'GET').request.header('X-Correlation-Id')\",\"check\":{\"echoed\":{\"of\":\"Exchange.earlier.header('X-Correlation-Id')\"}},\"fix\":\"Repeat the X-Correlation-Id of the request that failed.\"},{\"at\":\"Exchange.where(earlier.body = 'changed').request\",\"check\":{\"retry\":{\"earlier\":\"Exchange.earlier\",\"of\":\"changed\"}},\"fix\":\"Give a request with another body an id of its own.\"}]},"
  "{\"code\":\"BRS901\",\"name\":\"bars-error-response\",\"keyword\":\"MUST\",\"section\":\"Error handling\",\"requirement\":\"An error is answered with an OperationOutcome: issue code, a code of http-error-codes that belongs to the status, diagnostics.\",\"parts\":[{\"at\":\"Exchange.response.where(status.startsWith('4') and body != 'unreadable').resource\",\"check\":{\"resource\":{\"is\":[\"OperationOutcome\"]}},\"required\":true,\"fix\":\"Send an OperationOutcome that says what was wrong.\"},{\"at\":\"Exchange.response.where(status.startsWith('4')).resource.ofType(OperationOutcome).issue.code\",\"check\":{\"present\":{}},\"fix\":\"Give the issue its `code`.\"},{\"at\":\"Exchange.response.where(status.startsWith('4')).resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes')\",\"per\":\"Exchange.response.where(status.startsWith('4')).resource.ofType(OperationOutcome).issue\",\"check\":{\"present\":{}},\"fix\":\"Give `details.coding` with a code of https://fhir.nhs.uk/CodeSystem/http-error-codes.\"},{\"at\":\"Exchange.response.where(status.startsWith('4')).resource.ofType(OperationOutcome).issue.diagnostics\",\"check\":{\"present\":{}},\"fix\":\"Give `diagnostics`, without anything that identifies a patient.\"},{\"at\":\"Exchange.response.where(status.startsWith('5') and body != 'unreadable').resource\",\"check\":{\"resource\":{\"is\":[\"OperationOutcome\"]}},\"required\":true,\"fix\":\"Send an OperationOutcome that says what was wrong.\"},{\"at\":\"Exchange.response.where(status.startsWith('5')).resource.ofType(OperationOutcome).issue.code\",\"check\":{\"present\":{}},\"fix\":\"Give the issue its `code`.\"},{\"at\":\"Exchange.response.where(status.startsWith('5')).resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes')\",\"per\":\"Exchange.response.where(status.startsWith('5')).resource.ofType(OperationOutcome).issue\",\"check\":{\"present\":{}},\"fix\":\"Give `details.coding` with a code of https://fhir.nhs.uk/CodeSystem/http-error-codes.\"},{\"at\":\"Exchange.response.where(status.startsWith('5')).resource.ofType(OperationOutcome).issue.diagnostics\",\"check\":{\"present\":{}},\"fix\":\"Give `diagnostics`, without anything that identifies a patient.\"},{\"at\":\"Exchange.response.where(status = '400').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_BAD_REQUEST\",\"called\":\"SEND_, PROXY_ or REC_ and BAD_REQUEST, as the status is 400\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"at\":\"Exchange.response.where(status = '401').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_UNAUTHORIZED\",\"called\":\"SEND_, PROXY_ or REC_ and UNAUTHORIZED, as the status is 401\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"at\":\"Exchange.response.where(status = '403').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_FORBIDDEN\",\"called\":\"SEND_, PROXY_ or REC_ and FORBIDDEN, as the status is 403\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"at\":\"Exchange.response.where(status = '404').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_NOT_FOUND\",\"called\":\"SEND_, PROXY_ or REC_ and NOT_FOUND, as the status is 404\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"at\":\"Exchange.response.where(status = '405').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_METHOD_NOT_ALLOWED\",\"called\":\"SEND_, PROXY_ or REC_ and METHOD_NOT_ALLOWED, as the status is 405\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"at\":\"Exchange.response.where(status = '406').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_NOT_ACCEPTABLE\",\"called\":\"SEND_, PROXY_ or REC_ and NOT_ACCEPTABLE, as the status is 406\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"at\":\"Exchange.response.where(status = '408').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_TIMEOUT\",\"called\":\"SEND_, PROXY_ or REC_ and TIMEOUT, as the status is 408\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"at\":\"Exchange.response.where(status = '409').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_CONFLICT\",\"called\":\"SEND_, PROXY_ or REC_ and CONFLICT, as the status is 409\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"at\":\"Exchange.response.where(status = '422').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_UNPROCESSABLE_ENTITY\",\"called\":\"SEND_, PROXY_ or REC_ and UNPROCESSABLE_ENTITY, as the status is 422\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"at\":\"Exchange.response.where(status = '429').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_TOO_MANY_REQUESTS\",\"called\":\"SEND_, PROXY_ or REC_ and TOO_MANY_REQUESTS, as the status is 429\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"at\":\"Exchange.response.where(status = '500').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_SERVER_ERROR\",\"called\":\"SEND_, PROXY_ or REC_ and SERVER_ERROR, as the status is 500\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"at\":\"Exchange.response.where(status = '501').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_NOT_IMPLEMENTED\",\"called\":\"SEND_, PROXY_ or REC_ and NOT_IMPLEMENTED, as the status is 501\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"at\":\"Exchange.response.where(status = '503').resource.ofType(OperationOutcome).issue.details.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/http-error-codes').code\",\"check\":{\"pattern\":{\"matches\":\"(SEND|PROXY|REC)_UNAVAILABLE\",\"called\":\"SEND_, PROXY_ or REC_ and UNAVAILABLE, as the status is 503\"}},\"fix\":\"Give the code that belongs to the status, with the prefix of who answers.\"},{\"unchecked\":\"Who answers, and so which prefix is right, does not show in an exchange.\"}]},"
  "{\"code\":\"BRS007\",\"name\":\"bars-diagnostics-private\",\"keyword\":\"MUST NOT\",\"section\":\"Error handling\",\"requirement\":\"An OperationOutcome's diagnostics carry nothing that identifies a patient.\",\"parts\":[{\"at\":\"Exchange.response.resource.ofType(OperationOutcome).issue.diagnostics\",\"check\":{\"unidentifying\":{\"patients\":\"Exchange.request.resource.descendants().ofType(Patient)\"}},\"fix\":\"Say what is wrong by the names of elements, without their values.\"},{\"at\":\"Exchange.response.resource.descendants().ofType(OperationOutcome).issue.diagnostics\",\"check\":{\"unidentifying\":{\"patients\":\"Exchange.request.resource.descendants().ofType(Patient)\"}},\"fix\":\"Say what is wrong by the names of elements, without their values.\"},{\"unchecked\":\"What else in free text may identify somebody no program can tell.\"}]}]}";
static const unsigned char whole22[] = {
#embed "../../Rules/bars/exchange.json"
};

static const char lean23[] =
  "{\"table\":{\"title\":\"Messages: $process-message\",\"source\":{\"document\":\"BaRS Core 1.1.6, Message structure\",\"section\":\"Bundle\"},\"applies\":{\"interaction\":\"message\",\"resource\":\"Bundle\",\"root\":true}},\"rules\":[{\"code\":\"BRS010\",\"name\":\"bars-message-bundle\",\"keyword\":\"MUST\",\"requirement\":\"A message is a Bundle of type message whose first entry is the MessageHeader.\",\"parts\":[{\"at\":\"Bundle.type\",\"check\":{\"fixed\":{\"value\":\"message\"}},\"required\":true,\"fix\":\"Set the Bundle's `type` to `message`.\"},{\"at\":\"Bundle.entry\",\"check\":{\"present\":{}},\"fix\":\"Add the entries, the MessageHeader first.\"},{\"at\":\"Bundle.entry.first().resource\",\"check\":{\"resource\":{\"is\":[\"MessageHeader\"]}},\"required\":true,\"fix\":\"Make the MessageHeader the first entry.\"}]},"
  "{\"code\":\"BRS011\",\"name\":\"bars-message-event\",\"keyword\":\"MUST\",\"section\":\"MessageHeader\",\"requirement\":\"The event is a code of BaRS's events that may be sent: not booking-response.\",\"parts\":[{\"at\":\"MessageHeader.eventCoding\",\"check\":{\"present\":{}},\"fix\":\"Give `eventCoding`.\"},{\"at\":\"MessageHeader.eventCoding.system\",\"check\":{\"fixed\":{\"value\":\"https://fhir.nhs.uk/CodeSystem/message-events-bars\"}},\"required\":true,\"fix\":\"Set `system` to `https://fhir.nhs.uk/CodeSystem/message-events-bars`.\"},{\"at\":\"MessageHeader.eventCoding.code\",\"check\":{\"oneOf\":{\"values\":[\"booking-request\",\"servicerequest-request\",\"servicerequest-response\"]}},\"required\":true,\"fix\":\"Give the code of an event that may be sent.\"}]},"
  "{\"code\":\"BRS012\",\"name\":\"bars-message-workflow\",\"keyword\":\"MUST\",\"section\":\"Workflow\",\"requirement\":\"Event, reason and the Appointment's status go together: new and booked, update and booked, update and cancelled or entered-in-error.\",\"at\":\"Bundle\",\"check\":{\"combination\":{\"of\":[\"MessageHeader.where(eventCoding.code = 'booking-request').eventCoding.code\",\"MessageHeader.reason.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/message-reason-bars').code\",\"Appointment.status\"],\"rows\":[[\"booking-request\",\"new\",\"booked\"],[\"booking-request\",\"update\",\"booked\"],[\"booking-request\",\"update\",\"cancelled\"],[\"booking-request\",\"update\",\"entered-in-error\"],[\"booking-request\",\"delete\",\"cancelled\"],[\"booking-request\",\"delete\",\"entered-in-error\"]]}},\"fix\":\"Send `new` with a booking that is made, `update` with one that is changed or cancelled.\"},"
  "{\"code\":\"BRS013\",\"name\":\"bars-message-focus\",\"keyword\":\"MUST\",\"section\":\"MessageHeader\",\"requirement\":\"The focus of a booking message is its Appointment, an entry of the Bundle.\",\"covers\":[\"BRS016\",\"REF006\",\"REF007\",\"REF008\"],\"parts\":[{\"at\":\"MessageHeader.focus\",\"check\":{\"present\":{}},\"fix\":\"Refer from `focus` to what the message is about.\"},{\"at\":\"MessageHeader.focus.reference\",\"check\":{\"present\":{}},\"fix\":\"Give the `reference` of the focus: the fullUrl of its entry.\"},{\"at\":\"MessageHeader.where(eventCoding.code != 'booking-request').focus\",\"check\":{\"resolves\":{\"within\":true}},\"fix\":\"Refer to the fullUrl of an entry.\"},{\"at\":\"MessageHeader.where(eventCoding.code = 'booking-request').focus\",\"check\":{\"reference\":{\"to\":[\"Appointment\"],\"within\":true}},\"some\":\"MessageHeader\",\"fix\":\"Refer to the fullUrl of the Appointment's entry.\"}]},"
  "{\"code\":\"BRS014\",\"name\":\"bars-message-endpoints\",\"keyword\":\"MUST\",\"section\":\"MessageHeader\",\"requirement\":\"The endpoints are URIs, and the receiver is an Organization in the Bundle.\",\"covers\":[\"BRS016\",\"REF008\"],\"parts\":[{\"at\":\"MessageHeader.source.endpoint\",\"check\":{\"pattern\":{\"matches\":\"[A-Za-z][A-Za-z0-9+.\\\\-]*:[!-~]+\",\"called\":\"an absolute URI\"}},\"required\":true,\"fix\":\"Give the URI that answers are sent to.\"},{\"at\":\"MessageHeader.destination.endpoint\",\"check\":{\"pattern\":{\"matches\":\"[A-Za-z][A-Za-z0-9+.\\\\-]*:[!-~]+\",\"called\":\"an absolute URI\"}},\"required\":true,\"fix\":\"Give the URI of the service that the message is for.\"},{\"at\":\"MessageHeader.destination.receiver\",\"check\":{\"present\":{}},\"fix\":\"Refer from `receiver` to the receiving Organization.\"},{\"at\":\"MessageHeader.destination.receiver.reference\",\"check\":{\"present\":{}},\"fix\":\"Give the `reference` of the receiver: the fullUrl of its entry.\"},{\"at\":\"MessageHeader.destination.receiver\",\"check\":{\"reference\":{\"to\":[\"Organization\"],\"within\":true}},\"fix\":\"Refer to the fullUrl of the receiving Organization's entry.\"}]},"
  "{\"code\":\"BRS015\",\"name\":\"bars-message-definition\",\"keyword\":\"MUST\",\"section\":\"MessageDefinition\",\"requirement\":\"The Bundle satisfies the MessageDefinition that it cites: its event, and for each type of resource how many there are and what profile they keep.\",\"at\":\"Bundle.entry.resource.ofType(MessageHeader).first()\",\"per\":\"Bundle\",\"check\":{\"messageDefinition\":{}},\"fix\":\"Send the resources that the message definition lists, as many as it says.\"},"
  "{\"code\":\"BRS016\",\"name\":\"bars-message-references\",\"keyword\":\"MUST\",\"requirement\":\"Every reference by urn:uuid leads to an entry of the Bundle, and no two entries have one fullUrl.\",\"covers\":[\"REF008\",\"REF018\"],\"parts\":[{\"at\":\"Bundle.descendants().where(reference.startsWith('urn:uuid:'))\",\"check\":{\"resolves\":{}},\"fix\":\"Refer to the fullUrl of an entry, or add the resource.\"},{\"at\":\"Bundle.entry.fullUrl\",\"per\":\"Bundle\",\"check\":{\"unique\":{}},\"fix\":\"Give each entry a fullUrl of its own.\"}]}]}";
static const unsigned char whole23[] = {
#embed "../../Rules/bars/message.json"
};

static const char lean24[] =
  "{\"id\":\"bars\",\"title\":\"Booking and Referral Standard (BaRS) Core 1.1.6: POST and PUT of an Appointment, and messages\",\"release\":\"4.0\",\"includes\":[\"nhs-identifiers\","
  "\"plausibility\"],\"tables\":[\"request.json\","
  "\"appointment.json\","
  "\"every-resource.json\","
  "{\"about\":\"exchanges\",\"when\":[\"Exchange\"],\"files\":[\"exchange.json\"]},"
  "\"change.json\","
  "{\"about\":\"messages\",\"when\":[\"Bundle.where(type = 'message')\",\"MessageHeader\",\"Bundle.where(meta.profile.startsWith('https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage'))\"],\"files\":[\"message.json\"]},"
  "{\"about\":\"booking requests that are no cancellations\",\"when\":[\"MessageHeader.where(eventCoding.code = 'booking-request')\"],\"unless\":[\"MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled'))\",\"MessageHeader.where(reason.coding.code = 'delete')\",\"Appointment.where(status = 'cancelled')\",\"Appointment.where(status = 'entered-in-error')\"],\"files\":[\"booking-request/bundle.json\",\"booking-request/message-header.json\",\"booking-request/appointment.json\",\"booking-request/patient.json\",\"booking-request/organization.json\",\"booking-request/practitioner.json\",\"booking-request/practitioner-role.json\",\"booking-request/healthcare-service.json\",\"booking-request/slot.json\",\"booking-request/schedule.json\"]},"
  "{\"about\":\"booking requests with a service category of application 1 or 2\",\"when\":[\"Bundle.entry.resource.ofType(Appointment).serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars' and code.startsWith('a1'))\",\"Bundle.entry.resource.ofType(Appointment).serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars' and code.startsWith('A1'))\",\"Bundle.entry.resource.ofType(Appointment).serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars' and code.startsWith('a2'))\",\"Bundle.entry.resource.ofType(Appointment).serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars' and code.startsWith('A2'))\"],\"unless\":[\"MessageHeader.where(eventCoding.code != 'booking-request')\",\"MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled'))\",\"MessageHeader.where(reason.coding.code = 'delete')\",\"Appointment.where(status = 'cancelled')\",\"Appointment.where(status = 'entered-in-error')\"],\"files\":[\"booking-request/application-1-and-2.json\"]},"
  "{\"about\":\"booking requests with a service as service category\",\"when\":[\"Bundle.entry.resource.ofType(Appointment).serviceCategory.coding.where(system = 'http://terminology.hl7.org/CodeSystem/service-category')\"],\"unless\":[\"MessageHeader.where(eventCoding.code != 'booking-request')\",\"Appointment.serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars')\",\"MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled'))\",\"MessageHeader.where(reason.coding.code = 'delete')\",\"Appointment.where(status = 'cancelled')\",\"Appointment.where(status = 'entered-in-error')\"],\"files\":[\"booking-request/application-7.json\"]},"
  "{\"about\":\"cancelled bookings with a service as service category\",\"when\":[\"Bundle.entry.resource.ofType(Appointment).where(status = 'cancelled').serviceCategory.coding.where(system = 'http://terminology.hl7.org/CodeSystem/service-category')\"],\"unless\":[\"MessageHeader.where(eventCoding.code != 'booking-request')\"],\"files\":[\"booking-request/application-7-cancelled.json\"]},"
  "{\"about\":\"booking requests with another service category or none\",\"when\":[\"MessageHeader.where(eventCoding.code = 'booking-request')\"],\"unless\":[\"Appointment.serviceCategory.coding.where(system = 'http://terminology.hl7.org/CodeSystem/service-category')\",\"Appointment.serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars' and code.startsWith('a1'))\",\"Appointment.serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars' and code.startsWith('A1'))\",\"Appointment.serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars' and code.startsWith('a2'))\",\"Appointment.serviceCategory.coding.where(system = 'https://fhir.nhs.uk/CodeSystem/usecases-categories-bars' and code.startsWith('A2'))\",\"MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled'))\",\"MessageHeader.where(reason.coding.code = 'delete')\",\"Appointment.where(status = 'cancelled')\",\"Appointment.where(status = 'entered-in-error')\"],\"files\":[\"booking-request/application-unknown.json\"]},"
  "{\"about\":\"cancellations of bookings\",\"when\":[\"MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled'))\",\"MessageHeader.where(reason.coding.code = 'delete')\",\"Bundle.entry.resource.ofType(Appointment).where(status = 'cancelled')\",\"Bundle.entry.resource.ofType(Appointment).where(status = 'entered-in-error')\"],\"unless\":[\"MessageHeader.where(eventCoding.code != 'booking-request')\"],\"files\":[\"booking-cancellation/bundle.json\",\"booking-cancellation/message-header.json\",\"booking-cancellation/appointment.json\",\"booking-cancellation/patient.json\",\"booking-cancellation/organization.json\"]},"
  "{\"about\":\"cancellations of referrals\",\"when\":[\"MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-cancelled'))\",\"MessageHeader.where(reason.coding.code = 'delete')\",\"Bundle.entry.resource.ofType(ServiceRequest).where(status = 'revoked')\",\"Bundle.entry.resource.ofType(ServiceRequest).where(status = 'entered-in-error')\"],\"unless\":[\"MessageHeader.where(eventCoding.code != 'servicerequest-request')\"],\"files\":[\"referral-cancellation/bundle.json\",\"referral-cancellation/message-header.json\",\"referral-cancellation/service-request.json\",\"referral-cancellation/patient.json\",\"referral-cancellation/organization.json\"]}],\"detects\":[{\"when\":\"Appointment.where(meta.profile.startsWith('https://fhir.hl7.org.uk/StructureDefinition/UKCore-Appointment'))\",\"because\":\"the UK Core profile that it claims\"},"
  "{\"when\":\"Appointment.where(meta.profile.startsWith('https://fhir.nhs.uk/StructureDefinition/BARS'))\",\"because\":\"the BaRS profile that it claims\"},"
  "{\"when\":\"Bundle.where(meta.profile.startsWith('https://fhir.nhs.uk/StructureDefinition/BARS'))\",\"because\":\"the BaRS profile that it claims\"},"
  "{\"when\":\"Bundle.entry.resource.ofType(MessageHeader).where(eventCoding.system = 'https://fhir.nhs.uk/CodeSystem/message-events-bars')\",\"because\":\"the event of its message\"},"
  "{\"when\":\"Exchange.request.where(url.startsWith('https://api.service.nhs.uk/booking-and-referral/'))\",\"because\":\"the URL of its request\"},"
  "{\"when\":\"Exchange.request.where(url.startsWith('https://int.api.service.nhs.uk/booking-and-referral/'))\",\"because\":\"the URL of its request\"},"
  "{\"when\":\"Exchange.request.where(url.startsWith('https://sandbox.api.service.nhs.uk/booking-and-referral/'))\",\"because\":\"the URL of its request\"},"
  "{\"when\":\"Exchange.request.header('NHSD-Target-Identifier')\",\"because\":\"the BaRS header of its request\"}],\"ownProfiles\":[\"https://fhir.hl7.org.uk/StructureDefinition/UKCore-\","
  "\"https://fhir.nhs.uk/StructureDefinition/BARS\","
  "\"http://hl7.org/fhir/StructureDefinition/\"],\"interactions\":[{\"id\":\"message\",\"when\":[\"Bundle.where(type = 'message')\",\"Bundle.entry.resource.ofType(MessageHeader)\",\"Bundle.where(meta.profile.startsWith('https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage'))\"],\"requests\":[\"Exchange.request.where(type = '$process-message')\"]},"
  "{\"id\":\"search\",\"when\":[\"Bundle\"]},"
  "{\"id\":\"cancel\",\"when\":[\"Appointment.where(status = 'cancelled')\",\"Appointment.where(status = 'entered-in-error')\"],\"requests\":[\"Exchange.request.where(level = 'instance' and method = 'PUT').resource.where(status = 'cancelled')\",\"Exchange.request.where(level = 'instance' and method = 'PUT').resource.where(status = 'entered-in-error')\"]},"
  "{\"id\":\"book\",\"when\":[\"Appointment\"],\"requests\":[\"Exchange.request.where(type = 'Appointment' and level = 'type' and method != 'GET' and method != 'HEAD' and method != 'OPTIONS')\",\"Exchange.request.where(level = 'system' and method = 'POST').resource.ofType(Appointment)\"]},"
  "{\"id\":\"other\"},"
  "{\"id\":\"update\",\"requests\":[\"Exchange.request.where(type = 'Appointment' and level = 'instance' and method = 'PUT')\"]}],\"waives\":[{\"constraint\":\"dom-6\",\"reason\":\"Messages of BaRS go from system to system; its tables ask for no narrative.\"},"
  "{\"rule\":\"PRO020\",\"at\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension').extension.where(url = 'requesterCDSSSoftware')\",\"reason\":\"The payload tables spell this part requesterCDSSSoftware, its definition RequesterCDSSsoftware.\"},"
  "{\"rule\":\"PRO020\",\"at\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension').extension.where(url = 'requesterCDSSVersion')\",\"reason\":\"The payload tables spell this part requesterCDSSVersion, its definition RequesterCDSSversion.\"}],\"decisions\":[\"The guide's sample body lacks a comma and is created after it starts: the first is a fault, the second implausible.\","
  "\"The page speaks of a Slot and a Patient by reference: any reference that can be to one is right, also by urn:uuid.\","
  "\"The guide forbids no id in the body of a POST, and its sample has one.\","
  "\"The created time is a dateTime to FHIR; the guide wants instants wherever it says nothing else, so an instant is held.\","
  "\"The rows of the payload tables have a code each, in their order: BRS020 to BRS247 those of booking requests, from BRS300 those of booking cancellations, from BRS450 those of referral cancellations.\","
  "\"Which application a booking is of, its service category tells: a code of application 1 or 2, or a service of application 7. Where it tells none, the rows that they share apply; a service category whose coding is of neither system is refused.\","
  "\"The table of application 7 alone details Slot and Schedule: what FHIR itself demands of them is held, with a value, in any booking request.\","
  "\"The core's workflow wants the reason update for a cancellation, the payload table delete: both are right, with the status cancelled or entered-in-error.\","
  "\"The table of cancellations prints a status that MUST be booked beside an example that is cancelled: the workflow's cancelled and entered-in-error are held.\","
  "\"The table of booking cancellations wants the focus to be the ServiceRequest, as that of referrals: the Appointment is held, as the core says.\","
  "\"A message is cancelled where it cites a definition of cancellations, where its reason is delete, or where the status of its Appointment or ServiceRequest says so.\","
  "\"The cardinalities in the payload tables are held for resources, by the message definition; those of elements contradict FHIR, UK Core and the guide's own examples and are left to the profiles.\","
  "\"The rows of a repeating element with SHOULD are kept where one of the elements keeps them; with MUST, where each does.\","
  "\"A system and code among several codings is enough.\","
  "\"The tables spell the parts of the CDSS extension otherwise than its definition does: both spellings are right.\","
  "\"The table of booking cancellations wants the slot to be an entry of the Bundle, its definition has no Slot: any reference to a Slot is right, but a urn:uuid leads to an entry as everywhere.\","
  "\"The cancellation tables show the extension ContactPreference and fix ContactRank: ContactRank is held.\","
  "\"The profile of a resource in meta.profile is held where the guidance fixes it, for the Bundle and the MessageHeader; elsewhere some profile has to be claimed, and the message definition says which is kept.\","
  "\"The id of a resource and the time that an Appointment was created are the Receiver's to write: no row is held, since a payload does not tell whether it is a request or an answer.\","
  "\"Created together are, in a new message, the Bundle, the MessageHeader and what it is about; all else may be older, but not later than the message.\","
  "\"A type of resource that the message definition does not list is refused, since the tables want the resources detailed there.\","
  "\"The definition of a cancelled referral names the profile of referrals, its payload table that of validations: a ServiceRequest that claims the profile of another definition of the event is not held to the cited one's.\","
  "\"Where no definition is cited, the message is held to what all known definitions of its event agree on; where one is cited that is not known, it is not checked.\","
  "\"A body whose status is cancelled or entered-in-error is taken for a cancellation, any other for a booking.\","
  "\"A searchset, an OperationOutcome and other resources are no body of a booking, unless the user says that they are.\","
  "\"An update is known only where the user states it, or from its request: the body alone does not tell it from a booking.\","
  "\"Published examples write the system of error codes as Codesystem: the name that it is defined by, CodeSystem, is held.\"]}";
static const unsigned char whole24[] = {
#embed "../../Rules/bars/pack.json"
};

static const char lean25[] =
  "{\"table\":{\"title\":\"Referral cancellation: Bundle\",\"source\":{\"document\":\"BaRS Core 1.1.6, Payload for Referral Cancellation Request\",\"section\":\"Bundle\"},\"applies\":{\"resource\":\"Bundle\"}},\"rules\":[{\"code\":\"BRS450\",\"name\":\"bars-referral-cancel-bundle\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 Bundle.\",\"heldBy\":\"BRS010\"},"
  "{\"code\":\"BRS451\",\"name\":\"bars-referral-cancel-bundle-id\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `id`.\",\"at\":\"Bundle.id\",\"check\":{\"present\":{}},\"fix\":\"Add `id`.\"},"
  "{\"code\":\"BRS452\",\"name\":\"bars-referral-cancel-bundle-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Bundle.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS453\",\"name\":\"bars-referral-cancel-bundle-meta-version-id\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle.meta` has `versionId`.\",\"at\":\"Bundle.meta.versionId\",\"check\":{\"present\":{}},\"fix\":\"Add `versionId`.\"},"
  "{\"code\":\"BRS454\",\"name\":\"bars-referral-cancel-bundle-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"`Bundle.meta.profile` is `https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage`.\",\"at\":\"Bundle.meta.profile\",\"some\":\"Bundle.meta\",\"check\":{\"pattern\":{\"matches\":\"https://fhir\\\\.nhs\\\\.uk/StructureDefinition/BARSBundleMessage([|].+)?\",\"called\":\"https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage\"}},\"required\":true,\"fix\":\"Set `profile` to `https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage`.\"},"
  "{\"code\":\"BRS455\",\"name\":\"bars-referral-cancel-bundle-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS456\",\"name\":\"bars-referral-cancel-bundle-type\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `type`.\",\"heldBy\":\"BRS010\"},"
  "{\"code\":\"BRS457\",\"name\":\"bars-referral-cancel-bundle-timestamp\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `timestamp`.\",\"at\":\"Bundle.timestamp\",\"check\":{\"present\":{}},\"fix\":\"Add `timestamp`.\"},"
  "{\"code\":\"BRS458\",\"name\":\"bars-referral-cancel-bundle-entry\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle` has `entry`.\",\"printed\":\"Bundle.entry(s)\",\"heldBy\":\"BRS010\"},"
  "{\"code\":\"BRS459\",\"name\":\"bars-referral-cancel-bundle-entry-full-url\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle.entry` has `fullUrl`.\",\"covers\":[\"REF015\"],\"at\":\"Bundle.entry.fullUrl\",\"check\":{\"present\":{}},\"fix\":\"Add `fullUrl`.\"},"
  "{\"code\":\"BRS460\",\"name\":\"bars-referral-cancel-bundle-entry-resource\",\"keyword\":\"MUST\",\"requirement\":\"Each `Bundle.entry` has `resource`.\",\"printed\":\"Bundle.entry.resourceType\",\"at\":\"Bundle.entry.resource\",\"check\":{\"present\":{}},\"fix\":\"Add `resource`.\"}]}";
static const unsigned char whole25[] = {
#embed "../../Rules/bars/referral-cancellation/bundle.json"
};

static const char lean26[] =
  "{\"table\":{\"title\":\"Referral cancellation: MessageHeader\",\"source\":{\"document\":\"BaRS Core 1.1.6, Payload for Referral Cancellation Request\",\"section\":\"MessageHeader\"},\"applies\":{\"resource\":\"MessageHeader\"}},\"rules\":[{\"code\":\"BRS461\",\"name\":\"bars-referral-cancel-message-header\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 MessageHeader.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS462\",\"name\":\"bars-referral-cancel-message-header-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"MessageHeader.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS463\",\"name\":\"bars-referral-cancel-message-header-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.meta.profile` is `https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-servicerequest-request`.\",\"at\":\"MessageHeader.meta.profile\",\"some\":\"MessageHeader.meta\",\"check\":{\"pattern\":{\"matches\":\"https://fhir\\\\.nhs\\\\.uk/StructureDefinition/BARSMessageHeader-servicerequest-request([|].+)?\",\"called\":\"https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-servicerequest-request\"}},\"required\":true,\"fix\":\"Set `profile` to `https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-servicerequest-request`.\"},"
  "{\"code\":\"BRS464\",\"name\":\"bars-referral-cancel-message-header-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS465\",\"name\":\"bars-referral-cancel-message-header-extension\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has the extension CDSSExtension.\",\"at\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension')\",\"check\":{\"present\":{}},\"fix\":\"Add the extension `https://fhir.nhs.uk/StructureDefinition/CDSSExtension`.\"},"
  "{\"code\":\"BRS466\",\"name\":\"bars-referral-cancel-message-header-extension-url\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.extension` has `url`.\",\"heldBy\":\"BRS465\"},"
  "{\"code\":\"BRS467\",\"name\":\"bars-referral-cancel-message-header-extension-extension\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.extension` has `extension`.\",\"heldBy\":\"BRS468\"},"
  "{\"code\":\"BRS468\",\"name\":\"bars-referral-cancel-message-header-extension-extension-url\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.extension.extension.url` is `requesterCDSSSoftware` or `RequesterCDSSsoftware`.\",\"at\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension').extension.url\",\"some\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension')\",\"check\":{\"oneOf\":{\"values\":[\"requesterCDSSSoftware\",\"RequesterCDSSsoftware\"]}},\"required\":true,\"fix\":\"Set `url` to `requesterCDSSSoftware` or `RequesterCDSSsoftware`.\"},"
  "{\"code\":\"BRS469\",\"name\":\"bars-referral-cancel-message-header-extension-extension-value-string\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.extension.extension` has `valueString`.\",\"at\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension').extension.valueString\",\"check\":{\"present\":{}},\"fix\":\"Add `valueString`.\"},"
  "{\"code\":\"BRS470\",\"name\":\"bars-referral-cancel-message-header-extension-extension-2\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.extension` has `extension`.\",\"heldBy\":\"BRS471\"},"
  "{\"code\":\"BRS471\",\"name\":\"bars-referral-cancel-message-header-extension-extension-url-2\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.extension.extension.url` is `requesterCDSSVersion` or `RequesterCDSSversion`.\",\"at\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension').extension.url\",\"some\":\"MessageHeader.extension.where(url = 'https://fhir.nhs.uk/StructureDefinition/CDSSExtension')\",\"check\":{\"oneOf\":{\"values\":[\"requesterCDSSVersion\",\"RequesterCDSSversion\"]}},\"required\":true,\"fix\":\"Set `url` to `requesterCDSSVersion` or `RequesterCDSSversion`.\"},"
  "{\"code\":\"BRS472\",\"name\":\"bars-referral-cancel-message-header-extension-extension-value-string-2\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.extension.extension` has `valueString`.\",\"heldBy\":\"BRS469\"},"
  "{\"code\":\"BRS473\",\"name\":\"bars-referral-cancel-message-header-event-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `eventCoding`.\",\"printed\":\"MessageHeader.eventcoding\",\"heldBy\":\"BRS011\"},"
  "{\"code\":\"BRS474\",\"name\":\"bars-referral-cancel-message-header-event-coding-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.eventCoding` has `system`.\",\"printed\":\"MessageHeader.eventcoding.system\",\"heldBy\":\"BRS011\"},"
  "{\"code\":\"BRS475\",\"name\":\"bars-referral-cancel-message-header-event-coding-code\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.eventCoding` has `code`.\",\"printed\":\"MessageHeader.eventcoding.code\",\"heldBy\":\"BRS011\"},"
  "{\"code\":\"BRS476\",\"name\":\"bars-referral-cancel-message-header-destination\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `destination`.\",\"at\":\"MessageHeader.destination\",\"check\":{\"present\":{}},\"fix\":\"Add `destination`.\"},"
  "{\"code\":\"BRS477\",\"name\":\"bars-referral-cancel-message-header-destination-receiver\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.destination` has `receiver`.\",\"heldBy\":\"BRS014\"},"
  "{\"code\":\"BRS478\",\"name\":\"bars-referral-cancel-message-header-destination-receiver-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.destination.receiver` has `reference`.\",\"heldBy\":\"BRS014\"},"
  "{\"code\":\"BRS479\",\"name\":\"bars-referral-cancel-message-header-destination-endpoint\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.destination.endpoint` is a system and a service id with | between them.\",\"covers\":[\"BRS014\"],\"at\":\"MessageHeader.destination.endpoint\",\"check\":{\"pattern\":{\"matches\":\"[^| ]+[|][^| ]+\",\"called\":\"a system and a service id with | between them\"}},\"required\":true,\"fix\":\"Set `endpoint` to a system and a service id with | between them.\"},"
  "{\"code\":\"BRS480\",\"name\":\"bars-referral-cancel-message-header-sender\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `sender`.\",\"at\":\"MessageHeader.sender\",\"check\":{\"present\":{}},\"fix\":\"Add `sender`.\"},"
  "{\"code\":\"BRS481\",\"name\":\"bars-referral-cancel-message-header-sender-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.sender` has `reference`.\",\"at\":\"MessageHeader.sender.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},"
  "{\"code\":\"BRS482\",\"name\":\"bars-referral-cancel-message-header-source\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `source`.\",\"at\":\"MessageHeader.source\",\"check\":{\"present\":{}},\"fix\":\"Add `source`.\"},"
  "{\"code\":\"BRS483\",\"name\":\"bars-referral-cancel-message-header-source-name\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.source` has `name`.\",\"at\":\"MessageHeader.source.name\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"},"
  "{\"code\":\"BRS484\",\"name\":\"bars-referral-cancel-message-header-source-software\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source` has `software`.\",\"at\":\"MessageHeader.source.software\",\"check\":{\"present\":{}},\"fix\":\"Add `software`.\"},"
  "{\"code\":\"BRS485\",\"name\":\"bars-referral-cancel-message-header-source-version\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source` has `version`.\",\"at\":\"MessageHeader.source.version\",\"check\":{\"present\":{}},\"fix\":\"Add `version`.\"},"
  "{\"code\":\"BRS486\",\"name\":\"bars-referral-cancel-message-header-source-contact\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source` has `contact`.\",\"at\":\"MessageHeader.source.contact\",\"check\":{\"present\":{}},\"fix\":\"Add `contact`.\"},"
  "{\"code\":\"BRS487\",\"name\":\"bars-referral-cancel-message-header-source-contact-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source.contact` has `system`.\",\"at\":\"MessageHeader.source.contact.system\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS488\",\"name\":\"bars-referral-cancel-message-header-source-contact-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `MessageHeader.source.contact` has `value`.\",\"at\":\"MessageHeader.source.contact.value\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS489\",\"name\":\"bars-referral-cancel-message-header-source-endpoint\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.source.endpoint` is a system and a service id with | between them.\",\"covers\":[\"BRS014\"],\"at\":\"MessageHeader.source.endpoint\",\"check\":{\"pattern\":{\"matches\":\"[^| ]+[|][^| ]+\",\"called\":\"a system and a service id with | between them\"}},\"required\":true,\"fix\":\"Set `endpoint` to a system and a service id with | between them.\"},"
  "{\"code\":\"BRS490\",\"name\":\"bars-referral-cancel-message-header-reason\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `reason`.\",\"at\":\"MessageHeader.reason\",\"check\":{\"present\":{}},\"fix\":\"Add `reason`.\"},"
  "{\"code\":\"BRS491\",\"name\":\"bars-referral-cancel-message-header-reason-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader.reason` has `coding`.\",\"at\":\"MessageHeader.reason.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS492\",\"name\":\"bars-referral-cancel-message-header-reason-coding-system\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.reason.coding.system` is `https://fhir.nhs.uk/CodeSystem/message-reason-bars`.\",\"parts\":[{\"at\":\"MessageHeader.reason.coding.system\",\"check\":{\"present\":{}},\"some\":\"MessageHeader.reason\",\"fix\":\"Add `system`.\"},{\"at\":\"MessageHeader.reason.coding.system\",\"check\":{\"fixed\":{\"value\":\"https://fhir.nhs.uk/CodeSystem/message-reason-bars\"}},\"some\":\"MessageHeader.reason\",\"fix\":\"Set `system` to `https://fhir.nhs.uk/CodeSystem/message-reason-bars`.\"}]},"
  "{\"code\":\"BRS493\",\"name\":\"bars-referral-cancel-message-header-reason-coding-code\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.reason.coding.code` is `delete` or `update`.\",\"parts\":[{\"at\":\"MessageHeader.reason.coding.code\",\"check\":{\"present\":{}},\"some\":\"MessageHeader.reason\",\"fix\":\"Add `code`.\"},{\"at\":\"MessageHeader.reason.coding.code\",\"check\":{\"oneOf\":{\"values\":[\"delete\",\"update\"]}},\"some\":\"MessageHeader.reason\",\"fix\":\"Set `code` to `delete` or `update`.\"}]},"
  "{\"code\":\"BRS494\",\"name\":\"bars-referral-cancel-message-header-reason-coding-display\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `MessageHeader.reason.coding` has `display`.\",\"at\":\"MessageHeader.reason.coding.display\",\"some\":\"MessageHeader.reason\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS495\",\"name\":\"bars-referral-cancel-message-header-focus\",\"keyword\":\"MUST\",\"requirement\":\"Each `MessageHeader` has `focus`.\",\"heldBy\":\"BRS013\"},"
  "{\"code\":\"BRS496\",\"name\":\"bars-referral-cancel-message-header-focus-reference\",\"keyword\":\"MUST\",\"requirement\":\"The focus is the ServiceRequest.\",\"at\":\"MessageHeader.focus\",\"some\":\"MessageHeader\",\"check\":{\"reference\":{\"to\":[\"ServiceRequest\"]}},\"fix\":\"Refer to the ServiceRequest.\"},"
  "{\"code\":\"BRS497\",\"name\":\"bars-referral-cancel-message-header-definition\",\"keyword\":\"MUST\",\"requirement\":\"`MessageHeader.definition` is `https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-cancelled`.\",\"at\":\"MessageHeader.definition\",\"check\":{\"pattern\":{\"matches\":\"https://fhir\\\\.nhs\\\\.uk/MessageDefinition/bars-message-servicerequest-request-cancelled([|].+)?\",\"called\":\"https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-cancelled\"}},\"required\":true,\"fix\":\"Set `definition` to `https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-cancelled`.\"}]}";
static const unsigned char whole26[] = {
#embed "../../Rules/bars/referral-cancellation/message-header.json"
};

static const char lean27[] =
  "{\"table\":{\"title\":\"Referral cancellation: Organization\",\"source\":{\"document\":\"BaRS Core 1.1.6, Payload for Referral Cancellation Request\",\"section\":\"Organization\"},\"applies\":{\"resource\":\"Organization\"}},\"rules\":[{\"code\":\"BRS584\",\"name\":\"bars-referral-cancel-organization\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 2..* Organization.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS585\",\"name\":\"bars-referral-cancel-organization-id\",\"keyword\":\"MUST\",\"requirement\":\"`Organization.id` is what the Receiver has assigned.\",\"heldBy\":\"BRS499\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS586\",\"name\":\"bars-referral-cancel-organization-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Organization.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS587\",\"name\":\"bars-referral-cancel-organization-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization.meta` has `profile`.\",\"at\":\"Organization.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS588\",\"name\":\"bars-referral-cancel-organization-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS589\",\"name\":\"bars-referral-cancel-organization-identifier\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization` has `identifier`.\",\"at\":\"Organization.identifier\",\"check\":{\"present\":{}},\"fix\":\"Add `identifier`.\"},"
  "{\"code\":\"BRS590\",\"name\":\"bars-referral-cancel-organization-identifier-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization.identifier` has `system`.\",\"at\":\"Organization.identifier.system\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS591\",\"name\":\"bars-referral-cancel-organization-identifier-value\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization.identifier` has `value`.\",\"at\":\"Organization.identifier.value\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS592\",\"name\":\"bars-referral-cancel-organization-name\",\"keyword\":\"MUST\",\"requirement\":\"Each `Organization` has `name`.\",\"at\":\"Organization.name\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"}]}";
static const unsigned char whole27[] = {
#embed "../../Rules/bars/referral-cancellation/organization.json"
};

static const char lean28[] =
  "{\"table\":{\"title\":\"Referral cancellation: Patient\",\"source\":{\"document\":\"BaRS Core 1.1.6, Payload for Referral Cancellation Request\",\"section\":\"Patient\"},\"applies\":{\"resource\":\"Patient\"}},\"rules\":[{\"code\":\"BRS521\",\"name\":\"bars-referral-cancel-patient\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 Patient.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS522\",\"name\":\"bars-referral-cancel-patient-id\",\"keyword\":\"MUST\",\"requirement\":\"`Patient.id` is what the Receiver has assigned.\",\"heldBy\":\"BRS499\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS523\",\"name\":\"bars-referral-cancel-patient-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"Patient.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS524\",\"name\":\"bars-referral-cancel-patient-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.meta` has `profile`.\",\"at\":\"Patient.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS525\",\"name\":\"bars-referral-cancel-patient-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.meta` has `lastUpdated`.\",\"printed\":\"Patient.meta.LastUpdated\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS526\",\"name\":\"bars-referral-cancel-patient-identifier\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `identifier`.\",\"at\":\"Patient.identifier\",\"check\":{\"present\":{}},\"fix\":\"Add `identifier`.\"},"
  "{\"code\":\"BRS527\",\"name\":\"bars-referral-cancel-patient-identifier-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier` has `system`.\",\"at\":\"Patient.identifier.system\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS528\",\"name\":\"bars-referral-cancel-patient-identifier-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier` has `value`.\",\"at\":\"Patient.identifier.value\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS529\",\"name\":\"bars-referral-cancel-patient-identifier-extension\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier` has the extension Extension-UKCore-NHSNumberVerificationStatus.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus')\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add the extension `https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus`.\"},"
  "{\"code\":\"BRS530\",\"name\":\"bars-referral-cancel-patient-identifier-extension-url\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient.identifier.extension` has `url`.\",\"heldBy\":\"BRS529\"},"
  "{\"code\":\"BRS531\",\"name\":\"bars-referral-cancel-patient-identifier-extension-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension` has `valueCodeableConcept`.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `valueCodeableConcept`.\"},"
  "{\"code\":\"BRS532\",\"name\":\"bars-referral-cancel-patient-identifier-extension-value-coding\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension.valueCodeableConcept` has `coding`.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS533\",\"name\":\"bars-referral-cancel-patient-identifier-extension-value-coding-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension.valueCodeableConcept.coding` has `system`, which is `https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus`.\",\"parts\":[{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.system\",\"check\":{\"present\":{}},\"some\":\"Patient\",\"fix\":\"Add `system`.\"},{\"keyword\":\"MUST\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.system\",\"check\":{\"fixed\":{\"value\":\"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus\"}},\"fix\":\"Give a value that the table allows.\"}]},"
  "{\"code\":\"BRS534\",\"name\":\"bars-referral-cancel-patient-identifier-extension-value-coding-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension.valueCodeableConcept.coding` has `code`.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.code\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS535\",\"name\":\"bars-referral-cancel-patient-identifier-extension-value-coding-display\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.identifier.extension.valueCodeableConcept.coding` has `display`.\",\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').valueCodeableConcept.coding.display\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS536\",\"name\":\"bars-referral-cancel-patient-name\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `name`.\",\"at\":\"Patient.name\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"},"
  "{\"code\":\"BRS537\",\"name\":\"bars-referral-cancel-patient-name-use\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `use`.\",\"at\":\"Patient.name.use\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `use`.\"},"
  "{\"code\":\"BRS538\",\"name\":\"bars-referral-cancel-patient-name-text\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `text`.\",\"at\":\"Patient.name.text\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `text`.\"},"
  "{\"code\":\"BRS539\",\"name\":\"bars-referral-cancel-patient-name-family\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `family`.\",\"at\":\"Patient.name.family\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `family`.\"},"
  "{\"code\":\"BRS540\",\"name\":\"bars-referral-cancel-patient-name-given\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `given`.\",\"at\":\"Patient.name.given\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `given`.\"},"
  "{\"code\":\"BRS541\",\"name\":\"bars-referral-cancel-patient-name-prefix\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.name` has `prefix`.\",\"at\":\"Patient.name.prefix\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `prefix`.\"},"
  "{\"code\":\"BRS542\",\"name\":\"bars-referral-cancel-patient-gender\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `gender`.\",\"at\":\"Patient.gender\",\"check\":{\"present\":{}},\"fix\":\"Add `gender`.\"},"
  "{\"code\":\"BRS543\",\"name\":\"bars-referral-cancel-patient-birth-date\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `birthDate`.\",\"at\":\"Patient.birthDate\",\"check\":{\"present\":{}},\"fix\":\"Add `birthDate`.\"},"
  "{\"code\":\"BRS544\",\"name\":\"bars-referral-cancel-patient-address\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `address`.\",\"at\":\"Patient.address\",\"check\":{\"present\":{}},\"fix\":\"Add `address`.\"},"
  "{\"code\":\"BRS545\",\"name\":\"bars-referral-cancel-patient-address-use\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `use`.\",\"at\":\"Patient.address.use\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `use`.\"},"
  "{\"code\":\"BRS546\",\"name\":\"bars-referral-cancel-patient-address-type\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `type`.\",\"at\":\"Patient.address.type\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `type`.\"},"
  "{\"code\":\"BRS547\",\"name\":\"bars-referral-cancel-patient-address-text\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `text`.\",\"at\":\"Patient.address.text\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `text`.\"},"
  "{\"code\":\"BRS548\",\"name\":\"bars-referral-cancel-patient-address-line\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `line`.\",\"at\":\"Patient.address.line\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `line`.\"},"
  "{\"code\":\"BRS549\",\"name\":\"bars-referral-cancel-patient-address-city\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `city`.\",\"at\":\"Patient.address.city\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `city`.\"},"
  "{\"code\":\"BRS550\",\"name\":\"bars-referral-cancel-patient-address-district\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `district`.\",\"at\":\"Patient.address.district\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `district`.\"},"
  "{\"code\":\"BRS551\",\"name\":\"bars-referral-cancel-patient-address-postal-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.address` has `postalCode`.\",\"at\":\"Patient.address.postalCode\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `postalCode`.\"},"
  "{\"code\":\"BRS552\",\"name\":\"bars-referral-cancel-patient-contact\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient` has `contact`.\",\"at\":\"Patient.contact\",\"check\":{\"present\":{}},\"fix\":\"Add `contact`.\"},"
  "{\"code\":\"BRS553\",\"name\":\"bars-referral-cancel-patient-contact-extension\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact` has the extension Extension-UKCore-ContactRank.\",\"at\":\"Patient.contact.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank')\",\"check\":{\"present\":{}},\"fix\":\"Add the extension `https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank`.\"},"
  "{\"code\":\"BRS554\",\"name\":\"bars-referral-cancel-patient-contact-extension-url\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.extension` has `url`.\",\"heldBy\":\"BRS553\"},"
  "{\"code\":\"BRS555\",\"name\":\"bars-referral-cancel-patient-contact-extension-value\",\"keyword\":\"MUST\",\"requirement\":\"Each contact's rank has `valuePositiveInt`, and one is 1.\",\"printed\":\"Patient.contact.extension.urlvaluePositiveInt\",\"parts\":[{\"at\":\"Patient.contact.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank').valuePositiveInt\",\"check\":{\"present\":{}},\"fix\":\"Add `valuePositiveInt`.\"},{\"at\":\"Patient.contact.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank').valuePositiveInt\",\"check\":{\"fixed\":{\"value\":\"1\"}},\"some\":\"Patient\",\"fix\":\"Give the contact to reach first the rank 1.\"}]},"
  "{\"code\":\"BRS556\",\"name\":\"bars-referral-cancel-patient-contact-relationship\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact` has `relationship`.\",\"at\":\"Patient.contact.relationship\",\"check\":{\"present\":{}},\"fix\":\"Add `relationship`.\"},"
  "{\"code\":\"BRS557\",\"name\":\"bars-referral-cancel-patient-contact-relationship-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.relationship` has `coding`.\",\"at\":\"Patient.contact.relationship.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS558\",\"name\":\"bars-referral-cancel-patient-contact-relationship-coding-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.relationship` has a coding with `system`.\",\"at\":\"Patient.contact.relationship.coding.system\",\"some\":\"Patient.contact.relationship\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS559\",\"name\":\"bars-referral-cancel-patient-contact-relationship-coding-code\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.relationship` has a coding with `code`.\",\"at\":\"Patient.contact.relationship.coding.code\",\"some\":\"Patient.contact.relationship\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS560\",\"name\":\"bars-referral-cancel-patient-contact-relationship-coding-display\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.relationship` has a coding with `display`.\",\"at\":\"Patient.contact.relationship.coding.display\",\"some\":\"Patient.contact.relationship\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS561\",\"name\":\"bars-referral-cancel-patient-contact-name\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact` has `name`.\",\"at\":\"Patient.contact.name\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `name`.\"},"
  "{\"code\":\"BRS562\",\"name\":\"bars-referral-cancel-patient-contact-name-family\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact.name` has `family`.\",\"at\":\"Patient.contact.name.family\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `family`.\"},"
  "{\"code\":\"BRS563\",\"name\":\"bars-referral-cancel-patient-contact-name-given\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact.name` has `given`.\",\"at\":\"Patient.contact.name.given\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `given`.\"},"
  "{\"code\":\"BRS564\",\"name\":\"bars-referral-cancel-patient-contact-telecom\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact` has `telecom`.\",\"at\":\"Patient.contact.telecom\",\"check\":{\"present\":{}},\"fix\":\"Add `telecom`.\"},"
  "{\"code\":\"BRS565\",\"name\":\"bars-referral-cancel-patient-contact-telecom-system\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.telecom` has `system`, and the contact of rank 1 has a phone.\",\"parts\":[{\"at\":\"Patient.contact.telecom.system\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},{\"at\":\"Patient.contact.where(extension.url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank' and extension.valuePositiveInt = '1').telecom\",\"check\":{\"present\":{}},\"fix\":\"Add the phone as `telecom`.\"},{\"at\":\"Patient.contact.where(extension.url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank' and extension.valuePositiveInt = '1').telecom.system\",\"check\":{\"fixed\":{\"value\":\"phone\"}},\"some\":\"Patient.contact.where(extension.url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank' and extension.valuePositiveInt = '1')\",\"fix\":\"Give the phone number of the contact of rank 1.\"},{\"at\":\"Patient.where(contact.extension.valuePositiveInt != '1').contact.telecom.system\",\"check\":{\"fixed\":{\"value\":\"phone\"}},\"some\":\"Patient.where(contact.extension.valuePositiveInt != '1')\",\"fix\":\"Give a contact's phone number.\"}]},"
  "{\"code\":\"BRS566\",\"name\":\"bars-referral-cancel-patient-contact-telecom-value\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.contact.telecom` has `value`.\",\"at\":\"Patient.contact.telecom.value\",\"check\":{\"present\":{}},\"fix\":\"Add `value`.\"},"
  "{\"code\":\"BRS567\",\"name\":\"bars-referral-cancel-patient-contact-gender\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.contact` has `gender`.\",\"at\":\"Patient.contact.gender\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `gender`.\"},"
  "{\"code\":\"BRS568\",\"name\":\"bars-referral-cancel-patient-communication\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `communication`.\",\"printed\":\"Patient.Communication\",\"at\":\"Patient.communication\",\"check\":{\"present\":{}},\"fix\":\"Add `communication`.\"},"
  "{\"code\":\"BRS569\",\"name\":\"bars-referral-cancel-patient-communication-language\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.communication` has `language`.\",\"printed\":\"Patient.Communication.Language\",\"at\":\"Patient.communication.language\",\"check\":{\"present\":{}},\"fix\":\"Add `language`.\"},"
  "{\"code\":\"BRS570\",\"name\":\"bars-referral-cancel-patient-communication-language-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `Patient.communication.language` has `coding`.\",\"printed\":\"Patient.Communication.Language.coding\",\"at\":\"Patient.communication.language.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS571\",\"name\":\"bars-referral-cancel-patient-communication-language-coding-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication.language.coding` has `code`.\",\"printed\":\"Patient.Communication.Language.coding.code\",\"at\":\"Patient.communication.language.coding.code\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS572\",\"name\":\"bars-referral-cancel-patient-communication-language-coding-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication.language.coding` has `system`.\",\"printed\":\"Patient.Communication.Language.coding.system\",\"at\":\"Patient.communication.language.coding.system\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS573\",\"name\":\"bars-referral-cancel-patient-communication-language-coding-display\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication.language.coding` has `display`.\",\"printed\":\"Patient.Communication.Language.coding.display\",\"at\":\"Patient.communication.language.coding.display\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS574\",\"name\":\"bars-referral-cancel-patient-communication-preferred\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.communication` has `preferred`.\",\"printed\":\"Patient.Communication.Language.preferred\",\"at\":\"Patient.communication.preferred\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `preferred`.\"},"
  "{\"code\":\"BRS575\",\"name\":\"bars-referral-cancel-patient-extension\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has the extension Extension-UKCore-EthnicCategory.\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory')\",\"check\":{\"present\":{}},\"fix\":\"Add the extension `https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory`.\"},"
  "{\"code\":\"BRS576\",\"name\":\"bars-referral-cancel-patient-extension-url\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient.extension` has `url`.\",\"heldBy\":\"BRS575\"},"
  "{\"code\":\"BRS577\",\"name\":\"bars-referral-cancel-patient-extension-value\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension` has `valueCodeableConcept`.\",\"printed\":\"Patient.extension.url.valueCodeableConcept\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `valueCodeableConcept`.\"},"
  "{\"code\":\"BRS578\",\"name\":\"bars-referral-cancel-patient-extension-value-coding\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension.valueCodeableConcept` has `coding`.\",\"printed\":\"Patient.extension.url.valueCodeableConcept.coding\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept.coding\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS579\",\"name\":\"bars-referral-cancel-patient-extension-value-coding-system\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension.valueCodeableConcept.coding` has `system`.\",\"printed\":\"Patient.extension.url.valueCodeableConcept.coding.system\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept.coding.system\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `system`.\"},"
  "{\"code\":\"BRS580\",\"name\":\"bars-referral-cancel-patient-extension-value-coding-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension.valueCodeableConcept.coding` has `code`.\",\"printed\":\"Patient.extension.url.valueCodeableConcept.coding.code\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept.coding.code\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS581\",\"name\":\"bars-referral-cancel-patient-extension-value-coding-display\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.extension.valueCodeableConcept.coding` has `display`.\",\"printed\":\"Patient.extension.url.valueCodeableConcept.coding.display\",\"at\":\"Patient.extension.where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory').valueCodeableConcept.coding.display\",\"some\":\"Patient\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS582\",\"name\":\"bars-referral-cancel-patient-general-practitioner\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `Patient` has `generalPractitioner`.\",\"at\":\"Patient.generalPractitioner\",\"check\":{\"present\":{}},\"fix\":\"Add `generalPractitioner`.\"},"
  "{\"code\":\"BRS583\",\"name\":\"bars-referral-cancel-patient-general-practitioner-reference\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `Patient.generalPractitioner` has `reference`, to an Organization.\",\"parts\":[{\"at\":\"Patient.generalPractitioner.reference\",\"check\":{\"present\":{}},\"some\":\"Patient\",\"fix\":\"Add `reference`.\"},{\"keyword\":\"MUST\",\"at\":\"Patient.generalPractitioner\",\"check\":{\"reference\":{\"to\":[\"Organization\"]}},\"fix\":\"Refer to an Organization.\"}]}]}";
static const unsigned char whole28[] = {
#embed "../../Rules/bars/referral-cancellation/patient.json"
};

static const char lean29[] =
  "{\"table\":{\"title\":\"Referral cancellation: ServiceRequest\",\"source\":{\"document\":\"BaRS Core 1.1.6, Payload for Referral Cancellation Request\",\"section\":\"ServiceRequest\"},\"applies\":{\"resource\":\"ServiceRequest\"}},\"rules\":[{\"code\":\"BRS498\",\"name\":\"bars-referral-cancel-service-request\",\"keyword\":\"MUST\",\"requirement\":\"The message holds 1..1 ServiceRequest.\",\"heldBy\":\"BRS015\"},"
  "{\"code\":\"BRS499\",\"name\":\"bars-referral-cancel-service-request-id\",\"keyword\":\"MUST\",\"requirement\":\"`ServiceRequest.id` is what the Receiver has assigned.\",\"unchecked\":\"What the Receiver assigns stands in its answer and in later messages: a payload does not tell whether it is a request or an answer.\"},"
  "{\"code\":\"BRS500\",\"name\":\"bars-referral-cancel-service-request-meta\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest` has `meta`.\",\"covers\":[\"BRS003\"],\"at\":\"ServiceRequest.meta\",\"check\":{\"present\":{}},\"fix\":\"Add `meta`.\"},"
  "{\"code\":\"BRS501\",\"name\":\"bars-referral-cancel-service-request-meta-profile\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest.meta` has `profile`.\",\"at\":\"ServiceRequest.meta.profile\",\"check\":{\"present\":{}},\"fix\":\"Add `profile`.\"},"
  "{\"code\":\"BRS502\",\"name\":\"bars-referral-cancel-service-request-meta-last-updated\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest.meta` has `lastUpdated`.\",\"heldBy\":\"BRS003\"},"
  "{\"code\":\"BRS503\",\"name\":\"bars-referral-cancel-service-request-based-on\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest` has `basedOn`.\",\"at\":\"ServiceRequest.basedOn\",\"check\":{\"present\":{}},\"fix\":\"Add `basedOn`.\"},"
  "{\"code\":\"BRS504\",\"name\":\"bars-referral-cancel-service-request-based-on-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest.basedOn` has `reference`, to a CarePlan.\",\"printed\":\"ServiceRequest.basedOnreference\",\"parts\":[{\"at\":\"ServiceRequest.basedOn.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},{\"at\":\"ServiceRequest.basedOn\",\"check\":{\"reference\":{\"to\":[\"CarePlan\"]}},\"fix\":\"Refer to a CarePlan.\"}]},"
  "{\"code\":\"BRS505\",\"name\":\"bars-referral-cancel-service-request-status\",\"keyword\":\"MUST\",\"requirement\":\"`ServiceRequest.status` is `revoked` or `entered-in-error`.\",\"at\":\"ServiceRequest.status\",\"check\":{\"oneOf\":{\"values\":[\"revoked\",\"entered-in-error\"]}},\"required\":true,\"fix\":\"Set `status` to `revoked` or `entered-in-error`.\"},"
  "{\"code\":\"BRS506\",\"name\":\"bars-referral-cancel-service-request-intent\",\"keyword\":\"MUST\",\"requirement\":\"`ServiceRequest.intent` is `plan`.\",\"at\":\"ServiceRequest.intent\",\"check\":{\"fixed\":{\"value\":\"plan\"}},\"required\":true,\"fix\":\"Set `intent` to `plan`.\"},"
  "{\"code\":\"BRS507\",\"name\":\"bars-referral-cancel-service-request-category\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest` has `category`.\",\"at\":\"ServiceRequest.category\",\"check\":{\"present\":{}},\"fix\":\"Add `category`.\"},"
  "{\"code\":\"BRS508\",\"name\":\"bars-referral-cancel-service-request-category-coding\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest.category` has `coding`.\",\"at\":\"ServiceRequest.category.coding\",\"check\":{\"present\":{}},\"fix\":\"Add `coding`.\"},"
  "{\"code\":\"BRS509\",\"name\":\"bars-referral-cancel-service-request-category-coding-system\",\"keyword\":\"MUST\",\"requirement\":\"`ServiceRequest.category.coding.system` is `https://fhir.nhs.uk/CodeSystem/message-category-servicerequest`.\",\"parts\":[{\"at\":\"ServiceRequest.category.coding.system\",\"check\":{\"present\":{}},\"some\":\"ServiceRequest.category\",\"fix\":\"Add `system`.\"},{\"at\":\"ServiceRequest.category.coding.system\",\"check\":{\"fixed\":{\"value\":\"https://fhir.nhs.uk/CodeSystem/message-category-servicerequest\"}},\"some\":\"ServiceRequest.category\",\"fix\":\"Set `system` to `https://fhir.nhs.uk/CodeSystem/message-category-servicerequest`.\"}]},"
  "{\"code\":\"BRS510\",\"name\":\"bars-referral-cancel-service-request-category-coding-code\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest.category` has a coding with `code`.\",\"at\":\"ServiceRequest.category.coding.code\",\"some\":\"ServiceRequest.category\",\"check\":{\"present\":{}},\"fix\":\"Add `code`.\"},"
  "{\"code\":\"BRS511\",\"name\":\"bars-referral-cancel-service-request-category-coding-display\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest.category` has a coding with `display`.\",\"at\":\"ServiceRequest.category.coding.display\",\"some\":\"ServiceRequest.category\",\"check\":{\"present\":{}},\"fix\":\"Add `display`.\"},"
  "{\"code\":\"BRS512\",\"name\":\"bars-referral-cancel-service-request-subject\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest` has `subject`.\",\"at\":\"ServiceRequest.subject\",\"check\":{\"present\":{}},\"fix\":\"Add `subject`.\"},"
  "{\"code\":\"BRS513\",\"name\":\"bars-referral-cancel-service-request-subject-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest.subject` has `reference`, to a Patient.\",\"printed\":\"ServiceRequest.subjectreference\",\"parts\":[{\"at\":\"ServiceRequest.subject.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},{\"at\":\"ServiceRequest.subject\",\"check\":{\"reference\":{\"to\":[\"Patient\"]}},\"fix\":\"Refer to a Patient.\"}]},"
  "{\"code\":\"BRS514\",\"name\":\"bars-referral-cancel-service-request-encounter\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest` has `encounter`.\",\"at\":\"ServiceRequest.encounter\",\"check\":{\"present\":{}},\"fix\":\"Add `encounter`.\"},"
  "{\"code\":\"BRS515\",\"name\":\"bars-referral-cancel-service-request-encounter-reference\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest.encounter` has `reference`, to an Encounter.\",\"parts\":[{\"at\":\"ServiceRequest.encounter.reference\",\"check\":{\"present\":{}},\"fix\":\"Add `reference`.\"},{\"at\":\"ServiceRequest.encounter\",\"check\":{\"reference\":{\"to\":[\"Encounter\"]}},\"fix\":\"Refer to an Encounter.\"}]},"
  "{\"code\":\"BRS516\",\"name\":\"bars-referral-cancel-service-request-occurrence-period\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest` has `occurrencePeriod`.\",\"at\":\"ServiceRequest.occurrencePeriod\",\"check\":{\"present\":{}},\"fix\":\"Add `occurrencePeriod`.\"},"
  "{\"code\":\"BRS517\",\"name\":\"bars-referral-cancel-service-request-occurrence-period-start\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest.occurrencePeriod` has `start`.\",\"at\":\"ServiceRequest.occurrencePeriod.start\",\"check\":{\"present\":{}},\"fix\":\"Add `start`.\"},"
  "{\"code\":\"BRS518\",\"name\":\"bars-referral-cancel-service-request-occurrence-period-end\",\"keyword\":\"MUST\",\"requirement\":\"Each `ServiceRequest.occurrencePeriod` has `end`.\",\"at\":\"ServiceRequest.occurrencePeriod.end\",\"check\":{\"present\":{}},\"fix\":\"Add `end`.\"},"
  "{\"code\":\"BRS519\",\"name\":\"bars-referral-cancel-service-request-reason-code\",\"keyword\":\"SHOULD\",\"requirement\":\"Each `ServiceRequest` has `reasonCode`.\",\"at\":\"ServiceRequest.reasonCode\",\"check\":{\"present\":{}},\"fix\":\"Add `reasonCode`.\"},"
  "{\"code\":\"BRS520\",\"name\":\"bars-referral-cancel-service-request-reason-code-text\",\"keyword\":\"SHOULD\",\"requirement\":\"Some `ServiceRequest.reasonCode` has `text`.\",\"at\":\"ServiceRequest.reasonCode.text\",\"some\":\"ServiceRequest\",\"check\":{\"present\":{}},\"fix\":\"Add `text`.\"}]}";
static const unsigned char whole29[] = {
#embed "../../Rules/bars/referral-cancellation/service-request.json"
};

static const char lean30[] =
  "{\"table\":{\"title\":\"POST /Appointment, the body\",\"source\":{\"document\":\"BaRS Core 1.1.6, Appointment standard pattern\",\"section\":\"Book\"},\"applies\":{\"root\":true}},\"rules\":[{\"code\":\"BRS001\",\"name\":\"bars-appointment-profile\",\"keyword\":\"MUST\",\"requirement\":\"The body is an Appointment that conforms to UKCore-Appointment.\",\"interaction\":\"book\",\"parts\":[{\"at\":\"Resource\",\"check\":{\"resource\":{\"is\":[\"Appointment\"]}},\"fix\":\"Send one Appointment as the body.\"},{\"at\":\"Resource.ofType(Appointment)\",\"check\":{\"profile\":{\"is\":\"https://fhir.hl7.org.uk/StructureDefinition/UKCore-Appointment\"}}}]},"
  "{\"code\":\"BRS008\",\"name\":\"bars-appointment-id\",\"keyword\":\"MUST\",\"section\":\"Update and cancel\",\"requirement\":\"An Appointment that is updated or cancelled by PUT has the id that the Receiver assigned.\",\"parts\":[{\"interaction\":\"update\",\"at\":\"Resource.ofType(Appointment).id\",\"check\":{\"present\":{}},\"fix\":\"Give the `id` of the Appointment that was read before.\"},{\"interaction\":\"cancel\",\"at\":\"Resource.ofType(Appointment).id\",\"check\":{\"present\":{}},\"fix\":\"Give the `id` of the Appointment that was read before.\"}]}]}";
static const unsigned char whole30[] = {
#embed "../../Rules/bars/request.json"
};

static const char lean31[] =
  "{\"table\":{\"title\":\"Appointment, booking request\",\"source\":{\"document\":\"NHS Booking API (draft), Book an appointment\",\"section\":\"Request Body, Appointment\"},\"applies\":{\"resource\":\"Appointment\",\"interaction\":\"book\",\"root\":true}},\"rules\":[{\"code\":\"BKD003\",\"name\":\"status-booked\",\"keyword\":\"SHALL\",\"requirement\":\"The Appointment is created as already booked.\",\"at\":\"Appointment.status\",\"check\":{\"fixed\":{\"value\":\"booked\"}},\"required\":true,\"fix\":\"Set `status` to `booked`.\"},"
  "{\"code\":\"BKD004\",\"name\":\"start-instant\",\"keyword\":\"SHALL\",\"requirement\":\"The start is there, as a full FHIR instant.\",\"covers\":[\"LNT011\",\"LNT012\",\"app-2\",\"app-3\"],\"at\":\"Appointment.start\",\"check\":{\"instant\":{}},\"required\":true,\"fix\":\"Give `start` with date, time to the second and zone.\"},"
  "{\"code\":\"BKD005\",\"name\":\"end-instant\",\"keyword\":\"SHALL\",\"requirement\":\"The end is there, as a full FHIR instant.\",\"covers\":[\"LNT011\",\"LNT012\",\"app-2\",\"app-3\"],\"at\":\"Appointment.end\",\"check\":{\"instant\":{}},\"required\":true,\"fix\":\"Give `end` with date, time to the second and zone.\"},"
  "{\"code\":\"BKD006\",\"name\":\"supporting-document-contained\",\"keyword\":\"SHALL\",\"requirement\":\"A supportingInformation refers to a contained DocumentReference.\",\"parts\":[{\"at\":\"Appointment.supportingInformation.reference\",\"check\":{\"present\":{}},\"required\":true,\"some\":\"Appointment\",\"fix\":\"Refer from `supportingInformation` to the contained DocumentReference, as `#` and its id.\"},{\"at\":\"Appointment.supportingInformation\",\"check\":{\"reference\":{\"to\":[\"DocumentReference\"],\"contained\":true}},\"some\":\"Appointment\",\"fix\":\"Refer to the contained DocumentReference, as `#` and its id.\"}]},"
  "{\"code\":\"BKD007\",\"name\":\"call-reason-present\",\"keyword\":\"SHALL\",\"requirement\":\"The description says why the patient called.\",\"at\":\"Appointment.description\",\"check\":{\"present\":{}},\"fix\":\"Give the call reason in `description`.\"},"
  "{\"code\":\"BKD008\",\"name\":\"slot-referenced\",\"keyword\":\"SHALL\",\"requirement\":\"Each slot refers to a Slot, and there is one.\",\"parts\":[{\"at\":\"Appointment.slot\",\"check\":{\"present\":{}},\"fix\":\"Refer to the Slot that the search for free slots returned.\"},{\"at\":\"Appointment.slot.reference\",\"check\":{\"present\":{}},\"fix\":\"Give the Slot's `reference`.\"},{\"at\":\"Appointment.slot\",\"check\":{\"reference\":{\"to\":[\"Slot\"]}},\"fix\":\"Refer to a Slot, such as `Slot/slot002`.\"}]},"
  "{\"code\":\"BKD009\",\"name\":\"created-instant\",\"keyword\":\"SHALL\",\"requirement\":\"The moment of booking is there, as a full FHIR instant.\",\"covers\":[\"LNT011\",\"LNT012\"],\"at\":\"Appointment.created\",\"check\":{\"instant\":{}},\"required\":true,\"fix\":\"Give `created` with date, time to the second and zone.\"},"
  "{\"code\":\"BKD010\",\"name\":\"patient-participates\",\"keyword\":\"SHALL\",\"requirement\":\"A participant's actor refers to a contained Patient.\",\"parts\":[{\"at\":\"Appointment.participant.actor.reference\",\"check\":{\"present\":{}},\"required\":true,\"some\":\"Appointment\",\"fix\":\"Refer from a participant's `actor` to the contained Patient, as `#` and its id.\"},{\"at\":\"Appointment.participant.actor\",\"check\":{\"reference\":{\"to\":[\"Patient\"],\"contained\":true}},\"some\":\"Appointment\",\"fix\":\"Refer to the contained Patient, as `#` and its id.\"}]}]}";
static const unsigned char whole31[] = {
#embed "../../Rules/nhs-booking-draft/appointment.json"
};

static const char lean32[] =
  "{\"table\":{\"title\":\"Contained resources\",\"source\":{\"document\":\"NHS Booking API (draft), Book an appointment\",\"section\":\"Contained resources\"},\"applies\":{\"resource\":\"Appointment\",\"interaction\":\"book\",\"root\":true}},\"rules\":[{\"code\":\"BKD011\",\"name\":\"contained-patient-and-document\",\"keyword\":\"SHALL\",\"requirement\":\"Exactly two resources are contained: one Patient and one DocumentReference.\",\"parts\":[{\"at\":\"Appointment.contained.ofType(Patient)\",\"per\":\"Appointment\",\"check\":{\"count\":{\"min\":1,\"max\":1}},\"fix\":\"Contain one Patient, the one that the Appointment is for.\"},{\"at\":\"Appointment.contained.ofType(DocumentReference)\",\"per\":\"Appointment\",\"check\":{\"count\":{\"min\":1,\"max\":1}},\"fix\":\"Contain one DocumentReference.\"},{\"at\":\"Appointment.contained\",\"check\":{\"resource\":{\"is\":[\"Patient\",\"DocumentReference\"]}},\"fix\":\"Contain nothing but the Patient and the DocumentReference.\"}]},"
  "{\"code\":\"BKD012\",\"name\":\"contained-ids\",\"keyword\":\"SHALL\",\"requirement\":\"Contained ids are unique within the Appointment, and a reference to one is # and its id.\",\"parts\":[{\"at\":\"Appointment.contained.id\",\"per\":\"Appointment\",\"check\":{\"unique\":{}},\"fix\":\"Give each contained resource an id of its own.\"},{\"at\":\"Appointment.descendants().where(reference.exists())\",\"check\":{\"hashed\":{}},\"fix\":\"Write `#` before the id of the contained resource.\"}]},"
  "{\"code\":\"BKD013\",\"name\":\"contained-references-resolve\",\"keyword\":\"SHALL\",\"requirement\":\"A reference that begins with # names a resource that is contained; its type is for the elements' own rows.\",\"at\":\"Appointment.descendants().where(reference.exists())\",\"check\":{\"resolves\":{}},\"fix\":\"Refer to the id of a contained resource, or contain the resource.\"},"
  "{\"code\":\"BKD014\",\"name\":\"contained-referenced\",\"keyword\":\"SHALL\",\"requirement\":\"Every contained resource is referred to from the resource that contains it (FHIR dom-3).\",\"at\":\"Appointment.contained.where(id.exists())\",\"check\":{\"referenced\":{}},\"fix\":\"Refer to the contained resource, or remove it.\"}]}";
static const unsigned char whole32[] = {
#embed "../../Rules/nhs-booking-draft/contained.json"
};

static const char lean33[] =
  "{\"table\":{\"title\":\"DocumentReference, contained\",\"source\":{\"document\":\"NHS Booking API (draft), Book an appointment\",\"section\":\"Contained resources, DocumentReference\"},\"applies\":{\"resource\":\"Appointment\",\"interaction\":\"book\",\"root\":true}},\"rules\":[{\"code\":\"BKD030\",\"name\":\"document-id\",\"keyword\":\"SHALL\",\"requirement\":\"The DocumentReference has an id, for supportingInformation to refer to.\",\"at\":\"DocumentReference.id\",\"check\":{\"present\":{}},\"fix\":\"Give the DocumentReference an `id`.\"},"
  "{\"code\":\"BKD031\",\"name\":\"document-identifier\",\"keyword\":\"SHALL\",\"requirement\":\"The DocumentReference identifies the document, such as the CDA document that travels apart from it.\",\"at\":\"DocumentReference.identifier\",\"check\":{\"present\":{}},\"fix\":\"Give the document's UUID as `identifier`.\"},"
  "{\"code\":\"BKD032\",\"name\":\"document-identifier-system\",\"keyword\":\"SHALL\",\"requirement\":\"The identifier's system says that its value is a UUID.\",\"parts\":[{\"at\":\"DocumentReference.identifier.system\",\"check\":{\"present\":{}},\"some\":\"DocumentReference\",\"fix\":\"Set `identifier.system` to `https://tools.ietf.org/html/rfc4122`.\"},{\"at\":\"DocumentReference.identifier.system\",\"check\":{\"fixed\":{\"value\":\"https://tools.ietf.org/html/rfc4122\"}},\"some\":\"DocumentReference\",\"fix\":\"Set `identifier.system` to `https://tools.ietf.org/html/rfc4122`.\"}]},"
  "{\"code\":\"BKD033\",\"name\":\"document-identifier-uuid\",\"keyword\":\"SHALL\",\"requirement\":\"The identifier's value is the document's UUID.\",\"at\":\"DocumentReference.identifier.where(system = 'https://tools.ietf.org/html/rfc4122').value\",\"check\":{\"uuid\":{}},\"required\":true,\"fix\":\"Give the UUID as 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.\"},"
  "{\"code\":\"BKD034\",\"name\":\"document-status-current\",\"keyword\":\"SHALL\",\"requirement\":\"The document is current.\",\"at\":\"DocumentReference.status\",\"check\":{\"fixed\":{\"value\":\"current\"}},\"required\":true,\"fix\":\"Set `status` to `current`.\"},"
  "{\"code\":\"BKD035\",\"name\":\"document-type\",\"keyword\":\"SHALL\",\"requirement\":\"The type has a coding from urn:oid:2.16.840.1.113883.2.1.3.2.4.18.17.\",\"parts\":[{\"at\":\"DocumentReference.type\",\"check\":{\"present\":{}},\"fix\":\"Give the type of the document.\"},{\"at\":\"DocumentReference.type.coding.system\",\"check\":{\"present\":{}},\"required\":true,\"some\":\"DocumentReference.type\",\"fix\":\"Code the type in `urn:oid:2.16.840.1.113883.2.1.3.2.4.18.17`.\"},{\"at\":\"DocumentReference.type.coding.system\",\"check\":{\"fixed\":{\"value\":\"urn:oid:2.16.840.1.113883.2.1.3.2.4.18.17\"}},\"some\":\"DocumentReference.type\",\"fix\":\"Code the type in `urn:oid:2.16.840.1.113883.2.1.3.2.4.18.17`.\"},{\"at\":\"DocumentReference.type.coding.where(system = 'urn:oid:2.16.840.1.113883.2.1.3.2.4.18.17').code\",\"check\":{\"present\":{}},\"fix\":\"Give the `code`.\"}]},"
  "{\"code\":\"BKD036\",\"name\":\"document-attachment\",\"keyword\":\"SHALL\",\"requirement\":\"The content describes the actual document in an attachment.\",\"parts\":[{\"at\":\"DocumentReference.content\",\"check\":{\"present\":{}},\"fix\":\"Describe the document in `content`.\"},{\"at\":\"DocumentReference.content.attachment\",\"check\":{\"present\":{}},\"fix\":\"Describe the document in `content.attachment`.\"}]},"
  "{\"code\":\"BKD037\",\"name\":\"document-content-type\",\"keyword\":\"SHALL\",\"requirement\":\"The attachment's contentType is a MIME type.\",\"at\":\"DocumentReference.content.attachment.contentType\",\"check\":{\"mimeType\":{}},\"required\":true,\"fix\":\"Give the MIME type, such as `application/hl7-v3+xml`.\"},"
  "{\"code\":\"BKD038\",\"name\":\"document-language\",\"keyword\":\"SHALL\",\"requirement\":\"The attachment is in English: its language is en.\",\"at\":\"DocumentReference.content.attachment.language\",\"check\":{\"fixed\":{\"value\":\"en\"}},\"required\":true,\"fix\":\"Set `language` to `en`.\"}]}";
static const unsigned char whole33[] = {
#embed "../../Rules/nhs-booking-draft/document-reference.json"
};

static const char lean34[] =
  "{\"id\":\"nhs-booking-draft\",\"title\":\"NHS Booking API, draft: book an appointment\",\"release\":\"3.0\",\"includes\":[\"nhs-identifiers\","
  "\"plausibility\"],\"tables\":[\"request.json\","
  "\"appointment.json\","
  "\"contained.json\","
  "\"patient.json\","
  "\"document-reference.json\"],\"interactions\":[{\"id\":\"book\"}],\"decisions\":[\"The sample beside the tables breaks them, and FHIR's own structure: the tables and FHIR are held, not the sample.\","
  "\"The tables speak of one participant and one supporting document, the profile allows several: one that is right is enough.\","
  "\"So too one identifier of the document, one name, one address and one telephone number of the Patient are enough; one name has all three parts.\","
  "\"That contained ids are there is held by BKD021 and BKD030, the rest of them by BKD012: a missing id is told once.\","
  "\"A # reference to nothing is told by BKD013 alone, and one that lacks only the # by BKD012 alone.\","
  "\"The Slot is one that a search returned, so a reference to it need not be to a contained one; BKD011 refuses that.\","
  "\"The document leaves the profile of the DocumentReference open (TBC): none is held.\"]}";
static const unsigned char whole34[] = {
#embed "../../Rules/nhs-booking-draft/pack.json"
};

static const char lean35[] =
  "{\"table\":{\"title\":\"Patient, contained\",\"source\":{\"document\":\"NHS Booking API (draft), Book an appointment\",\"section\":\"Contained resources, Patient\"},\"applies\":{\"resource\":\"Appointment\",\"interaction\":\"book\",\"root\":true}},\"rules\":[{\"code\":\"BKD020\",\"name\":\"patient-profile\",\"keyword\":\"SHALL\",\"requirement\":\"The contained Patient conforms to CareConnect-Patient-1.\",\"at\":\"Patient\",\"check\":{\"profile\":{\"is\":\"https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1\"}}},"
  "{\"code\":\"BKD021\",\"name\":\"patient-id\",\"keyword\":\"SHALL\",\"requirement\":\"The Patient has an id, for the participant to refer to.\",\"at\":\"Patient.id\",\"check\":{\"present\":{}},\"fix\":\"Give the Patient an `id`.\"},"
  "{\"code\":\"BKD022\",\"name\":\"patient-nhs-number\",\"keyword\":\"SHALL\",\"requirement\":\"An identifier is the NHS number: ten digits, the check digit right, beside how far it is verified.\",\"parts\":[{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number')\",\"check\":{\"present\":{}},\"fix\":\"Give the NHS number as an identifier of system `https://fhir.nhs.uk/Id/nhs-number`.\"},{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').value\",\"check\":{\"pattern\":{\"matches\":\"\\\\d{10}\",\"called\":\"10 digits\"}},\"required\":true,\"fix\":\"Give the NHS number as ten digits without spaces.\"},{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').value\",\"check\":{\"checksum\":{\"algorithm\":\"nhs-number\"}},\"fix\":\"Correct the NHS number: a digit is mistyped, or two have changed places.\"},{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').value\",\"check\":{\"varied\":{\"digits\":10}},\"fix\":\"Give the patient's NHS number, not a filler.\"},{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1')\",\"check\":{\"present\":{}},\"fix\":\"Add the extension that says how far the NHS number is verified.\"},{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1').value[x]\",\"check\":{\"present\":{}},\"fix\":\"Say in the extension's value how far the NHS number is verified.\"}]},"
  "{\"code\":\"BKD023\",\"name\":\"patient-name\",\"keyword\":\"SHALL\",\"requirement\":\"The Patient has a name that has a prefix, a given name and a family name.\",\"at\":\"Patient.name\",\"check\":{\"has\":{\"anyOf\":[\"prefix and given and family\"]}},\"some\":\"Patient\",\"required\":true,\"fix\":\"Give the name as PDS has it, with `prefix`, `given` and `family`.\"},"
  "{\"code\":\"BKD024\",\"name\":\"patient-call-back-number\",\"keyword\":\"SHALL\",\"requirement\":\"The Patient has a telephone number to be called back on.\",\"parts\":[{\"at\":\"Patient.telecom.where(system = 'phone')\",\"check\":{\"present\":{}},\"fix\":\"Give the number to call back on in a `telecom` of system `phone`.\"},{\"at\":\"Patient.telecom.where(system = 'phone').value\",\"check\":{\"present\":{}},\"some\":\"Patient\",\"fix\":\"Give the number in `value`.\"}]},"
  "{\"code\":\"BKD025\",\"name\":\"patient-gender\",\"keyword\":\"SHALL\",\"requirement\":\"The gender is male, female, other or unknown.\",\"at\":\"Patient.gender\",\"check\":{\"oneOf\":{\"values\":[\"male\",\"female\",\"other\",\"unknown\"]}},\"required\":true,\"fix\":\"Give the gender as PDS has it.\"},"
  "{\"code\":\"BKD026\",\"name\":\"patient-birth-date\",\"keyword\":\"SHALL\",\"requirement\":\"The date of birth is there, to the day.\",\"at\":\"Patient.birthDate\",\"check\":{\"date\":{\"precision\":\"day\"}},\"required\":true,\"fix\":\"Give `birthDate` as yyyy-mm-dd.\"},"
  "{\"code\":\"BKD027\",\"name\":\"patient-address\",\"keyword\":\"SHALL\",\"requirement\":\"The Patient's full address is there, in lines or as text.\",\"at\":\"Patient.address\",\"check\":{\"has\":{\"anyOf\":[\"line\",\"text\"]}},\"some\":\"Patient\",\"required\":true,\"fix\":\"Give the address as PDS has it, in `line` or `text`.\"}]}";
static const unsigned char whole35[] = {
#embed "../../Rules/nhs-booking-draft/patient.json"
};

static const char lean36[] =
  "{\"table\":{\"title\":\"The request body\",\"source\":{\"document\":\"NHS Booking API (draft), Book an appointment\",\"section\":\"Request Body\"},\"applies\":{\"interaction\":\"book\",\"root\":true}},\"rules\":[{\"code\":\"BKD001\",\"name\":\"appointment-id-absent\",\"keyword\":\"SHALL NOT\",\"requirement\":\"The request carries no id: the Provider assigns it.\",\"at\":\"Resource.ofType(Appointment).id\",\"check\":{\"absent\":{\"removable\":true}},\"fix\":\"Remove `id`.\"},"
  "{\"code\":\"BKD002\",\"name\":\"appointment-profile\",\"keyword\":\"SHALL\",\"requirement\":\"The body is an Appointment that conforms to CareConnect-Appointment-1.\",\"parts\":[{\"at\":\"Resource\",\"check\":{\"resource\":{\"is\":[\"Appointment\"]}},\"fix\":\"Send one Appointment as the body, with the other resources contained in it.\"},{\"at\":\"Resource.ofType(Appointment)\",\"check\":{\"profile\":{\"is\":\"https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1\"}}}]}]}";
static const unsigned char whole36[] = {
#embed "../../Rules/nhs-booking-draft/request.json"
};

static const char lean37[] =
  "{\"table\":{\"title\":\"Appointment\",\"source\":{\"document\":\"NHS Booking API, Appointment resource details\",\"section\":\"Key FHIR elements for booking\"},\"applies\":{\"resource\":\"Appointment\",\"root\":true}},\"rules\":[{\"code\":\"BKL003\",\"name\":\"booking-status\",\"keyword\":\"MUST\",\"requirement\":\"The status is booked, cancelled or entered-in-error; in a booking it is booked.\",\"parts\":[{\"interaction\":\"book\",\"at\":\"Appointment.status\",\"check\":{\"fixed\":{\"value\":\"booked\"}},\"required\":true,\"fix\":\"Set `status` to `booked`.\"},{\"interaction\":\"cancel\",\"at\":\"Appointment.status\",\"check\":{\"oneOf\":{\"values\":[\"cancelled\",\"entered-in-error\"]}},\"required\":true,\"fix\":\"Set `status` to `cancelled` or `entered-in-error`.\"},{\"interaction\":\"update\",\"at\":\"Appointment.status\",\"check\":{\"oneOf\":{\"values\":[\"booked\",\"cancelled\",\"entered-in-error\"]}},\"required\":true,\"fix\":\"Set `status` to `booked`, `cancelled` or `entered-in-error`.\"},{\"interaction\":\"get\",\"at\":\"Appointment.status\",\"check\":{\"oneOf\":{\"values\":[\"booked\",\"cancelled\",\"entered-in-error\"]}},\"required\":true,\"fix\":\"Answer with the `status` `booked`, `cancelled` or `entered-in-error`.\"}]},"
  "{\"code\":\"BKL004\",\"name\":\"booking-start\",\"keyword\":\"MUST\",\"requirement\":\"The start is there, as a full FHIR instant.\",\"covers\":[\"LNT011\",\"LNT012\",\"app-2\",\"app-3\"],\"at\":\"Appointment.start\",\"check\":{\"instant\":{}},\"required\":true,\"fix\":\"Give `start` with date, time to the second and zone.\"},"
  "{\"code\":\"BKL005\",\"name\":\"booking-end\",\"keyword\":\"MUST\",\"requirement\":\"The end is there, as a full FHIR instant.\",\"covers\":[\"LNT011\",\"LNT012\",\"app-2\",\"app-3\"],\"at\":\"Appointment.end\",\"check\":{\"instant\":{}},\"required\":true,\"fix\":\"Give `end` with date, time to the second and zone.\"},"
  "{\"code\":\"BKL006\",\"name\":\"booking-created\",\"keyword\":\"MUST\",\"requirement\":\"The moment at which the Appointment was first created is there, as a FHIR dateTime.\",\"covers\":[\"LNT011\",\"LNT012\"],\"at\":\"Appointment.created\",\"check\":{\"dateTime\":{}},\"required\":true,\"fix\":\"Give `created` as a date, or with time to the second and zone.\"},"
  "{\"code\":\"BKL007\",\"name\":\"booking-description\",\"keyword\":\"MUST\",\"requirement\":\"The description says what the Appointment is needed for.\",\"at\":\"Appointment.description\",\"check\":{\"present\":{}},\"fix\":\"Give the need for the Appointment in `description`.\"},"
  "{\"code\":\"BKL008\",\"name\":\"booking-slot-contained\",\"keyword\":\"MUST\",\"requirement\":\"There is exactly one slot, and it refers to a contained Slot.\",\"parts\":[{\"at\":\"Appointment.slot\",\"check\":{\"count\":{\"min\":1,\"max\":1}},\"fix\":\"Refer to one Slot.\"},{\"at\":\"Appointment.slot.reference\",\"check\":{\"present\":{}},\"fix\":\"Refer to the contained Slot, as `#` and its id.\"},{\"at\":\"Appointment.slot\",\"check\":{\"reference\":{\"to\":[\"Slot\"],\"contained\":true}},\"fix\":\"Contain the Slot, and refer to it as `#` and its id.\"}]},"
  "{\"code\":\"BKL009\",\"name\":\"booking-document-contained\",\"keyword\":\"MUST\",\"requirement\":\"Exactly one supportingInformation refers to a contained DocumentReference; others may refer elsewhere.\",\"parts\":[{\"at\":\"Appointment.supportingInformation.reference\",\"check\":{\"present\":{}},\"required\":true,\"some\":\"Appointment\",\"fix\":\"Refer from `supportingInformation` to the contained DocumentReference, as `#` and its id.\"},{\"at\":\"Appointment.supportingInformation\",\"check\":{\"reference\":{\"to\":[\"DocumentReference\"],\"contained\":true}},\"some\":\"Appointment\",\"fix\":\"Contain the DocumentReference, and refer to it as `#` and its id.\"},{\"at\":\"Appointment.supportingInformation\",\"check\":{\"count\":{\"max\":1,\"to\":\"DocumentReference\"}},\"fix\":\"Refer to one contained DocumentReference, and once.\"}]},"
  "{\"code\":\"BKL010\",\"name\":\"booking-patient-participates\",\"keyword\":\"MUST\",\"requirement\":\"A participant's actor refers to a contained Patient; there may be other participants.\",\"parts\":[{\"at\":\"Appointment.participant.actor.reference\",\"check\":{\"present\":{}},\"required\":true,\"some\":\"Appointment\",\"fix\":\"Refer from a participant's `actor` to the contained Patient, as `#` and its id.\"},{\"at\":\"Appointment.participant.actor\",\"check\":{\"reference\":{\"to\":[\"Patient\"],\"contained\":true}},\"some\":\"Appointment\",\"fix\":\"Contain the Patient, and refer to it as `#` and its id.\"}]}]}";
static const unsigned char whole37[] = {
#embed "../../Rules/nhs-booking/appointment.json"
};

static const char lean38[] =
  "{\"table\":{\"title\":\"Beside the version read before\",\"source\":{\"document\":\"NHS Booking API, Cancel or update an appointment\",\"section\":\"Request\"},\"applies\":{\"resource\":\"Change\",\"root\":true}},\"rules\":[{\"code\":\"BKL140\",\"name\":\"booking-unchanged\",\"keyword\":\"MUST\",\"requirement\":\"The body of a cancellation or an update is the Appointment that was read, but for its status.\",\"at\":\"Change.later.resource.ofType(Appointment)\",\"check\":{\"unchanged\":{\"since\":\"Change.earlier.resource\",\"except\":[\"status\",\"meta.versionId\",\"meta.lastUpdated\"]}},\"answer\":422,\"fix\":\"Send the Appointment as it was read, with nothing but `status` changed.\"}]}";
static const unsigned char whole38[] = {
#embed "../../Rules/nhs-booking/change.json"
};

static const char lean39[] =
  "{\"table\":{\"title\":\"Contained resources\",\"source\":{\"document\":\"NHS Booking API, Appointment resource details\",\"section\":\"Contained resources\"},\"applies\":{\"resource\":\"Appointment\",\"root\":true}},\"rules\":[{\"code\":\"BKL011\",\"name\":\"booking-contained-resources\",\"keyword\":\"MUST\",\"requirement\":\"One DocumentReference, one Patient and one Slot are contained, each as Care Connect profiles it.\",\"parts\":[{\"at\":\"Appointment.contained.ofType(DocumentReference)\",\"per\":\"Appointment\",\"check\":{\"count\":{\"min\":1,\"max\":1}},\"fix\":\"Contain one DocumentReference.\"},{\"at\":\"Appointment.contained.ofType(Patient)\",\"per\":\"Appointment\",\"check\":{\"count\":{\"min\":1,\"max\":1}},\"fix\":\"Contain one Patient.\"},{\"at\":\"Appointment.contained.ofType(Slot)\",\"per\":\"Appointment\",\"check\":{\"count\":{\"min\":1,\"max\":1}},\"fix\":\"Contain one Slot.\"},{\"at\":\"DocumentReference\",\"check\":{\"profile\":{\"is\":\"https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-DocumentReference-1\"}}},{\"at\":\"Patient\",\"check\":{\"profile\":{\"is\":\"https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1\"}}},{\"at\":\"Slot\",\"check\":{\"profile\":{\"is\":\"https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Slot-1\"}}}]},"
  "{\"code\":\"BKL012\",\"name\":\"booking-contained-references\",\"keyword\":\"MUST\",\"requirement\":\"Contained ids are there and unique, # references find them, and nothing contained is without a reference.\",\"parts\":[{\"at\":\"Patient.id\",\"check\":{\"present\":{}},\"fix\":\"Give the Patient an `id`.\"},{\"at\":\"Slot.id\",\"check\":{\"present\":{}},\"fix\":\"Give the Slot an `id`.\"},{\"at\":\"Appointment.contained.id\",\"per\":\"Appointment\",\"check\":{\"unique\":{}},\"fix\":\"Give each contained resource an id of its own.\"},{\"at\":\"Appointment.descendants().where(reference.exists())\",\"check\":{\"hashed\":{}},\"fix\":\"Write `#` before the id of the contained resource.\"},{\"at\":\"Appointment.descendants().where(reference.exists())\",\"check\":{\"resolves\":{}},\"fix\":\"Refer to the id of a contained resource, or contain the resource.\"},{\"at\":\"Appointment.contained.where(id.exists())\",\"check\":{\"referenced\":{}},\"fix\":\"Refer to the contained resource, or remove it.\"}]},"
  "{\"code\":\"BKL013\",\"name\":\"booking-incoming-referral\",\"keyword\":\"MAY\",\"requirement\":\"At most one incomingReferral is given.\",\"at\":\"Appointment.incomingReferral\",\"check\":{\"count\":{\"max\":1}},\"fix\":\"Give one referral.\"}]}";
static const unsigned char whole39[] = {
#embed "../../Rules/nhs-booking/contained.json"
};

static const char lean40[] =
  "{\"table\":{\"title\":\"DocumentReference, contained\",\"source\":{\"document\":\"NHS Booking API, DocumentReference resource details\",\"section\":\"Key FHIR Elements\"},\"applies\":{\"resource\":\"Appointment\",\"root\":true}},\"rules\":[{\"code\":\"BKL030\",\"name\":\"booking-document\",\"keyword\":\"MUST\",\"requirement\":\"The DocumentReference has id, identifier, status, type and attachment as the page's table demands.\",\"parts\":[{\"at\":\"DocumentReference.id\",\"check\":{\"present\":{}},\"fix\":\"Give the DocumentReference an `id`.\"},{\"at\":\"DocumentReference.identifier\",\"check\":{\"present\":{}},\"fix\":\"Give the document's UUID as `identifier`.\"},{\"at\":\"DocumentReference.identifier.system\",\"check\":{\"present\":{}},\"some\":\"DocumentReference\",\"fix\":\"Set `identifier.system` to `https://tools.ietf.org/html/rfc4122`.\"},{\"at\":\"DocumentReference.identifier.system\",\"check\":{\"fixed\":{\"value\":\"https://tools.ietf.org/html/rfc4122\"}},\"some\":\"DocumentReference\",\"fix\":\"Set `identifier.system` to `https://tools.ietf.org/html/rfc4122`.\"},{\"at\":\"DocumentReference.identifier.where(system = 'https://tools.ietf.org/html/rfc4122').value\",\"check\":{\"uuid\":{}},\"required\":true,\"fix\":\"Give the UUID as 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.\"},{\"at\":\"DocumentReference.status\",\"check\":{\"fixed\":{\"value\":\"current\"}},\"required\":true,\"fix\":\"Set `status` to `current`.\"},{\"at\":\"DocumentReference.type\",\"check\":{\"present\":{}},\"fix\":\"Give the type of the document.\"},{\"at\":\"DocumentReference.type.coding.system\",\"check\":{\"present\":{}},\"required\":true,\"some\":\"DocumentReference.type\",\"fix\":\"Code the type in `urn:oid:2.16.840.1.113883.2.1.3.2.4.18.17`.\"},{\"at\":\"DocumentReference.type.coding.system\",\"check\":{\"fixed\":{\"value\":\"urn:oid:2.16.840.1.113883.2.1.3.2.4.18.17\"}},\"some\":\"DocumentReference.type\",\"fix\":\"Code the type in `urn:oid:2.16.840.1.113883.2.1.3.2.4.18.17`.\"},{\"at\":\"DocumentReference.type.coding.where(system = 'urn:oid:2.16.840.1.113883.2.1.3.2.4.18.17').code\",\"check\":{\"present\":{}},\"fix\":\"Give the `code`.\"},{\"at\":\"DocumentReference.content\",\"check\":{\"present\":{}},\"fix\":\"Describe the document in `content`.\"},{\"at\":\"DocumentReference.content.attachment\",\"check\":{\"present\":{}},\"fix\":\"Describe the document in `content.attachment`.\"},{\"at\":\"DocumentReference.content.attachment.contentType\",\"check\":{\"mimeType\":{}},\"required\":true,\"fix\":\"Give the MIME type, such as `application/hl7-v3+xml`.\"},{\"at\":\"DocumentReference.content.attachment.language\",\"check\":{\"language\":{\"is\":\"en\"}},\"required\":true,\"fix\":\"Set `language` to `en`, or to an English of some place, such as `en-GB`.\"}]}]}";
static const unsigned char whole40[] = {
#embed "../../Rules/nhs-booking/document-reference.json"
};

static const char lean41[] =
  "{\"table\":{\"title\":\"The exchange\",\"source\":{\"document\":\"NHS Booking API, Book an appointment\",\"section\":\"Request\"},\"applies\":{\"resource\":\"Exchange\",\"interaction\":\"book\",\"root\":true}},\"rules\":[{\"code\":\"BKL100\",\"name\":\"booking-method\",\"keyword\":\"MUST\",\"requirement\":\"The request is sent by POST.\",\"parts\":[{\"at\":\"Exchange.request.method\",\"check\":{\"fixed\":{\"value\":\"POST\"}},\"fix\":\"Send the request by POST.\"},{\"interaction\":\"update\",\"at\":\"Exchange.where(request.method = 'PUT' and response.status = '201').request.method\",\"check\":{\"fixed\":{\"value\":\"POST\"}},\"fix\":\"Create the Appointment by POST: a PUT replaces one.\"},{\"interaction\":\"cancel\",\"at\":\"Exchange.where(request.method = 'PUT' and response.status = '201').request.method\",\"check\":{\"fixed\":{\"value\":\"POST\"}},\"fix\":\"Create the Appointment by POST: a PUT replaces one.\"}]},"
  "{\"code\":\"BKL101\",\"name\":\"booking-token\",\"keyword\":\"MUST\",\"section\":\"Security\",\"requirement\":\"The request carries a JSON Web Token as Authorization: Bearer: three parts of base64url, a header and claims in JSON, not expired.\",\"answer\":403,\"parts\":[{\"at\":\"Exchange.request.header('Authorization')\",\"check\":{\"jwt\":{\"at\":\"Exchange.started\"}},\"required\":true,\"fix\":\"Send 'Authorization: Bearer' and a token made for this request; an unsigned one ends with a dot.\"},{\"at\":\"Exchange.request.header('Authorization')\",\"check\":{\"count\":{\"max\":1}},\"fix\":\"Send one Authorization field: of two, it is open which counts.\"},{\"keyword\":\"SHOULD\",\"at\":\"Exchange.request.url\",\"check\":{\"secure\":{}},\"fix\":\"Send the token over https.\"},{\"unchecked\":\"The signature of a token is not judged: no key is known here.\"}]},"
  "{\"code\":\"BKL110\",\"name\":\"booking-created-status\",\"keyword\":\"MUST\",\"section\":\"Response: Success\",\"requirement\":\"A request that succeeds is answered with 201 Created.\",\"at\":\"Exchange.response.where(status.startsWith('2')).status\",\"check\":{\"fixed\":{\"value\":\"201\"}},\"fix\":\"Answer with 201.\"},"
  "{\"code\":\"BKL111\",\"name\":\"booking-location\",\"keyword\":\"MUST\",\"section\":\"Response: Success\",\"requirement\":\"The answer has a Location field with the absolute URL of the created Appointment and its version.\",\"parts\":[{\"at\":\"Exchange.response.where(status.startsWith('2')).header('Location')\",\"check\":{\"location\":{\"of\":\"Appointment\",\"versioned\":true}},\"required\":true,\"fix\":\"Send Location as [base]/Appointment/[id]/_history/[vid].\"},{\"at\":\"Exchange.response.where(status.startsWith('2')).header('Location')\",\"check\":{\"count\":{\"max\":1}},\"fix\":\"Send one Location field.\"},{\"keyword\":\"SHOULD\",\"at\":\"Exchange.response.where(status.startsWith('2')).header('Location')\",\"check\":{\"secure\":{}},\"fix\":\"Give the URL that begins with https.\"}]},"
  "{\"code\":\"BKL112\",\"name\":\"booking-etag\",\"keyword\":\"SHOULD\",\"section\":\"Response: Success\",\"requirement\":\"The answer has an ETag field with the version of the created Appointment as a weak entity tag.\",\"at\":\"Exchange.response.where(status.startsWith('2')).header('ETag')\",\"check\":{\"inLocation\":{\"part\":\"version\",\"of\":\"Exchange.response.header('Location')\",\"tag\":true}},\"required\":true,\"fix\":\"Send ETag as W/\\\"[vid]\\\".\"},"
  "{\"code\":\"BKL113\",\"name\":\"booking-last-modified\",\"keyword\":\"SHOULD\",\"section\":\"Response: Success\",\"requirement\":\"The answer has a Last-Modified field with an HTTP date.\",\"at\":\"Exchange.response.where(status.startsWith('2')).header('Last-Modified')\",\"check\":{\"httpDate\":{}},\"required\":true,\"fix\":\"Send Last-Modified with the moment of creation.\"},"
  "{\"code\":\"BKL114\",\"name\":\"booking-created-body\",\"keyword\":\"MUST\",\"section\":\"Response: Success\",\"requirement\":\"The body of the answer is the created Appointment with its new id and version, those in Location.\",\"parts\":[{\"at\":\"Exchange.response.where(status.startsWith('2') and body != 'unreadable').resource\",\"check\":{\"resource\":{\"is\":[\"Appointment\"]}},\"required\":true,\"fix\":\"Send the created Appointment as the body.\"},{\"at\":\"Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment).id\",\"check\":{\"present\":{}},\"fix\":\"Give the Appointment its new `id`.\"},{\"at\":\"Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment).id\",\"check\":{\"inLocation\":{\"part\":\"id\",\"of\":\"Exchange.response.header('Location')\"}},\"fix\":\"Give the same id in the body and in Location.\"},{\"at\":\"Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment).meta.versionId\",\"per\":\"Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment)\",\"check\":{\"present\":{}},\"fix\":\"Give the Appointment its `meta.versionId`.\"},{\"at\":\"Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment).meta.versionId\",\"check\":{\"inLocation\":{\"part\":\"version\",\"of\":\"Exchange.response.header('Location')\"}},\"fix\":\"Give the same version in the body and in Location.\"}]},"
  "{\"code\":\"BKL115\",\"name\":\"booking-created-as-sent\",\"keyword\":\"MUST\",\"section\":\"Response: Success\",\"requirement\":\"The created Appointment says all that the request said; created, the Slot's status and ids of contained resources may be others.\",\"at\":\"Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment)\",\"check\":{\"unchanged\":{\"since\":\"Exchange.request.resource.ofType(Appointment)\",\"mayAdd\":true,\"mayRename\":true,\"except\":[\"id\",\"meta.versionId\",\"meta.lastUpdated\",\"text\",\"created\",\"contained.ofType(Slot).status\"]}},\"fix\":\"Keep and return what was sent.\"},"
  "{\"code\":\"BKL120\",\"name\":\"booking-unprocessable\",\"keyword\":\"MUST\",\"section\":\"Response: Failure\",\"requirement\":\"A request that breaks a business rule or the profile is answered with 422, and should have an OperationOutcome.\",\"parts\":[{\"at\":\"Exchange.where(request.callsFor = '422').response.where(status = '400').status\",\"check\":{\"fixed\":{\"value\":\"422\"}},\"fix\":\"Answer with 422: the body can be read, but breaks the profile or a rule.\"},{\"keyword\":\"SHOULD\",\"at\":\"Exchange.where(request.callsFor != '400' and request.callsFor != '403').response.where(status = '409').status\",\"check\":{\"fixed\":{\"value\":\"422\"}},\"fix\":\"Answer with 422: the body can be read, but breaks the profile or a rule.\"},{\"at\":\"Exchange.where(request.callsFor.exists().not()).response.where(resource.issue.code = 'business-rule' and status.startsWith('4') and status != '409').status\",\"check\":{\"fixed\":{\"value\":\"422\"}},\"fix\":\"Answer with 422: the body can be read, but breaks the profile or a rule.\"},{\"at\":\"Exchange.where(request.callsFor.exists().not()).response.where(resource.issue.code = 'conflict' and status.startsWith('4') and status != '409').status\",\"check\":{\"fixed\":{\"value\":\"422\"}},\"fix\":\"Answer with 422: the body can be read, but breaks the profile or a rule.\"},{\"at\":\"Exchange.where(request.callsFor.exists().not()).response.where(resource.issue.code = 'duplicate' and status.startsWith('4') and status != '409').status\",\"check\":{\"fixed\":{\"value\":\"422\"}},\"fix\":\"Answer with 422: the body can be read, but breaks the profile or a rule.\"},{\"at\":\"Exchange.response.where(resource.issue.code = 'business-rule' and status = '500').status\",\"check\":{\"fixed\":{\"value\":\"422\"}},\"fix\":\"Answer with 422: the body can be read, but breaks the profile or a rule.\"},{\"keyword\":\"SHOULD\",\"at\":\"Exchange.response.where(status = '422' and body != 'unreadable').resource\",\"check\":{\"resource\":{\"is\":[\"OperationOutcome\"]}},\"required\":true,\"fix\":\"Send an OperationOutcome that says what was wrong.\"},{\"keyword\":\"SHOULD\",\"at\":\"Exchange.response.where(status = '409' and body != 'unreadable').resource\",\"check\":{\"resource\":{\"is\":[\"OperationOutcome\"]}},\"required\":true,\"fix\":\"Send an OperationOutcome that says what was wrong.\"}]},"
  "{\"code\":\"BKL121\",\"name\":\"booking-forbidden\",\"keyword\":\"MUST\",\"section\":\"Response: Failure\",\"requirement\":\"A request without a valid token is answered with 403, and should have an OperationOutcome.\",\"parts\":[{\"keyword\":\"SHOULD\",\"at\":\"Exchange.response.where(status = '401').status\",\"check\":{\"fixed\":{\"value\":\"403\"}},\"fix\":\"Answer with 403: the request carries no valid token.\"},{\"at\":\"Exchange.where(request.callsFor = '403').response.where(status = '400').status\",\"check\":{\"fixed\":{\"value\":\"403\"}},\"fix\":\"Answer with 403: the request carries no valid token.\"},{\"at\":\"Exchange.where(request.callsFor = '403').response.where(status = '422').status\",\"check\":{\"fixed\":{\"value\":\"403\"}},\"fix\":\"Answer with 403: the request carries no valid token.\"},{\"at\":\"Exchange.where(request.callsFor = '403').response.where(status = '409').status\",\"check\":{\"fixed\":{\"value\":\"403\"}},\"fix\":\"Answer with 403: the request carries no valid token.\"},{\"at\":\"Exchange.where(request.callsFor.exists().not()).response.where(resource.issue.code = 'login' and status.startsWith('4') and status != '401').status\",\"check\":{\"fixed\":{\"value\":\"403\"}},\"fix\":\"Answer with 403: the request carries no valid token.\"},{\"keyword\":\"SHOULD\",\"at\":\"Exchange.response.where(status = '403' and body != 'unreadable').resource\",\"check\":{\"resource\":{\"is\":[\"OperationOutcome\"]}},\"required\":true,\"fix\":\"Send an OperationOutcome that says what was wrong.\"},{\"keyword\":\"SHOULD\",\"at\":\"Exchange.response.where(status = '401' and body != 'unreadable').resource\",\"check\":{\"resource\":{\"is\":[\"OperationOutcome\"]}},\"required\":true,\"fix\":\"Send an OperationOutcome that says what was wrong.\"}]},"
  "{\"code\":\"BKL122\",\"name\":\"booking-bad-request\",\"keyword\":\"MUST\",\"section\":\"Response: Failure\",\"requirement\":\"A body that cannot be read is answered with 400, an error of the server with 500 and no other 5xx status.\",\"parts\":[{\"at\":\"Exchange.where(request.callsFor = '400').response.where(status = '422').status\",\"check\":{\"fixed\":{\"value\":\"400\"}},\"fix\":\"Answer with 400 where the body is not the FHIR that it claims to be.\"},{\"at\":\"Exchange.where(request.callsFor = '400').response.where(status = '409').status\",\"check\":{\"fixed\":{\"value\":\"400\"}},\"fix\":\"Answer with 400 where the body is not the FHIR that it claims to be.\"},{\"at\":\"Exchange.response.where(status.startsWith('5')).status\",\"check\":{\"fixed\":{\"value\":\"500\"}},\"fix\":\"Answer with 500 where the server fails.\"},{\"unchecked\":\"Whether a failure is the server's own, and so is to be a 500, does not show in an exchange.\"}]},"
  "{\"code\":\"BKL123\",\"name\":\"booking-retry\",\"keyword\":\"SHOULD NOT\",\"section\":\"Response: Failure\",\"requirement\":\"A request that was refused with a 4xx status is not repeated unchanged: layout is no change, a fresh token is one after 401 and 403 alone.\",\"parts\":[{\"at\":\"Exchange.where(earlier.body = 'same' and earlier.fields != 'changed' and earlier.status.startsWith('4') and earlier.final != 'no' and earlier.status != '401' and earlier.status != '403').request\",\"check\":{\"retry\":{\"earlier\":\"Exchange.earlier\",\"of\":\"unchanged\"}},\"fix\":\"Fix what the answer complains of before sending the request again; only a 500 may be retried as it is.\"},{\"at\":\"Exchange.where(earlier.body = 'same' and earlier.fields != 'changed' and earlier.status = '401' and earlier.token = 'same').request\",\"check\":{\"retry\":{\"earlier\":\"Exchange.earlier\",\"of\":\"unchanged\"}},\"fix\":\"Fix what the answer complains of before sending the request again; only a 500 may be retried as it is.\"},{\"at\":\"Exchange.where(earlier.body = 'same' and earlier.fields != 'changed' and earlier.status = '403' and earlier.token = 'same').request\",\"check\":{\"retry\":{\"earlier\":\"Exchange.earlier\",\"of\":\"unchanged\"}},\"fix\":\"Fix what the answer complains of before sending the request again; only a 500 may be retried as it is.\"}]},"
  "{\"code\":\"BKL130\",\"name\":\"booking-request-id\",\"keyword\":\"MAY\",\"section\":\"Headers\",\"requirement\":\"A request may have an X-Request-Id; its answer has one too.\",\"at\":\"Exchange.where(request.header('X-Request-Id').exists()).response.header('X-Request-Id')\",\"check\":{\"present\":{}},\"fix\":\"Answer with an X-Request-Id, the Consumer's or one of the Provider's own.\"},"
  "{\"code\":\"BKL131\",\"name\":\"booking-correlation-id\",\"keyword\":\"SHOULD\",\"section\":\"Headers\",\"requirement\":\"Where the Provider's X-Request-Id is not the Consumer's, the answer has the Consumer's as X-Correlation-Id; no other id is sent there.\",\"at\":\"Exchange.response.header('X-Correlation-Id')\",\"check\":{\"echoed\":{\"of\":\"Exchange.request.header('X-Request-Id')\",\"or\":\"Exchange.request.header('X-Correlation-Id')\",\"unless\":\"Exchange.response.header('X-Request-Id')\"}},\"fix\":\"Send the Consumer's X-Request-Id back as X-Correlation-Id.\"}]}";
static const unsigned char whole41[] = {
#embed "../../Rules/nhs-booking/exchange.json"
};

static const char lean42[] =
  "{\"id\":\"nhs-booking\",\"title\":\"NHS Booking API, live: book, cancel and update an appointment\",\"release\":\"3.0\",\"includes\":[\"nhs-identifiers\","
  "\"plausibility\"],\"tables\":[\"request.json\","
  "\"appointment.json\","
  "\"contained.json\","
  "\"patient.json\","
  "\"document-reference.json\","
  "\"slot.json\","
  "{\"about\":\"exchanges\",\"when\":[\"Exchange\"],\"files\":[\"exchange.json\"]},"
  "\"change.json\"],\"detects\":[{\"when\":\"Appointment.where(meta.profile.startsWith('https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1'))\",\"unless\":[\"Appointment.where(contained.exists().not()).participant.actor.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\"],\"because\":\"the profile that it claims\"}],\"ownProfiles\":[\"https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-\","
  "\"http://hl7.org/fhir/StructureDefinition/\","
  "\"http://hl7.org/fhir/STU3/\","
  "\"http://hl7.org/fhir/3.0/\"],\"interactions\":[{\"id\":\"cancel\",\"when\":[\"Appointment.where(status = 'cancelled')\",\"Appointment.where(status = 'entered-in-error')\"],\"requests\":[\"Exchange.request.where(level = 'instance' and method = 'PUT').resource.where(status = 'cancelled')\",\"Exchange.request.where(level = 'instance' and method = 'PUT').resource.where(status = 'entered-in-error')\"]},"
  "{\"id\":\"book\",\"requests\":[\"Exchange.request.where(type = 'Appointment' and level = 'type' and method != 'GET' and method != 'HEAD' and method != 'OPTIONS')\",\"Exchange.request.where(level = 'system' and method = 'POST').resource.ofType(Appointment)\"]},"
  "{\"id\":\"update\",\"requests\":[\"Exchange.request.where(type = 'Appointment' and level = 'instance' and method = 'PUT')\"]},"
  "{\"id\":\"get\"}],\"decisions\":[\"The page demands three contained resources, one of each type, and then says they should be there if supported.\","
  "\"The pack holds the demand; who supports less sets the severity of BKL008, BKL009 and BKL011 to warning.\","
  "\"The attachment's language is `en` in the table and `en-GB` in the sample: English of any place is right.\","
  "\"The samples' participants have no status, which FHIR demands: FHIR is held.\","
  "\"The page's example of created has no zone and is no FHIR dateTime: it is refused.\","
  "\"The page's example of an NHS number has eleven digits: ten are held.\","
  "\"The order in which the contained resources stand is free, whatever index the page gives them.\","
  "\"A # reference to nothing is told by BKL012 alone.\","
  "\"A body whose status is cancelled or entered-in-error is taken for a cancellation, any other for a booking.\","
  "\"An update is known only where the user states it, or from its request: the body alone does not tell it from a booking.\","
  "\"A 4xx request may be repeated with another body, with another field that it may have been refused for, and after 408 or 429, which ask for that; with another token after 401 or 403.\","
  "\"A taken slot answered with 409 and a bad token answered with 401 are warnings: the UEC error table and RFC 6750 have them.\","
  "\"The expiry of a token is optional (RFC 7519); a token without it has not expired.\","
  "\"So is an Appointment that was retrieved (interaction get): one with an id may as well be a booking that must not have one.\","
  "\"The page demands a contact of every Patient with a telecom; the assurance kit's own valid bookings have none: BKL023 warns.\","
  "\"A name or an address with nothing but use, type or period identifies no person and no place: BKL022 refuses it.\","
  "\"A token's signature is not judged: no key is known here.\","
  "\"The created Appointment may say more than the request; its narrative, its created time and the status of the Slot may be the Provider's own, and contained resources may have other ids.\"]}";
static const unsigned char whole42[] = {
#embed "../../Rules/nhs-booking/pack.json"
};

static const char lean43[] =
  "{\"table\":{\"title\":\"Patient, contained\",\"source\":{\"document\":\"NHS Booking API, Patient resource details\",\"section\":\"Key FHIR Elements\"},\"applies\":{\"resource\":\"Appointment\",\"root\":true}},\"rules\":[{\"code\":\"BKL020\",\"name\":\"booking-identifier-nhs-number\",\"keyword\":\"MUST NOT\",\"requirement\":\"A Patient without an NHS number has no identifier.\",\"parts\":[{\"at\":\"Patient.identifier.system\",\"check\":{\"present\":{}},\"some\":\"Patient\",\"fix\":\"Give the NHS number and its system, or remove `identifier`.\"},{\"at\":\"Patient.identifier.system\",\"check\":{\"fixed\":{\"value\":\"https://fhir.nhs.uk/Id/nhs-number\"}},\"some\":\"Patient\",\"fix\":\"Give the NHS number, or remove `identifier`.\"}]},"
  "{\"code\":\"BKL021\",\"name\":\"booking-nhs-number\",\"keyword\":\"MUST\",\"requirement\":\"The NHS number is ten digits, the check digit right, official, and says how far it is verified.\",\"parts\":[{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').value\",\"check\":{\"pattern\":{\"matches\":\"\\\\d{10}\",\"called\":\"10 digits\"}},\"required\":true,\"fix\":\"Give the NHS number as ten digits without spaces.\"},{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').value\",\"check\":{\"checksum\":{\"algorithm\":\"nhs-number\"}},\"fix\":\"Correct the NHS number: a digit is mistyped, or two have changed places.\"},{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').value\",\"check\":{\"varied\":{\"digits\":10}},\"fix\":\"Give the patient's NHS number, not a filler.\"},{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').use\",\"check\":{\"fixed\":{\"value\":\"official\"}},\"fix\":\"Set the NHS number's `use` to `official`, or leave it out.\"},{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').use\",\"check\":{\"valued\":{}},\"fix\":\"Set the NHS number's `use` to `official`, or leave it out.\"},{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1')\",\"check\":{\"present\":{}},\"fix\":\"Add the extension that says how far the NHS number is verified.\"},{\"at\":\"Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension.where(url = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1').value[x]\",\"check\":{\"present\":{}},\"fix\":\"Say in the extension's value how far the NHS number is verified.\"}]},"
  "{\"code\":\"BKL022\",\"name\":\"booking-patient-demographics\",\"keyword\":\"MUST\",\"requirement\":\"The Patient has name, gender, date of birth and address.\",\"parts\":[{\"at\":\"Patient.name\",\"check\":{\"has\":{\"anyOf\":[\"text\",\"family\",\"given\"]}},\"some\":\"Patient\",\"required\":true,\"fix\":\"Give the Patient's name.\"},{\"at\":\"Patient.gender\",\"check\":{\"oneOf\":{\"values\":[\"male\",\"female\",\"other\",\"unknown\"]}},\"required\":true,\"fix\":\"Give the gender as `male`, `female`, `other` or `unknown`.\"},{\"at\":\"Patient.birthDate\",\"check\":{\"present\":{}},\"fix\":\"Give the date of birth.\"},{\"at\":\"Patient.address\",\"check\":{\"has\":{\"anyOf\":[\"text\",\"line\",\"city\",\"district\",\"state\",\"postalCode\"]}},\"some\":\"Patient\",\"required\":true,\"fix\":\"Give the Patient's address.\"}]},"
  "{\"code\":\"BKL023\",\"name\":\"booking-contact-with-telecom\",\"keyword\":\"SHOULD\",\"requirement\":\"A Patient with a telecom has a contact with telecom and name.\",\"at\":\"Patient.where(telecom.exists()).contact\",\"some\":\"Patient.where(telecom.exists())\",\"required\":true,\"check\":{\"has\":{\"anyOf\":[\"telecom.value and name.text\",\"telecom.value and name.family\",\"telecom.value and name.given\"]}},\"fix\":\"Add a `contact` with `telecom` and `name`.\"}]}";
static const unsigned char whole43[] = {
#embed "../../Rules/nhs-booking/patient.json"
};

static const char lean44[] =
  "{\"table\":{\"title\":\"The request body\",\"source\":{\"document\":\"NHS Booking API, Book an appointment\",\"section\":\"Request\"},\"applies\":{\"root\":true}},\"rules\":[{\"code\":\"BKL001\",\"name\":\"booking-id-absent\",\"keyword\":\"MUST NOT\",\"section\":\"Appointment resource details, Key FHIR elements for booking\",\"requirement\":\"A booking carries no id: the Provider assigns it.\",\"interaction\":\"book\",\"at\":\"Resource.ofType(Appointment).id\",\"check\":{\"absent\":{\"removable\":true}},\"fix\":\"Remove `id`; to check an Appointment that was retrieved, say so with `--interaction get`.\"},"
  "{\"code\":\"BKL014\",\"name\":\"booking-id-present\",\"keyword\":\"MUST\",\"section\":\"Appointment resource details, Key FHIR elements for booking\",\"requirement\":\"An Appointment that is retrieved, updated or cancelled has the id that the Provider assigned.\",\"parts\":[{\"interaction\":\"get\",\"at\":\"Resource.ofType(Appointment).id\",\"check\":{\"present\":{}},\"fix\":\"Give the `id` that the Appointment was created with.\"},{\"interaction\":\"update\",\"at\":\"Resource.ofType(Appointment).id\",\"check\":{\"present\":{}},\"fix\":\"Give the `id` of the retrieved Appointment.\"},{\"interaction\":\"cancel\",\"at\":\"Resource.ofType(Appointment).id\",\"check\":{\"present\":{}},\"fix\":\"Give the `id` of the retrieved Appointment.\"}]},"
  "{\"code\":\"BKL002\",\"name\":\"booking-profile\",\"keyword\":\"MUST\",\"requirement\":\"The body is an Appointment that conforms to CareConnect-Appointment-1.\",\"parts\":[{\"at\":\"Resource\",\"check\":{\"resource\":{\"is\":[\"Appointment\"]}},\"fix\":\"Send one Appointment as the body, with the other resources contained in it.\"},{\"at\":\"Resource.ofType(Appointment)\",\"check\":{\"profile\":{\"is\":\"https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1\"}}}]}]}";
static const unsigned char whole44[] = {
#embed "../../Rules/nhs-booking/request.json"
};

static const char lean45[] =
  "{\"table\":{\"title\":\"Slot, contained\",\"source\":{\"document\":\"NHS Booking API, Slot resource details\",\"section\":\"Key FHIR Elements\"},\"applies\":{\"resource\":\"Appointment\",\"root\":true}},\"rules\":[{\"code\":\"BKL040\",\"name\":\"booking-slot\",\"keyword\":\"MUST\",\"requirement\":\"The Slot has identifier, status, start, end and schedule as the page's table demands.\",\"covers\":[\"LNT011\",\"LNT012\"],\"parts\":[{\"at\":\"Slot.identifier\",\"check\":{\"present\":{}},\"fix\":\"Give the Slot's UUID as `identifier`.\"},{\"at\":\"Slot.identifier.system\",\"check\":{\"fixed\":{\"value\":\"https://tools.ietf.org/html/rfc4122\"}},\"required\":true,\"fix\":\"Set `identifier.system` to `https://tools.ietf.org/html/rfc4122`.\"},{\"at\":\"Slot.identifier.where(system = 'https://tools.ietf.org/html/rfc4122').value\",\"check\":{\"uuid\":{}},\"required\":true,\"fix\":\"Give the UUID as 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.\"},{\"at\":\"Slot.status\",\"check\":{\"oneOf\":{\"values\":[\"busy\",\"free\"]}},\"required\":true,\"fix\":\"Set `status` to `busy` or `free`.\"},{\"at\":\"Slot.start\",\"check\":{\"instant\":{}},\"required\":true,\"fix\":\"Give `start` with date, time to the second and zone.\"},{\"at\":\"Slot.end\",\"check\":{\"instant\":{}},\"required\":true,\"fix\":\"Give `end` with date, time to the second and zone.\"},{\"at\":\"Slot.schedule\",\"check\":{\"present\":{}},\"fix\":\"Refer to the Slot's Schedule.\"},{\"at\":\"Slot.schedule.reference\",\"check\":{\"present\":{}},\"fix\":\"Give the Schedule's `reference`.\"},{\"at\":\"Slot.schedule\",\"check\":{\"reference\":{\"to\":[\"Schedule\"]}},\"fix\":\"Refer to a Schedule, such as `Schedule/sched1111`.\"}]},"
  "{\"code\":\"BKL041\",\"name\":\"booking-inside-slot\",\"keyword\":\"SHOULD\",\"section\":\"Key FHIR Elements, start and end\",\"requirement\":\"The Appointment starts and ends within its Slot.\",\"covers\":[\"LNT005\"],\"parts\":[{\"at\":\"Appointment.start\",\"check\":{\"inside\":{\"from\":\"Appointment.slot.resolve().start\",\"to\":\"Appointment.slot.resolve().end\"}},\"fix\":\"Correct the Appointment's `start`, or contain the Slot that it lies in.\"},{\"at\":\"Appointment.end\",\"check\":{\"inside\":{\"from\":\"Appointment.slot.resolve().start\",\"to\":\"Appointment.slot.resolve().end\"}},\"fix\":\"Correct the Appointment's `end`, or contain the Slot that it lies in.\"}]}]}";
static const unsigned char whole45[] = {
#embed "../../Rules/nhs-booking/slot.json"
};

static const char lean46[] =
  "{\"table\":{\"title\":\"Agreement of NHS numbers\",\"source\":{\"document\":\"FHIR, References between resources\",\"section\":\"Logical references\"}},\"rules\":[{\"code\":\"NHS005\",\"name\":\"nhs-number-agrees\",\"keyword\":\"MUST\",\"requirement\":\"An NHS number that stands with a reference, or in it, is that of the Patient referred to.\",\"parts\":[{\"at\":\"Resource.descendants().where(reference.exists())\",\"check\":{\"sameIdentifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"url\":\"https://demographics.spineservices.nhs.uk/Patient/\"}},\"fix\":\"Give the same patient's NHS number in both places.\"},{\"keyword\":\"SHOULD\",\"at\":\"Appointment.participant.actor.where(reference.exists().not())\",\"check\":{\"sameIdentifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"url\":\"https://demographics.spineservices.nhs.uk/Patient/\"}},\"fix\":\"Give the contained Patient's NHS number, or refer to the Patient who takes part.\"},{\"keyword\":\"SHOULD\",\"at\":\"Resource.descendants().subject.where(reference.exists().not())\",\"check\":{\"sameIdentifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"url\":\"https://demographics.spineservices.nhs.uk/Patient/\"}},\"fix\":\"Give the contained Patient's NHS number, or refer to the Patient who is meant.\"},{\"keyword\":\"SHOULD\",\"at\":\"Resource.descendants().patient.where(reference.exists().not())\",\"check\":{\"sameIdentifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"url\":\"https://demographics.spineservices.nhs.uk/Patient/\"}},\"fix\":\"Give the contained Patient's NHS number, or refer to the Patient who is meant.\"},{\"keyword\":\"SHOULD\",\"at\":\"Bundle.descendants().subject.where(reference.exists().not())\",\"check\":{\"sameIdentifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"url\":\"https://demographics.spineservices.nhs.uk/Patient/\",\"entries\":true}},\"fix\":\"Give the NHS number of the message's Patient, or refer to the Patient who is meant.\"},{\"keyword\":\"SHOULD\",\"at\":\"Bundle.descendants().subject.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\",\"check\":{\"sameIdentifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"url\":\"https://demographics.spineservices.nhs.uk/Patient/\",\"entries\":true}},\"fix\":\"Give the NHS number of the message's Patient, or refer to the Patient who is meant.\"},{\"keyword\":\"SHOULD\",\"at\":\"Bundle.descendants().patient.where(reference.exists().not())\",\"check\":{\"sameIdentifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"url\":\"https://demographics.spineservices.nhs.uk/Patient/\",\"entries\":true}},\"fix\":\"Give the NHS number of the message's Patient, or refer to the Patient who is meant.\"},{\"keyword\":\"SHOULD\",\"at\":\"Bundle.descendants().patient.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\",\"check\":{\"sameIdentifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"url\":\"https://demographics.spineservices.nhs.uk/Patient/\",\"entries\":true}},\"fix\":\"Give the NHS number of the message's Patient, or refer to the Patient who is meant.\"},{\"keyword\":\"SHOULD\",\"at\":\"Bundle.descendants().actor.where(reference.exists().not())\",\"check\":{\"sameIdentifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"url\":\"https://demographics.spineservices.nhs.uk/Patient/\",\"entries\":true}},\"fix\":\"Give the NHS number of the message's Patient, or refer to the Patient who is meant.\"},{\"keyword\":\"SHOULD\",\"at\":\"Bundle.descendants().actor.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\",\"check\":{\"sameIdentifier\":{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"url\":\"https://demographics.spineservices.nhs.uk/Patient/\",\"entries\":true}},\"fix\":\"Give the NHS number of the message's Patient, or refer to the Patient who is meant.\"}]},"
  "{\"code\":\"NHS007\",\"name\":\"nhs-number-one\",\"keyword\":\"SHOULD\",\"requirement\":\"A Patient has one NHS number, beside those that are marked as old.\",\"parts\":[{\"at\":\"Resource.ofType(Patient).identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number' and use != 'old')\",\"per\":\"Resource.ofType(Patient)\",\"check\":{\"count\":{\"max\":1}},\"fix\":\"Keep the NHS number that is right, or give the others `use` `old`.\"},{\"at\":\"Resource.descendants().ofType(Patient).identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number' and use != 'old')\",\"per\":\"Resource.descendants().ofType(Patient)\",\"check\":{\"count\":{\"max\":1}},\"fix\":\"Keep the NHS number that is right, or give the others `use` `old`.\"}]}]}";
static const unsigned char whole46[] = {
#embed "../../Rules/nhs-identifiers/agreement.json"
};

static const char lean47[] =
  "{\"table\":{\"title\":\"NHS number\",\"source\":{\"document\":\"NHS Data Model and Dictionary, NHS NUMBER\",\"section\":\"Format and check digit\"},\"applies\":{\"root\":true}},\"rules\":[{\"code\":\"NHS001\",\"name\":\"nhs-number-format\",\"keyword\":\"MUST\",\"requirement\":\"An NHS number is exactly ten digits, without spaces or separators.\",\"parts\":[{\"at\":\"Resource.descendants().where(system = 'https://fhir.nhs.uk/Id/nhs-number').value\",\"check\":{\"pattern\":{\"matches\":\"\\\\d{10}\",\"called\":\"10 digits\"}},\"fix\":\"Give the NHS number as ten digits without spaces.\"},{\"at\":\"Resource.descendants().where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/')).reference\",\"check\":{\"pattern\":{\"matches\":\"https://demographics[.]spineservices[.]nhs[.]uk/Patient/\\\\d{10}(/_history/.+)?\",\"called\":\"https://demographics.spineservices.nhs.uk/Patient/ and 10 digits\"}},\"fix\":\"Give the NHS number as ten digits without spaces.\"}]},"
  "{\"code\":\"NHS002\",\"name\":\"nhs-number-check-digit\",\"keyword\":\"MUST\",\"requirement\":\"The tenth digit of an NHS number agrees with the first nine by modulus 11.\",\"parts\":[{\"at\":\"Resource.descendants().where(system = 'https://fhir.nhs.uk/Id/nhs-number').value\",\"check\":{\"checksum\":{\"algorithm\":\"nhs-number\"}}},{\"at\":\"Resource.descendants().where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/')).reference\",\"check\":{\"checksum\":{\"algorithm\":\"nhs-number\",\"after\":\"https://demographics.spineservices.nhs.uk/Patient/\"}}}],\"fix\":\"Correct the NHS number: a digit is mistyped, or two have changed places.\"},"
  "{\"code\":\"NHS003\",\"name\":\"nhs-number-real\",\"keyword\":\"MUST\",\"requirement\":\"An NHS number is not one digit ten times; numbers for tests, 999 000 0000 to 999 999 9999, are reported on request.\",\"covers\":[\"BKL021\",\"BKD022\",\"REG014\"],\"parts\":[{\"at\":\"Resource.descendants().where(system = 'https://fhir.nhs.uk/Id/nhs-number').value\",\"check\":{\"varied\":{\"digits\":10}},\"fix\":\"Give the patient's NHS number, not a filler.\"},{\"at\":\"Resource.descendants().where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/')).reference\",\"check\":{\"varied\":{\"after\":\"https://demographics.spineservices.nhs.uk/Patient/\",\"digits\":10}},\"fix\":\"Give the patient's NHS number, not a filler.\"},{\"keyword\":\"MAY\",\"onRequest\":true,\"at\":\"Resource.descendants().where(system = 'https://fhir.nhs.uk/Id/nhs-number').value\",\"check\":{\"outside\":{\"from\":\"9990000000\",\"to\":\"9999999998\"}},\"fix\":\"Keep this NHS number to test systems: no patient has it.\"}]}]}";
static const unsigned char whole47[] = {
#embed "../../Rules/nhs-identifiers/nhs-number.json"
};

static const char lean48[] =
  "{\"table\":{\"title\":\"Other national identifiers\",\"source\":{\"document\":\"NHS FHIR identifier systems\",\"section\":\"fhir.nhs.uk/Id\"},\"applies\":{\"root\":true}},\"rules\":[{\"code\":\"NHS006\",\"name\":\"national-identifier-format\",\"keyword\":\"SHOULD\",\"requirement\":\"Codes and UUIDs have the form that their national system gives them, and the system is spelled right.\",\"parts\":[{\"at\":\"Resource.descendants().where(system = 'https://fhir.nhs.uk/Id/ods-organization-code').value\",\"check\":{\"pattern\":{\"matches\":\"[A-Z0-9]{3,12}\",\"called\":\"3 to 12 capital letters and digits\"}},\"fix\":\"Give the organisation's ODS code, such as `RTG`.\"},{\"at\":\"Resource.descendants().where(system = 'https://fhir.nhs.uk/Id/ods-site-code').value\",\"check\":{\"pattern\":{\"matches\":\"[A-Z0-9]{3,12}\",\"called\":\"3 to 12 capital letters and digits\"}},\"fix\":\"Give the site's ODS code, such as `RTG08`.\"},{\"at\":\"Resource.descendants().where(system = 'https://fhir.nhs.uk/Id/sds-user-id').value\",\"check\":{\"pattern\":{\"matches\":\"\\\\d{12}\",\"called\":\"12 digits\"}},\"fix\":\"Give the user's unique id from the Spine Directory Service.\"},{\"at\":\"Resource.descendants().where(system = 'https://fhir.nhs.uk/Id/sds-role-profile-id').value\",\"check\":{\"pattern\":{\"matches\":\"\\\\d{12}\",\"called\":\"12 digits\"}},\"fix\":\"Give the id of the user's role profile from the Spine Directory Service.\"},{\"keyword\":\"MUST\",\"at\":\"Resource.descendants().where(system = 'https://tools.ietf.org/html/rfc4122').value\",\"check\":{\"uuid\":{}},\"fix\":\"Give the UUID as 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.\"},{\"keyword\":\"MUST\",\"at\":\"Resource.descendants().where(system = 'urn:ietf:rfc:3986' and value.startsWith('urn:uuid:')).value\",\"check\":{\"pattern\":{\"matches\":\"urn:uuid:[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\",\"called\":\"urn:uuid: and a UUID\"}},\"fix\":\"Give the UUID as 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.\"},{\"at\":\"Resource.descendants().system\",\"check\":{\"spelling\":{\"of\":[\"https://fhir.nhs.uk/Id/nhs-number\",\"https://fhir.nhs.uk/Id/ods-organization-code\",\"https://fhir.nhs.uk/Id/ods-site-code\",\"https://fhir.nhs.uk/Id/sds-user-id\",\"https://fhir.nhs.uk/Id/sds-role-profile-id\",\"https://tools.ietf.org/html/rfc4122\"],\"formerHosts\":[\"fhir.nhs.net\",\"www.fhir.nhs.net\"]}},\"fix\":\"Spell the system as it is published: https, the host fhir.nhs.uk, `Id` with a capital.\"}]}]}";
static const unsigned char whole48[] = {
#embed "../../Rules/nhs-identifiers/other-identifiers.json"
};

static const char lean49[] =
  "{\"id\":\"nhs-identifiers\",\"title\":\"NHS number and other national identifiers\",\"tables\":[\"nhs-number.json\","
  "\"verification-status.json\","
  "\"agreement.json\","
  "\"other-identifiers.json\"],\"decisions\":[\"A number that is one digit ten times can pass the check digit: it is refused all the same.\","
  "\"An NHS number in the range for tests is information: fixtures should use it, a live payload should not.\","
  "\"The last of that range, 9999999999, is one digit ten times: told once, as that.\","
  "\"The verification status is held for the extensions of Care Connect (STU3) and UK Core (R4), each by its url.\","
  "\"UK Core's first and second edition bind different code systems: both are right.\","
  "\"The grammars of ODS codes, user ids and role profile ids are as issued today and no clause fixes them: a warning.\","
  "\"The systems of fhir.nhs.net moved to fhir.nhs.uk: a number under the former host is not recognised by its readers, a warning.\","
  "\"A national system in another case or with http is another system to a computer, but told as a warning: examples have it.\"]}";
static const unsigned char whole49[] = {
#embed "../../Rules/nhs-identifiers/pack.json"
};

static const char lean50[] =
  "{\"table\":{\"title\":\"NHS number verification status\",\"source\":{\"document\":\"Care Connect and UK Core, extension NHSNumberVerificationStatus\",\"section\":\"value[x]\"},\"applies\":{\"root\":true}},\"rules\":[{\"code\":\"NHS004\",\"name\":\"nhs-number-verification-status\",\"keyword\":\"MUST\",\"requirement\":\"The verification status of an NHS number is coded as the extension's profile binds it.\",\"parts\":[{\"at\":\"Resource.descendants().where(url = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1').value[x].coding.system\",\"check\":{\"fixed\":{\"value\":\"https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1\"}},\"required\":true,\"some\":\"Resource.descendants().where(url = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1').value[x]\",\"fix\":\"Code the status in `https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1`.\"},{\"at\":\"Resource.descendants().where(system = 'https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1').code\",\"check\":{\"oneOf\":{\"values\":[\"01\",\"02\",\"03\",\"04\",\"05\",\"06\",\"07\",\"08\"]}},\"fix\":\"Use a code of the code system.\"},{\"at\":\"Resource.descendants().where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').value[x].coding.system\",\"check\":{\"oneOf\":{\"values\":[\"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus\",\"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland\",\"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusWales\",\"http://terminology.hl7.org/CodeSystem/v3-NullFlavor\"]}},\"required\":true,\"some\":\"Resource.descendants().where(url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus').value[x]\",\"fix\":\"Code the status in `https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus`, or its successor for England or Wales.\"},{\"at\":\"Resource.descendants().where(system = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus').code\",\"check\":{\"oneOf\":{\"values\":[\"number-present-and-verified\",\"number-present-but-not-traced\",\"trace-required\",\"trace-attempted\",\"trace-needs-to-be-resolved\",\"trace-in-progress\",\"number-not-present-and-trace-not-required\",\"trace-postponed\",\"number-present-and-traced-using-welsh-nhs-ar\"]}},\"fix\":\"Use a code of the code system.\"},{\"at\":\"Resource.descendants().where(system = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland').code\",\"check\":{\"oneOf\":{\"values\":[\"01\",\"02\",\"03\",\"04\",\"05\",\"06\",\"07\",\"08\"]}},\"fix\":\"Use a code of the code system.\"},{\"at\":\"Resource.descendants().where(system = 'https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusWales').code\",\"check\":{\"oneOf\":{\"values\":[\"nn\",\"01\",\"02\",\"03\",\"04\",\"05\",\"06\",\"07\",\"08\"]}},\"fix\":\"Use a code of the code system.\"}]}]}";
static const unsigned char whole50[] = {
#embed "../../Rules/nhs-identifiers/verification-status.json"
};

static const char lean51[] =
  "{\"table\":{\"title\":\"Appointment, what a registration must not include\",\"source\":{\"document\":\"NHS Booking API (draft), Register an appointment\",\"section\":\"Request Body\"},\"applies\":{\"resource\":\"Appointment\",\"interaction\":\"book\",\"root\":true}},\"rules\":[{\"code\":\"REG001\",\"name\":\"registry-id-absent\",\"keyword\":\"MUST NOT\",\"requirement\":\"A registration carries no id: it is assigned on registering.\",\"at\":\"Appointment.id\",\"check\":{\"absent\":{\"removable\":true}},\"fix\":\"Remove `id`.\"},"
  "{\"code\":\"REG002\",\"name\":\"registry-contained-absent\",\"keyword\":\"MUST NOT\",\"requirement\":\"No other resource is contained.\",\"at\":\"Appointment.contained\",\"check\":{\"absent\":{}},\"fix\":\"Remove `contained`, and refer to the Patient by the national service reference.\"},"
  "{\"code\":\"REG003\",\"name\":\"registry-end-absent\",\"keyword\":\"MUST NOT\",\"requirement\":\"The end is not for the registry.\",\"at\":\"Appointment.end\",\"check\":{\"absent\":{}},\"fix\":\"Remove `end`.\"},"
  "{\"code\":\"REG004\",\"name\":\"registry-supporting-information-absent\",\"keyword\":\"MUST NOT\",\"requirement\":\"Supporting information is not for the registry.\",\"at\":\"Appointment.supportingInformation\",\"check\":{\"absent\":{}},\"fix\":\"Remove `supportingInformation`.\"},"
  "{\"code\":\"REG005\",\"name\":\"registry-description-absent\",\"keyword\":\"MUST NOT\",\"requirement\":\"The description is not for the registry.\",\"at\":\"Appointment.description\",\"check\":{\"absent\":{}},\"fix\":\"Remove `description`.\"},"
  "{\"code\":\"REG006\",\"name\":\"registry-slot-absent\",\"keyword\":\"MUST NOT\",\"requirement\":\"The slot is not for the registry.\",\"at\":\"Appointment.slot\",\"check\":{\"absent\":{}},\"fix\":\"Remove `slot`.\"}]}";
static const unsigned char whole51[] = {
#embed "../../Rules/nhs-registry/appointment-excluded.json"
};

static const char lean52[] =
  "{\"table\":{\"title\":\"Appointment, what a registration must include\",\"source\":{\"document\":\"NHS Booking API (draft), Register an appointment\",\"section\":\"Request Body\"},\"applies\":{\"resource\":\"Appointment\",\"interaction\":\"book\",\"root\":true}},\"rules\":[{\"code\":\"REG011\",\"name\":\"registry-status-booked\",\"keyword\":\"MUST\",\"requirement\":\"The Appointment is created as already booked.\",\"at\":\"Appointment.status\",\"check\":{\"fixed\":{\"value\":\"booked\"}},\"required\":true,\"fix\":\"Set `status` to `booked`.\"},"
  "{\"code\":\"REG012\",\"name\":\"registry-start\",\"keyword\":\"MUST\",\"requirement\":\"The start is there, as a full FHIR instant.\",\"covers\":[\"LNT011\",\"LNT012\"],\"at\":\"Appointment.start\",\"check\":{\"instant\":{}},\"required\":true,\"fix\":\"Give `start` with date, time to the second and zone.\"},"
  "{\"code\":\"REG013\",\"name\":\"registry-created\",\"keyword\":\"MUST\",\"requirement\":\"The moment of booking is there, as a full FHIR instant: entries may be filtered and expired by it.\",\"covers\":[\"LNT011\",\"LNT012\"],\"at\":\"Appointment.created\",\"check\":{\"instant\":{}},\"required\":true,\"fix\":\"Give `created` with date, time to the second and zone.\"},"
  "{\"code\":\"REG014\",\"name\":\"registry-patient-reference\",\"keyword\":\"MUST\",\"requirement\":\"A participant refers to the Patient by the national service reference with a valid NHS number.\",\"covers\":[\"NHS001\",\"NHS002\"],\"parts\":[{\"at\":\"Appointment.participant.actor.reference\",\"check\":{\"present\":{}},\"required\":true,\"some\":\"Appointment\",\"fix\":\"Refer to the Patient as `https://demographics.spineservices.nhs.uk/Patient/` and the NHS number.\"},{\"at\":\"Appointment.participant.actor.reference\",\"check\":{\"pattern\":{\"matches\":\"https://demographics[.]spineservices[.]nhs[.]uk/Patient/\\\\d{10}\",\"called\":\"https://demographics.spineservices.nhs.uk/Patient/ and an NHS number of 10 digits\"}},\"some\":\"Appointment\",\"fix\":\"Refer to the Patient as `https://demographics.spineservices.nhs.uk/Patient/` and the NHS number.\"},{\"at\":\"Appointment.participant.actor.reference\",\"check\":{\"checksum\":{\"algorithm\":\"nhs-number\",\"after\":\"https://demographics.spineservices.nhs.uk/Patient/\"}},\"fix\":\"Correct the NHS number: a digit is mistyped, or two have changed places.\"},{\"at\":\"Appointment.participant.actor.reference\",\"check\":{\"varied\":{\"after\":\"https://demographics.spineservices.nhs.uk/Patient/\",\"digits\":10}},\"fix\":\"Give the patient's NHS number, not a filler.\"}]}]}";
static const unsigned char whole52[] = {
#embed "../../Rules/nhs-registry/appointment.json"
};

static const char lean53[] =
  "{\"table\":{\"title\":\"The exchange\",\"source\":{\"document\":\"NHS Booking API (draft), Register an appointment\",\"section\":\"Request Body\"},\"applies\":{\"resource\":\"Exchange\",\"interaction\":\"book\",\"root\":true}},\"rules\":[{\"code\":\"REG020\",\"name\":\"registry-method\",\"keyword\":\"MUST\",\"requirement\":\"The request is sent by POST.\",\"parts\":[{\"at\":\"Exchange.request.method\",\"check\":{\"fixed\":{\"value\":\"POST\"}},\"fix\":\"Send the request by POST.\"},{\"interaction\":\"update\",\"at\":\"Exchange.where(request.method = 'PUT' and response.status = '201').request.method\",\"check\":{\"fixed\":{\"value\":\"POST\"}},\"fix\":\"Create the Appointment by POST: a PUT replaces one.\"}]},"
  "{\"code\":\"REG021\",\"name\":\"registry-token\",\"keyword\":\"MUST\",\"section\":\"Security\",\"requirement\":\"The request carries a JSON Web Token as Authorization: Bearer: three parts of base64url, a header and claims in JSON, not expired.\",\"answer\":403,\"parts\":[{\"at\":\"Exchange.request.header('Authorization')\",\"check\":{\"jwt\":{\"at\":\"Exchange.started\"}},\"required\":true,\"fix\":\"Send 'Authorization: Bearer' and a token made for this request; an unsigned one ends with a dot.\"},{\"at\":\"Exchange.request.header('Authorization')\",\"check\":{\"count\":{\"max\":1}},\"fix\":\"Send one Authorization field: of two, it is open which counts.\"},{\"keyword\":\"SHOULD\",\"at\":\"Exchange.request.url\",\"check\":{\"secure\":{}},\"fix\":\"Send the token over https.\"},{\"unchecked\":\"The signature of a token is not judged: no key is known here.\"}]},"
  "{\"code\":\"REG030\",\"name\":\"registry-created-status\",\"keyword\":\"MUST\",\"section\":\"Response: Success\",\"requirement\":\"A request that succeeds is answered with 201 Created.\",\"at\":\"Exchange.response.where(status.startsWith('2')).status\",\"check\":{\"fixed\":{\"value\":\"201\"}},\"fix\":\"Answer with 201.\"},"
  "{\"code\":\"REG031\",\"name\":\"registry-location\",\"keyword\":\"MUST\",\"section\":\"Response: Success\",\"requirement\":\"The answer has a Location field with the absolute URL of the created Appointment.\",\"parts\":[{\"at\":\"Exchange.response.where(status.startsWith('2')).header('Location')\",\"check\":{\"location\":{\"of\":\"Appointment\"}},\"required\":true,\"fix\":\"Send Location with the absolute URL of the Appointment.\"},{\"at\":\"Exchange.response.where(status.startsWith('2')).header('Location')\",\"check\":{\"count\":{\"max\":1}},\"fix\":\"Send one Location field.\"},{\"keyword\":\"SHOULD\",\"at\":\"Exchange.response.where(status.startsWith('2')).header('Location')\",\"check\":{\"secure\":{}},\"fix\":\"Give the URL that begins with https.\"}]},"
  "{\"code\":\"REG032\",\"name\":\"registry-created-body\",\"keyword\":\"WILL\",\"section\":\"Response: Success\",\"requirement\":\"The body of the answer is the Appointment that was sent, with its new id, the one in Location; created may be another.\",\"parts\":[{\"at\":\"Exchange.response.where(status.startsWith('2') and body != 'unreadable').resource\",\"check\":{\"resource\":{\"is\":[\"Appointment\"]}},\"required\":true,\"fix\":\"Send the created Appointment as the body.\"},{\"at\":\"Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment).id\",\"check\":{\"present\":{}},\"fix\":\"Give the Appointment its new `id`.\"},{\"at\":\"Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment).id\",\"check\":{\"inLocation\":{\"part\":\"id\",\"of\":\"Exchange.response.header('Location')\"}},\"fix\":\"Give the same id in the body and in Location.\"},{\"at\":\"Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment)\",\"check\":{\"unchanged\":{\"since\":\"Exchange.request.resource.ofType(Appointment)\",\"mayAdd\":true,\"mayRename\":true,\"except\":[\"id\",\"meta.versionId\",\"meta.lastUpdated\",\"text\",\"created\",\"contained.ofType(Slot).status\"]}},\"fix\":\"Keep and return what was sent.\"}]},"
  "{\"code\":\"REG040\",\"name\":\"registry-unprocessable\",\"keyword\":\"WILL\",\"section\":\"Response: Failure\",\"requirement\":\"A request that breaks a business rule or the profile is answered with 422 and an OperationOutcome.\",\"parts\":[{\"at\":\"Exchange.where(request.callsFor = '422').response.where(status = '400').status\",\"check\":{\"fixed\":{\"value\":\"422\"}},\"fix\":\"Answer with 422: the body can be read, but breaks the profile or a rule.\"},{\"at\":\"Exchange.where(request.callsFor != '400' and request.callsFor != '403').response.where(status = '409').status\",\"check\":{\"fixed\":{\"value\":\"422\"}},\"fix\":\"Answer with 422: the body can be read, but breaks the profile or a rule.\"},{\"at\":\"Exchange.where(request.callsFor.exists().not()).response.where(resource.issue.code = 'business-rule' and status.startsWith('4') and status != '409').status\",\"check\":{\"fixed\":{\"value\":\"422\"}},\"fix\":\"Answer with 422: the body can be read, but breaks the profile or a rule.\"},{\"at\":\"Exchange.where(request.callsFor.exists().not()).response.where(resource.issue.code = 'conflict' and status.startsWith('4') and status != '409').status\",\"check\":{\"fixed\":{\"value\":\"422\"}},\"fix\":\"Answer with 422: the body can be read, but breaks the profile or a rule.\"},{\"at\":\"Exchange.where(request.callsFor.exists().not()).response.where(resource.issue.code = 'duplicate' and status.startsWith('4') and status != '409').status\",\"check\":{\"fixed\":{\"value\":\"422\"}},\"fix\":\"Answer with 422: the body can be read, but breaks the profile or a rule.\"},{\"at\":\"Exchange.response.where(resource.issue.code = 'business-rule' and status = '500').status\",\"check\":{\"fixed\":{\"value\":\"422\"}},\"fix\":\"Answer with 422: the body can be read, but breaks the profile or a rule.\"},{\"at\":\"Exchange.response.where(status = '422' and body != 'unreadable').resource\",\"check\":{\"resource\":{\"is\":[\"OperationOutcome\"]}},\"required\":true,\"fix\":\"Send an OperationOutcome that says what was wrong.\"}]},"
  "{\"code\":\"REG041\",\"name\":\"registry-forbidden\",\"keyword\":\"WILL\",\"section\":\"Response: Failure\",\"requirement\":\"A request without a valid token is answered with 403 and an OperationOutcome.\",\"parts\":[{\"at\":\"Exchange.response.where(status = '401').status\",\"check\":{\"fixed\":{\"value\":\"403\"}},\"fix\":\"Answer with 403: the request carries no valid token.\"},{\"at\":\"Exchange.where(request.callsFor = '403').response.where(status = '400').status\",\"check\":{\"fixed\":{\"value\":\"403\"}},\"fix\":\"Answer with 403: the request carries no valid token.\"},{\"at\":\"Exchange.where(request.callsFor = '403').response.where(status = '422').status\",\"check\":{\"fixed\":{\"value\":\"403\"}},\"fix\":\"Answer with 403: the request carries no valid token.\"},{\"at\":\"Exchange.where(request.callsFor = '403').response.where(status = '409').status\",\"check\":{\"fixed\":{\"value\":\"403\"}},\"fix\":\"Answer with 403: the request carries no valid token.\"},{\"at\":\"Exchange.where(request.callsFor.exists().not()).response.where(resource.issue.code = 'login' and status.startsWith('4') and status != '401').status\",\"check\":{\"fixed\":{\"value\":\"403\"}},\"fix\":\"Answer with 403: the request carries no valid token.\"},{\"at\":\"Exchange.response.where(status = '403' and body != 'unreadable').resource\",\"check\":{\"resource\":{\"is\":[\"OperationOutcome\"]}},\"required\":true,\"fix\":\"Send an OperationOutcome that says what was wrong.\"}]},"
  "{\"code\":\"REG042\",\"name\":\"registry-bad-request\",\"keyword\":\"WILL\",\"section\":\"Response: Failure\",\"requirement\":\"A body that cannot be read is answered with 400, an error of the server with 500 and no other 5xx status.\",\"parts\":[{\"at\":\"Exchange.where(request.callsFor = '400').response.where(status = '422').status\",\"check\":{\"fixed\":{\"value\":\"400\"}},\"fix\":\"Answer with 400 where the body is not the FHIR that it claims to be.\"},{\"at\":\"Exchange.where(request.callsFor = '400').response.where(status = '409').status\",\"check\":{\"fixed\":{\"value\":\"400\"}},\"fix\":\"Answer with 400 where the body is not the FHIR that it claims to be.\"},{\"at\":\"Exchange.response.where(status.startsWith('5')).status\",\"check\":{\"fixed\":{\"value\":\"500\"}},\"fix\":\"Answer with 500 where the server fails.\"},{\"unchecked\":\"Whether a failure is the server's own, and so is to be a 500, does not show in an exchange.\"}]},"
  "{\"code\":\"REG043\",\"name\":\"registry-retry\",\"keyword\":\"SHOULD NOT\",\"section\":\"Response: Failure\",\"requirement\":\"A request that was refused with a 4xx status is not repeated unchanged: layout is no change, a fresh token is one after 401 and 403 alone.\",\"parts\":[{\"at\":\"Exchange.where(earlier.body = 'same' and earlier.fields != 'changed' and earlier.status.startsWith('4') and earlier.final != 'no' and earlier.status != '401' and earlier.status != '403').request\",\"check\":{\"retry\":{\"earlier\":\"Exchange.earlier\",\"of\":\"unchanged\"}},\"fix\":\"Fix what the answer complains of before sending the request again; only a 500 may be retried as it is.\"},{\"at\":\"Exchange.where(earlier.body = 'same' and earlier.fields != 'changed' and earlier.status = '401' and earlier.token = 'same').request\",\"check\":{\"retry\":{\"earlier\":\"Exchange.earlier\",\"of\":\"unchanged\"}},\"fix\":\"Fix what the answer complains of before sending the request again; only a 500 may be retried as it is.\"},{\"at\":\"Exchange.where(earlier.body = 'same' and earlier.fields != 'changed' and earlier.status = '403' and earlier.token = 'same').request\",\"check\":{\"retry\":{\"earlier\":\"Exchange.earlier\",\"of\":\"unchanged\"}},\"fix\":\"Fix what the answer complains of before sending the request again; only a 500 may be retried as it is.\"}]}]}";
static const unsigned char whole53[] = {
#embed "../../Rules/nhs-registry/exchange.json"
};

static const char lean54[] =
  "{\"id\":\"nhs-registry\",\"title\":\"NHS Booking API, draft: register an appointment\",\"release\":\"3.0\",\"includes\":[\"nhs-identifiers\","
  "\"plausibility\"],\"tables\":[\"appointment-excluded.json\","
  "\"request.json\","
  "\"appointment.json\","
  "{\"about\":\"exchanges\",\"when\":[\"Exchange\"],\"files\":[\"exchange.json\"]}],\"detects\":[{\"when\":\"Appointment.where(meta.profile.startsWith('https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1')).participant.actor.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\",\"unless\":[\"Appointment.contained\"],\"because\":\"the profile that it claims, and a national service reference to the Patient with nothing contained\"}],\"ownProfiles\":[\"https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-\","
  "\"http://hl7.org/fhir/StructureDefinition/\","
  "\"http://hl7.org/fhir/STU3/\","
  "\"http://hl7.org/fhir/3.0/\"],\"interactions\":[{\"id\":\"book\",\"requests\":[\"Exchange.request.where(type = 'Appointment' and level = 'type' and method != 'GET' and method != 'HEAD' and method != 'OPTIONS')\",\"Exchange.request.where(level = 'system' and method = 'POST').resource.ofType(Appointment)\"]},"
  "{\"id\":\"update\",\"requests\":[\"Exchange.request.where(type = 'Appointment' and level = 'instance' and method = 'PUT')\"]}],\"waives\":[{\"constraint\":\"app-2\",\"reason\":\"A registration has a start and, by REG003, no end.\"},"
  "{\"constraint\":\"app-3\",\"reason\":\"A registration has a start and, by REG003, no end.\"}],\"decisions\":[\"FHIR STU3 demands an end beside the start (app-2, app-3), the document forbids it (REG003): the document is held.\","
  "\"The sample identifies the patient by actor.identifier, the table by the national service reference: the table is held.\","
  "\"The sample's participant has no status, which FHIR demands: FHIR is held.\","
  "\"The sample claims a placeholder profile: that is told as implausible, and the pack is then to be chosen by name.\","
  "\"The example 1234567890 in the table fails the check digit: the check digit is held.\","
  "\"One participant that refers as the table demands is enough; others may take part.\","
  "\"A 4xx request may be repeated with another body, with another field that it may have been refused for, and after 408 or 429, which ask for that; with another token after 401 or 403.\","
  "\"A broken business rule answered with 409 and a bad token answered with 401 are errors: the document has neither status.\","
  "\"The expiry of a token is optional (RFC 7519); a token without it has not expired.\","
  "\"The created time may be the registry's own, as in the live API.\","
  "\"A token's signature is not judged: no key is known here.\"]}";
static const unsigned char whole54[] = {
#embed "../../Rules/nhs-registry/pack.json"
};

static const char lean55[] =
  "{\"table\":{\"title\":\"The request body\",\"source\":{\"document\":\"NHS Booking API (draft), Register an appointment\",\"section\":\"Request Body\"},\"applies\":{\"interaction\":\"book\",\"root\":true}},\"rules\":[{\"code\":\"REG010\",\"name\":\"registry-profile\",\"keyword\":\"MUST\",\"requirement\":\"The body is an Appointment that conforms to CareConnect-Appointment-1.\",\"parts\":[{\"at\":\"Resource\",\"check\":{\"resource\":{\"is\":[\"Appointment\"]}},\"fix\":\"Send one Appointment as the body.\"},{\"at\":\"Resource.ofType(Appointment)\",\"check\":{\"profile\":{\"is\":\"https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1\"}}}]}]}";
static const unsigned char whole55[] = {
#embed "../../Rules/nhs-registry/request.json"
};

static const char lean56[] =
  "{\"table\":{\"title\":\"Appointments, Slots and their Patients\",\"source\":{\"document\":\"Plausibility, no specification's clause\",\"section\":\"Contradictions within a booking\"},\"applies\":{}},\"rules\":[{\"code\":\"LNT001\",\"name\":\"end-after-start\",\"keyword\":\"SHOULD\",\"requirement\":\"An Appointment or Slot ends after it starts.\",\"parts\":[{\"at\":\"Appointment.start\",\"check\":{\"order\":{\"before\":\"Appointment.end\"}},\"fix\":\"Correct `start` or `end`.\"},{\"at\":\"Resource.ofType(Slot).start\",\"check\":{\"order\":{\"before\":\"Slot.end\"}},\"fix\":\"Correct `start` or `end`.\"},{\"at\":\"Resource.descendants().ofType(Slot).start\",\"check\":{\"order\":{\"before\":\"Slot.end\"}},\"fix\":\"Correct `start` or `end`.\"}]},"
  "{\"code\":\"LNT002\",\"name\":\"created-before-start\",\"keyword\":\"SHOULD\",\"requirement\":\"An Appointment is created before it starts.\",\"at\":\"Appointment.created\",\"check\":{\"order\":{\"before\":\"Appointment.start\",\"orEqual\":true}},\"fix\":\"Correct `created` or `start`.\"},"
  "{\"code\":\"LNT003\",\"name\":\"duration-within-a-day\",\"keyword\":\"SHOULD\",\"requirement\":\"An Appointment or Slot lasts at most 24 hours.\",\"parts\":[{\"at\":\"Appointment.start\",\"check\":{\"duration\":{\"until\":\"Appointment.end\",\"maximumMinutes\":1440}},\"fix\":\"Correct `start` or `end`: one is on another day.\"},{\"at\":\"Resource.ofType(Slot).start\",\"check\":{\"duration\":{\"until\":\"Slot.end\",\"maximumMinutes\":1440}},\"fix\":\"Correct `start` or `end`: one is on another day.\"},{\"at\":\"Resource.descendants().ofType(Slot).start\",\"check\":{\"duration\":{\"until\":\"Slot.end\",\"maximumMinutes\":1440}},\"fix\":\"Correct `start` or `end`: one is on another day.\"}]},"
  "{\"code\":\"LNT004\",\"name\":\"birth-date-past\",\"keyword\":\"SHOULD\",\"requirement\":\"A Patient is born already.\",\"parts\":[{\"at\":\"Resource.ofType(Patient).birthDate\",\"check\":{\"notFuture\":{}},\"fix\":\"Correct `birthDate`.\"},{\"at\":\"Resource.descendants().ofType(Patient).birthDate\",\"check\":{\"notFuture\":{}},\"fix\":\"Correct `birthDate`.\"}]},"
  "{\"code\":\"LNT005\",\"name\":\"appointment-fits-slot\",\"keyword\":\"SHOULD\",\"requirement\":\"An Appointment starts and ends within its Slots.\",\"parts\":[{\"at\":\"Appointment.start\",\"check\":{\"inside\":{\"from\":\"Appointment.slot.resolve().start\",\"to\":\"Appointment.slot.resolve().end\"}},\"fix\":\"Correct the Appointment's `start`, or refer to the Slot that it lies in.\"},{\"at\":\"Appointment.end\",\"check\":{\"inside\":{\"from\":\"Appointment.slot.resolve().start\",\"to\":\"Appointment.slot.resolve().end\"}},\"fix\":\"Correct the Appointment's `end`, or refer to the Slot that it lies in.\"}]},"
  "{\"code\":\"LNT006\",\"name\":\"participants-distinct\",\"keyword\":\"SHOULD\",\"requirement\":\"No one participates twice.\",\"at\":\"Appointment.participant.actor.reference\",\"per\":\"Appointment\",\"check\":{\"unique\":{}},\"fix\":\"Remove the second participant, or correct whom it refers to.\"},"
  "{\"code\":\"LNT007\",\"name\":\"display-names-patient\",\"keyword\":\"SHOULD\",\"requirement\":\"The display beside a reference to a person shares a word with the person's name.\",\"at\":\"Resource.descendants().where(reference.exists() and display.exists())\",\"check\":{\"displayOf\":{}},\"fix\":\"Correct `display`, or refer to the person that is meant.\"},"
  "{\"code\":\"LNT008\",\"name\":\"booked-participants-accepted\",\"keyword\":\"SHOULD\",\"requirement\":\"Where an Appointment is booked, those who must take part have accepted.\",\"at\":\"Appointment.where(status = 'booked').participant.where(required != 'optional' and required != 'information-only').status\",\"check\":{\"fixed\":{\"value\":\"accepted\"}},\"fix\":\"Set the participant's `status` to `accepted`, or the Appointment's to `pending`.\"}]}";
static const unsigned char whole56[] = {
#embed "../../Rules/plausibility/bookings.json"
};

static const char lean57[] =
  "{\"id\":\"plausibility\",\"title\":\"What is legal but almost surely a mistake\",\"tables\":[\"bookings.json\","
  "\"values.json\"],\"decisions\":[\"No clause demands these: each is a warning and can be switched off.\","
  "\"A duration of zero is told by LNT001 alone: the end is not after the start.\","
  "\"Two moments are compared where both have a zone, or neither: a guess at the zone would raise false alarms.\","
  "\"An Appointment may take several Slots: the earliest start and the latest end of those in the payload bound it.\"]}";
static const unsigned char whole57[] = {
#embed "../../Rules/plausibility/pack.json"
};

static const char lean58[] =
  "{\"table\":{\"title\":\"Every element\",\"source\":{\"document\":\"Plausibility, no specification's clause\",\"section\":\"Values that look like a mistake\"},\"applies\":{\"root\":true}},\"rules\":[{\"code\":\"LNT009\",\"name\":\"no-placeholder-url\",\"keyword\":\"SHOULD\",\"requirement\":\"No URL is a placeholder.\",\"at\":\"Resource.descendants()\",\"check\":{\"notPlaceholder\":{\"hosts\":[\"example.com\",\"example.net\",\"example.org\",\"localhost\",\"profile.url\"]}},\"fix\":\"Put the real URL in its place.\"},"
  "{\"code\":\"LNT010\",\"name\":\"no-blanks-around\",\"keyword\":\"SHOULD\",\"requirement\":\"No text begins or ends with a blank.\",\"at\":\"Resource.descendants()\",\"check\":{\"trimmed\":{}},\"fix\":\"Remove the blanks around the value.\"},"
  "{\"code\":\"LNT011\",\"name\":\"times-have-zone\",\"keyword\":\"SHOULD\",\"requirement\":\"A date with a time has a zone.\",\"at\":\"Resource.descendants()\",\"check\":{\"zoned\":{}},\"fix\":\"Add the zone, such as `Z` or `+01:00`.\"},"
  "{\"code\":\"LNT012\",\"name\":\"offset-on-earth\",\"keyword\":\"SHOULD\",\"requirement\":\"The offset of a time is one that clocks somewhere keep, from -12:00 to +14:00.\",\"at\":\"Resource.descendants()\",\"check\":{\"offset\":{}},\"fix\":\"Correct the offset from UTC.\"}]}";
static const unsigned char whole58[] = {
#embed "../../Rules/plausibility/values.json"
};

static const apptlint_file files[] = {
  {"bars/appointment.json", lean0, sizeof lean0 - 1, whole0, sizeof whole0},
  {"bars/booking-cancellation/appointment.json", lean1, sizeof lean1 - 1, whole1, sizeof whole1},
  {"bars/booking-cancellation/bundle.json", lean2, sizeof lean2 - 1, whole2, sizeof whole2},
  {"bars/booking-cancellation/message-header.json", lean3, sizeof lean3 - 1, whole3, sizeof whole3},
  {"bars/booking-cancellation/organization.json", lean4, sizeof lean4 - 1, whole4, sizeof whole4},
  {"bars/booking-cancellation/patient.json", lean5, sizeof lean5 - 1, whole5, sizeof whole5},
  {"bars/booking-request/application-1-and-2.json", lean6, sizeof lean6 - 1, whole6, sizeof whole6},
  {"bars/booking-request/application-7-cancelled.json", lean7, sizeof lean7 - 1, whole7, sizeof whole7},
  {"bars/booking-request/application-7.json", lean8, sizeof lean8 - 1, whole8, sizeof whole8},
  {"bars/booking-request/application-unknown.json", lean9, sizeof lean9 - 1, whole9, sizeof whole9},
  {"bars/booking-request/appointment.json", lean10, sizeof lean10 - 1, whole10, sizeof whole10},
  {"bars/booking-request/bundle.json", lean11, sizeof lean11 - 1, whole11, sizeof whole11},
  {"bars/booking-request/healthcare-service.json", lean12, sizeof lean12 - 1, whole12, sizeof whole12},
  {"bars/booking-request/message-header.json", lean13, sizeof lean13 - 1, whole13, sizeof whole13},
  {"bars/booking-request/organization.json", lean14, sizeof lean14 - 1, whole14, sizeof whole14},
  {"bars/booking-request/patient.json", lean15, sizeof lean15 - 1, whole15, sizeof whole15},
  {"bars/booking-request/practitioner-role.json", lean16, sizeof lean16 - 1, whole16, sizeof whole16},
  {"bars/booking-request/practitioner.json", lean17, sizeof lean17 - 1, whole17, sizeof whole17},
  {"bars/booking-request/schedule.json", lean18, sizeof lean18 - 1, whole18, sizeof whole18},
  {"bars/booking-request/slot.json", lean19, sizeof lean19 - 1, whole19, sizeof whole19},
  {"bars/change.json", lean20, sizeof lean20 - 1, whole20, sizeof whole20},
  {"bars/every-resource.json", lean21, sizeof lean21 - 1, whole21, sizeof whole21},
  {"bars/exchange.json", lean22, sizeof lean22 - 1, whole22, sizeof whole22},
  {"bars/message.json", lean23, sizeof lean23 - 1, whole23, sizeof whole23},
  {"bars/pack.json", lean24, sizeof lean24 - 1, whole24, sizeof whole24},
  {"bars/referral-cancellation/bundle.json", lean25, sizeof lean25 - 1, whole25, sizeof whole25},
  {"bars/referral-cancellation/message-header.json", lean26, sizeof lean26 - 1, whole26, sizeof whole26},
  {"bars/referral-cancellation/organization.json", lean27, sizeof lean27 - 1, whole27, sizeof whole27},
  {"bars/referral-cancellation/patient.json", lean28, sizeof lean28 - 1, whole28, sizeof whole28},
  {"bars/referral-cancellation/service-request.json", lean29, sizeof lean29 - 1, whole29, sizeof whole29},
  {"bars/request.json", lean30, sizeof lean30 - 1, whole30, sizeof whole30},
  {"nhs-booking-draft/appointment.json", lean31, sizeof lean31 - 1, whole31, sizeof whole31},
  {"nhs-booking-draft/contained.json", lean32, sizeof lean32 - 1, whole32, sizeof whole32},
  {"nhs-booking-draft/document-reference.json", lean33, sizeof lean33 - 1, whole33, sizeof whole33},
  {"nhs-booking-draft/pack.json", lean34, sizeof lean34 - 1, whole34, sizeof whole34},
  {"nhs-booking-draft/patient.json", lean35, sizeof lean35 - 1, whole35, sizeof whole35},
  {"nhs-booking-draft/request.json", lean36, sizeof lean36 - 1, whole36, sizeof whole36},
  {"nhs-booking/appointment.json", lean37, sizeof lean37 - 1, whole37, sizeof whole37},
  {"nhs-booking/change.json", lean38, sizeof lean38 - 1, whole38, sizeof whole38},
  {"nhs-booking/contained.json", lean39, sizeof lean39 - 1, whole39, sizeof whole39},
  {"nhs-booking/document-reference.json", lean40, sizeof lean40 - 1, whole40, sizeof whole40},
  {"nhs-booking/exchange.json", lean41, sizeof lean41 - 1, whole41, sizeof whole41},
  {"nhs-booking/pack.json", lean42, sizeof lean42 - 1, whole42, sizeof whole42},
  {"nhs-booking/patient.json", lean43, sizeof lean43 - 1, whole43, sizeof whole43},
  {"nhs-booking/request.json", lean44, sizeof lean44 - 1, whole44, sizeof whole44},
  {"nhs-booking/slot.json", lean45, sizeof lean45 - 1, whole45, sizeof whole45},
  {"nhs-identifiers/agreement.json", lean46, sizeof lean46 - 1, whole46, sizeof whole46},
  {"nhs-identifiers/nhs-number.json", lean47, sizeof lean47 - 1, whole47, sizeof whole47},
  {"nhs-identifiers/other-identifiers.json", lean48, sizeof lean48 - 1, whole48, sizeof whole48},
  {"nhs-identifiers/pack.json", lean49, sizeof lean49 - 1, whole49, sizeof whole49},
  {"nhs-identifiers/verification-status.json", lean50, sizeof lean50 - 1, whole50, sizeof whole50},
  {"nhs-registry/appointment-excluded.json", lean51, sizeof lean51 - 1, whole51, sizeof whole51},
  {"nhs-registry/appointment.json", lean52, sizeof lean52 - 1, whole52, sizeof whole52},
  {"nhs-registry/exchange.json", lean53, sizeof lean53 - 1, whole53, sizeof whole53},
  {"nhs-registry/pack.json", lean54, sizeof lean54 - 1, whole54, sizeof whole54},
  {"nhs-registry/request.json", lean55, sizeof lean55 - 1, whole55, sizeof whole55},
  {"plausibility/bookings.json", lean56, sizeof lean56 - 1, whole56, sizeof whole56},
  {"plausibility/pack.json", lean57, sizeof lean57 - 1, whole57, sizeof whole57},
  {"plausibility/values.json", lean58, sizeof lean58 - 1, whole58, sizeof whole58},
};

const apptlint_file *apptlint_rules(void) { return files; }

size_t apptlint_rules_count(void) { return sizeof files / sizeof files[0]; }

static const char named[] =
  "$process-message\n"
  "(SEND|PROXY|REC)_BAD_REQUEST\n"
  "(SEND|PROXY|REC)_CONFLICT\n"
  "(SEND|PROXY|REC)_FORBIDDEN\n"
  "(SEND|PROXY|REC)_METHOD_NOT_ALLOWED\n"
  "(SEND|PROXY|REC)_NOT_ACCEPTABLE\n"
  "(SEND|PROXY|REC)_NOT_FOUND\n"
  "(SEND|PROXY|REC)_NOT_IMPLEMENTED\n"
  "(SEND|PROXY|REC)_SERVER_ERROR\n"
  "(SEND|PROXY|REC)_TIMEOUT\n"
  "(SEND|PROXY|REC)_TOO_MANY_REQUESTS\n"
  "(SEND|PROXY|REC)_UNAUTHORIZED\n"
  "(SEND|PROXY|REC)_UNAVAILABLE\n"
  "(SEND|PROXY|REC)_UNPROCESSABLE_ENTITY\n"
  "01\n"
  "02\n"
  "03\n"
  "04\n"
  "05\n"
  "06\n"
  "07\n"
  "08\n"
  "1\n"
  "2\n"
  "201\n"
  "4\n"
  "400\n"
  "401\n"
  "403\n"
  "404\n"
  "405\n"
  "406\n"
  "408\n"
  "409\n"
  "422\n"
  "429\n"
  "5\n"
  "500\n"
  "501\n"
  "503\n"
  "9990000000\n"
  "9999999998\n"
  "A1\n"
  "A2\n"
  "Appointment\n"
  "Appointment.basedOn\n"
  "Appointment.cancelationReason\n"
  "Appointment.cancelationReason.text\n"
  "Appointment.contained\n"
  "Appointment.contained.id\n"
  "Appointment.contained.ofType(DocumentReference)\n"
  "Appointment.contained.ofType(Patient)\n"
  "Appointment.contained.ofType(Slot)\n"
  "Appointment.contained.where(id.exists())\n"
  "Appointment.created\n"
  "Appointment.descendants().where(reference.exists())\n"
  "Appointment.description\n"
  "Appointment.end\n"
  "Appointment.id\n"
  "Appointment.incomingReferral\n"
  "Appointment.meta\n"
  "Appointment.meta.lastUpdated\n"
  "Appointment.meta.profile\n"
  "Appointment.participant\n"
  "Appointment.participant.actor\n"
  "Appointment.participant.actor.reference\n"
  "Appointment.participant.actor.where(reference.exists().not())\n"
  "Appointment.participant.status\n"
  "Appointment.serviceCategory\n"
  "Appointment.serviceCategory.coding\n"
  "Appointment.serviceCategory.coding.system\n"
  "Appointment.slot\n"
  "Appointment.slot.reference\n"
  "Appointment.slot.resolve().end\n"
  "Appointment.slot.resolve().start\n"
  "Appointment.start\n"
  "Appointment.status\n"
  "Appointment.supportingInformation\n"
  "Appointment.supportingInformation.reference\n"
  "Appointment.where(contained.exists().not()).participant.actor.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\n"
  "Appointment.where(meta.profile.startsWith('https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1'))\n"
  "Appointment.where(meta.profile.startsWith('https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1')).participant.actor.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\n"
  "Appointment.where(meta.profile.startsWith('https://fhir.hl7.org.uk/StructureDefinition/UKCore-Appointment'))\n"
  "Appointment.where(meta.profile.startsWith('https://fhir.nhs.uk/StructureDefinition/BARS'))\n"
  "Appointment.where(serviceCategory.coding.exists())\n"
  "Appointment.where(serviceCategory.coding.exists()).serviceCategory.coding.system\n"
  "Authorization\n"
  "Bundle\n"
  "Bundle.descendants().actor.where(reference.exists().not())\n"
  "Bundle.descendants().actor.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\n"
  "Bundle.descendants().patient.where(reference.exists().not())\n"
  "Bundle.descendants().patient.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\n"
  "Bundle.descendants().subject.where(reference.exists().not())\n"
  "Bundle.descendants().subject.where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/'))\n"
  "Bundle.descendants().where(reference.startsWith('urn:uuid:'))\n"
  "Bundle.entry\n"
  "Bundle.entry.first().resource\n"
  "Bundle.entry.fullUrl\n"
  "Bundle.entry.resource\n"
  "Bundle.entry.resource.meta.lastUpdated\n"
  "Bundle.entry.resource.ofType(MessageHeader)\n"
  "Bundle.entry.resource.ofType(MessageHeader).first()\n"
  "Bundle.id\n"
  "Bundle.meta\n"
  "Bundle.meta.lastUpdated\n"
  "Bundle.meta.profile\n"
  "Bundle.meta.versionId\n"
  "Bundle.timestamp\n"
  "Bundle.type\n"
  "Bundle.where(meta.profile.startsWith('https://fhir.nhs.uk/StructureDefinition/BARS'))\n"
  "Bundle.where(meta.profile.startsWith('https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage'))\n"
  "CarePlan\n"
  "Change.earlier.resource\n"
  "Change.later.resource.ofType(Appointment)\n"
  "DocumentReference\n"
  "DocumentReference.content\n"
  "DocumentReference.content.attachment\n"
  "DocumentReference.content.attachment.contentType\n"
  "DocumentReference.content.attachment.language\n"
  "DocumentReference.id\n"
  "DocumentReference.identifier\n"
  "DocumentReference.identifier.system\n"
  "DocumentReference.status\n"
  "DocumentReference.type\n"
  "DocumentReference.type.coding.system\n"
  "ETag\n"
  "Encounter\n"
  "Exchange\n"
  "Exchange.earlier\n"
  "Exchange.earlier.header('X-Correlation-Id')\n"
  "Exchange.earlier.header('X-Request-Id')\n"
  "Exchange.request.header('Authorization')\n"
  "Exchange.request.header('NHSD-Target-Identifier')\n"
  "Exchange.request.header('X-Correlation-Id')\n"
  "Exchange.request.header('X-Request-Id')\n"
  "Exchange.request.method\n"
  "Exchange.request.resource.descendants().ofType(Patient)\n"
  "Exchange.request.resource.ofType(Appointment)\n"
  "Exchange.request.url\n"
  "Exchange.request.where(url.startsWith('https://api.service.nhs.uk/booking-and-referral/'))\n"
  "Exchange.request.where(url.startsWith('https://int.api.service.nhs.uk/booking-and-referral/'))\n"
  "Exchange.request.where(url.startsWith('https://sandbox.api.service.nhs.uk/booking-and-referral/'))\n"
  "Exchange.response.header('Location')\n"
  "Exchange.response.header('X-Correlation-Id')\n"
  "Exchange.response.header('X-Request-Id')\n"
  "Exchange.response.resource.descendants().ofType(OperationOutcome).issue.diagnostics\n"
  "Exchange.response.resource.ofType(OperationOutcome).issue.diagnostics\n"
  "Exchange.response.where(status.startsWith('2')).header('ETag')\n"
  "Exchange.response.where(status.startsWith('2')).header('Last-Modified')\n"
  "Exchange.response.where(status.startsWith('2')).header('Location')\n"
  "Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment)\n"
  "Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment).id\n"
  "Exchange.response.where(status.startsWith('2')).resource.ofType(Appointment).meta.versionId\n"
  "Exchange.response.where(status.startsWith('2')).status\n"
  "Exchange.response.where(status.startsWith('4')).resource.ofType(OperationOutcome).issue\n"
  "Exchange.response.where(status.startsWith('4')).resource.ofType(OperationOutcome).issue.code\n"
  "Exchange.response.where(status.startsWith('4')).resource.ofType(OperationOutcome).issue.diagnostics\n"
  "Exchange.response.where(status.startsWith('5')).resource.ofType(OperationOutcome).issue\n"
  "Exchange.response.where(status.startsWith('5')).resource.ofType(OperationOutcome).issue.code\n"
  "Exchange.response.where(status.startsWith('5')).resource.ofType(OperationOutcome).issue.diagnostics\n"
  "Exchange.response.where(status.startsWith('5')).status\n"
  "Exchange.started\n"
  "Exchange.where(request.header('X-Request-Id').exists()).response.header('X-Request-Id')\n"
  "GET\n"
  "HEAD\n"
  "HealthcareService\n"
  "HealthcareService.active\n"
  "HealthcareService.id\n"
  "HealthcareService.identifier\n"
  "HealthcareService.identifier.system\n"
  "HealthcareService.identifier.value\n"
  "HealthcareService.location\n"
  "HealthcareService.meta\n"
  "HealthcareService.meta.profile\n"
  "HealthcareService.name\n"
  "HealthcareService.providedBy\n"
  "HealthcareService.providedBy.reference\n"
  "Last-Modified\n"
  "Location\n"
  "MessageHeader\n"
  "MessageHeader.definition\n"
  "MessageHeader.destination\n"
  "MessageHeader.destination.endpoint\n"
  "MessageHeader.destination.receiver\n"
  "MessageHeader.destination.receiver.reference\n"
  "MessageHeader.eventCoding\n"
  "MessageHeader.eventCoding.code\n"
  "MessageHeader.eventCoding.system\n"
  "MessageHeader.focus\n"
  "MessageHeader.focus.reference\n"
  "MessageHeader.focus.resolve().meta.lastUpdated\n"
  "MessageHeader.meta\n"
  "MessageHeader.meta.lastUpdated\n"
  "MessageHeader.meta.profile\n"
  "MessageHeader.reason\n"
  "MessageHeader.reason.coding\n"
  "MessageHeader.reason.coding.code\n"
  "MessageHeader.reason.coding.display\n"
  "MessageHeader.reason.coding.system\n"
  "MessageHeader.sender\n"
  "MessageHeader.sender.reference\n"
  "MessageHeader.source\n"
  "MessageHeader.source.contact\n"
  "MessageHeader.source.contact.system\n"
  "MessageHeader.source.contact.value\n"
  "MessageHeader.source.endpoint\n"
  "MessageHeader.source.name\n"
  "MessageHeader.source.software\n"
  "MessageHeader.source.version\n"
  "MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled'))\n"
  "MessageHeader.where(definition.startsWith('https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-cancelled'))\n"
  "NHSD-Target-Identifier\n"
  "OPTIONS\n"
  "OperationOutcome\n"
  "Organization\n"
  "Organization.identifier\n"
  "Organization.identifier.system\n"
  "Organization.identifier.value\n"
  "Organization.meta\n"
  "Organization.meta.profile\n"
  "Organization.name\n"
  "POST\n"
  "PUT\n"
  "Patient\n"
  "Patient.address\n"
  "Patient.address.city\n"
  "Patient.address.district\n"
  "Patient.address.line\n"
  "Patient.address.postalCode\n"
  "Patient.address.text\n"
  "Patient.address.type\n"
  "Patient.address.use\n"
  "Patient.birthDate\n"
  "Patient.communication\n"
  "Patient.communication.language\n"
  "Patient.communication.language.coding\n"
  "Patient.communication.language.coding.code\n"
  "Patient.communication.language.coding.display\n"
  "Patient.communication.language.coding.system\n"
  "Patient.communication.preferred\n"
  "Patient.contact\n"
  "Patient.contact.gender\n"
  "Patient.contact.name\n"
  "Patient.contact.name.family\n"
  "Patient.contact.name.given\n"
  "Patient.contact.relationship\n"
  "Patient.contact.relationship.coding\n"
  "Patient.contact.relationship.coding.code\n"
  "Patient.contact.relationship.coding.display\n"
  "Patient.contact.relationship.coding.system\n"
  "Patient.contact.telecom\n"
  "Patient.contact.telecom.system\n"
  "Patient.contact.telecom.value\n"
  "Patient.gender\n"
  "Patient.generalPractitioner\n"
  "Patient.generalPractitioner.reference\n"
  "Patient.id\n"
  "Patient.identifier\n"
  "Patient.identifier.system\n"
  "Patient.identifier.value\n"
  "Patient.meta\n"
  "Patient.meta.profile\n"
  "Patient.name\n"
  "Patient.name.family\n"
  "Patient.name.given\n"
  "Patient.name.prefix\n"
  "Patient.name.text\n"
  "Patient.name.use\n"
  "Patient.where(telecom.exists())\n"
  "Patient.where(telecom.exists()).contact\n"
  "Practitioner\n"
  "Practitioner.identifier\n"
  "Practitioner.identifier.system\n"
  "Practitioner.identifier.value\n"
  "Practitioner.meta\n"
  "Practitioner.meta.profile\n"
  "Practitioner.name\n"
  "Practitioner.name.family\n"
  "Practitioner.name.given\n"
  "Practitioner.telecom\n"
  "Practitioner.telecom.system\n"
  "Practitioner.telecom.use\n"
  "Practitioner.telecom.value\n"
  "PractitionerRole\n"
  "PractitionerRole.code\n"
  "PractitionerRole.code.coding\n"
  "PractitionerRole.code.coding.code\n"
  "PractitionerRole.code.coding.display\n"
  "PractitionerRole.code.coding.system\n"
  "PractitionerRole.meta\n"
  "PractitionerRole.meta.profile\n"
  "PractitionerRole.organization\n"
  "PractitionerRole.organization.reference\n"
  "PractitionerRole.practitioner\n"
  "PractitionerRole.practitioner.reference\n"
  "RequesterCDSSsoftware\n"
  "RequesterCDSSversion\n"
  "Resource\n"
  "Resource.descendants()\n"
  "Resource.descendants().ofType(Patient)\n"
  "Resource.descendants().ofType(Patient).birthDate\n"
  "Resource.descendants().ofType(Slot).start\n"
  "Resource.descendants().patient.where(reference.exists().not())\n"
  "Resource.descendants().subject.where(reference.exists().not())\n"
  "Resource.descendants().system\n"
  "Resource.descendants().where(reference.exists())\n"
  "Resource.descendants().where(reference.startsWith('https://demographics.spineservices.nhs.uk/Patient/')).reference\n"
  "Resource.ofType(Appointment)\n"
  "Resource.ofType(Appointment).id\n"
  "Resource.ofType(Appointment).meta.lastUpdated\n"
  "Resource.ofType(Patient)\n"
  "Resource.ofType(Patient).birthDate\n"
  "Resource.ofType(Slot).start\n"
  "Schedule\n"
  "Schedule.actor\n"
  "Schedule.actor.reference\n"
  "Schedule.id\n"
  "Schedule.identifier\n"
  "Schedule.identifier.system\n"
  "Schedule.identifier.value\n"
  "Schedule.meta\n"
  "Schedule.meta.profile\n"
  "Schedule.serviceCategory\n"
  "Schedule.serviceCategory.coding\n"
  "Schedule.serviceCategory.coding.code\n"
  "Schedule.serviceCategory.coding.display\n"
  "Schedule.serviceCategory.coding.system\n"
  "ServiceRequest\n"
  "ServiceRequest.basedOn\n"
  "ServiceRequest.basedOn.reference\n"
  "ServiceRequest.category\n"
  "ServiceRequest.category.coding\n"
  "ServiceRequest.category.coding.code\n"
  "ServiceRequest.category.coding.display\n"
  "ServiceRequest.category.coding.system\n"
  "ServiceRequest.encounter\n"
  "ServiceRequest.encounter.reference\n"
  "ServiceRequest.intent\n"
  "ServiceRequest.meta\n"
  "ServiceRequest.meta.profile\n"
  "ServiceRequest.occurrencePeriod\n"
  "ServiceRequest.occurrencePeriod.end\n"
  "ServiceRequest.occurrencePeriod.start\n"
  "ServiceRequest.reasonCode\n"
  "ServiceRequest.reasonCode.text\n"
  "ServiceRequest.status\n"
  "ServiceRequest.subject\n"
  "ServiceRequest.subject.reference\n"
  "Slot\n"
  "Slot.appointmentType\n"
  "Slot.appointmentType.coding\n"
  "Slot.appointmentType.coding.code\n"
  "Slot.appointmentType.coding.display\n"
  "Slot.end\n"
  "Slot.id\n"
  "Slot.identifier\n"
  "Slot.identifier.system\n"
  "Slot.meta\n"
  "Slot.meta.profile\n"
  "Slot.schedule\n"
  "Slot.schedule.reference\n"
  "Slot.serviceCategory\n"
  "Slot.serviceCategory.coding\n"
  "Slot.serviceCategory.coding.code\n"
  "Slot.serviceCategory.coding.display\n"
  "Slot.serviceCategory.coding.system\n"
  "Slot.start\n"
  "Slot.status\n"
  "X-Correlation-Id\n"
  "X-Request-Id\n"
  "[A-Z0-9]{3,12}\n"
  "[A-Za-z][A-Za-z0-9+.\\-]*:[!-~]+\n"
  "\\d{10}\n"
  "\\d{12}\n"
  "a1\n"
  "a2\n"
  "accepted\n"
  "booked\n"
  "booking-request\n"
  "business-rule\n"
  "busy\n"
  "cancelationReason\n"
  "cancelled\n"
  "changed\n"
  "city\n"
  "conflict\n"
  "contained.ofType(Slot).status\n"
  "created\n"
  "current\n"
  "day\n"
  "delete\n"
  "district\n"
  "duplicate\n"
  "en\n"
  "entered-in-error\n"
  "example.com\n"
  "example.net\n"
  "example.org\n"
  "extension(cancelationReason)\n"
  "extension(cancellationReason)\n"
  "family\n"
  "female\n"
  "fhir.nhs.net\n"
  "free\n"
  "given\n"
  "http://hl7.org/fhir/3.0/\n"
  "http://hl7.org/fhir/STU3/\n"
  "http://hl7.org/fhir/StructureDefinition/\n"
  "http://terminology.hl7.org/CodeSystem/service-category\n"
  "http://terminology.hl7.org/CodeSystem/v3-NullFlavor\n"
  "https://api.service.nhs.uk/booking-and-referral/\n"
  "https://demographics.spineservices.nhs.uk/Patient/\n"
  "https://demographics[.]spineservices[.]nhs[.]uk/Patient/\\d{10}\n"
  "https://demographics[.]spineservices[.]nhs[.]uk/Patient/\\d{10}(/_history/.+)?\n"
  "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus\n"
  "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland\n"
  "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusWales\n"
  "https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-NHSNumberVerificationStatus-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-DocumentReference-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Slot-1\n"
  "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-NHSNumberVerificationStatus-1\n"
  "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank\n"
  "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory\n"
  "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus\n"
  "https://fhir.hl7.org.uk/StructureDefinition/UKCore-\n"
  "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Appointment\n"
  "https://fhir.nhs.uk/CodeSystem/http-error-codes\n"
  "https://fhir.nhs.uk/CodeSystem/message-category-servicerequest\n"
  "https://fhir.nhs.uk/CodeSystem/message-events-bars\n"
  "https://fhir.nhs.uk/CodeSystem/message-reason-bars\n"
  "https://fhir.nhs.uk/CodeSystem/usecases-categories-bars\n"
  "https://fhir.nhs.uk/Id/nhs-number\n"
  "https://fhir.nhs.uk/Id/ods-organization-code\n"
  "https://fhir.nhs.uk/Id/ods-site-code\n"
  "https://fhir.nhs.uk/Id/sds-role-profile-id\n"
  "https://fhir.nhs.uk/Id/sds-user-id\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request-cancelled\n"
  "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-cancelled\n"
  "https://fhir.nhs.uk/StructureDefinition/BARS\n"
  "https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage\n"
  "https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-booking-request\n"
  "https://fhir.nhs.uk/StructureDefinition/BARSMessageHeader-servicerequest-request\n"
  "https://fhir.nhs.uk/StructureDefinition/CDSSExtension\n"
  "https://fhir\\.nhs\\.uk/MessageDefinition/bars-message-booking-request([|].+)?\n"
  "https://fhir\\.nhs\\.uk/MessageDefinition/bars-message-booking-request-cancelled([|].+)?\n"
  "https://fhir\\.nhs\\.uk/MessageDefinition/bars-message-servicerequest-request-cancelled([|].+)?\n"
  "https://fhir\\.nhs\\.uk/StructureDefinition/BARSBundleMessage([|].+)?\n"
  "https://fhir\\.nhs\\.uk/StructureDefinition/BARSMessageHeader-booking-request([|].+)?\n"
  "https://fhir\\.nhs\\.uk/StructureDefinition/BARSMessageHeader-servicerequest-request([|].+)?\n"
  "https://int.api.service.nhs.uk/booking-and-referral/\n"
  "https://sandbox.api.service.nhs.uk/booking-and-referral/\n"
  "https://tools.ietf.org/html/rfc4122\n"
  "id\n"
  "information-only\n"
  "instance\n"
  "line\n"
  "localhost\n"
  "login\n"
  "male\n"
  "message\n"
  "meta\n"
  "meta.lastUpdated\n"
  "meta.versionId\n"
  "new\n"
  "nhs-number\n"
  "nn\n"
  "no\n"
  "number-not-present-and-trace-not-required\n"
  "number-present-and-traced-using-welsh-nhs-ar\n"
  "number-present-and-verified\n"
  "number-present-but-not-traced\n"
  "official\n"
  "old\n"
  "optional\n"
  "other\n"
  "phone\n"
  "plan\n"
  "postalCode\n"
  "profile.url\n"
  "reasonCode\n"
  "requesterCDSSSoftware\n"
  "requesterCDSSVersion\n"
  "revoked\n"
  "same\n"
  "servicerequest-request\n"
  "servicerequest-response\n"
  "state\n"
  "status\n"
  "system\n"
  "text\n"
  "trace-attempted\n"
  "trace-in-progress\n"
  "trace-needs-to-be-resolved\n"
  "trace-postponed\n"
  "trace-required\n"
  "type\n"
  "unchanged\n"
  "unknown\n"
  "unreadable\n"
  "update\n"
  "urn:ietf:rfc:3986\n"
  "urn:oid:2.16.840.1.113883.2.1.3.2.4.18.17\n"
  "urn:uuid:\n"
  "urn:uuid:[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\n"
  "version\n"
  "www.fhir.nhs.net\n";

const char *apptlint_named_texts(void) { return named; }

size_t apptlint_named_texts_count(void) { return sizeof named - 1; }
