#include "CEmbeddedData.h"

// Written by `swift run apptlint-generate rules`: the files of Rules/ as they are, by rising path.

static const unsigned char rules0[] = {
#embed "../../Rules/bars/appointment.json"
};
static const unsigned char rules1[] = {
#embed "../../Rules/bars/pack.json"
};
static const unsigned char rules2[] = {
#embed "../../Rules/bars/request.json"
};
static const unsigned char rules3[] = {
#embed "../../Rules/nhs-booking-draft/appointment.json"
};
static const unsigned char rules4[] = {
#embed "../../Rules/nhs-booking-draft/contained.json"
};
static const unsigned char rules5[] = {
#embed "../../Rules/nhs-booking-draft/document-reference.json"
};
static const unsigned char rules6[] = {
#embed "../../Rules/nhs-booking-draft/pack.json"
};
static const unsigned char rules7[] = {
#embed "../../Rules/nhs-booking-draft/patient.json"
};
static const unsigned char rules8[] = {
#embed "../../Rules/nhs-booking-draft/request.json"
};
static const unsigned char rules9[] = {
#embed "../../Rules/nhs-booking/appointment.json"
};
static const unsigned char rules10[] = {
#embed "../../Rules/nhs-booking/contained.json"
};
static const unsigned char rules11[] = {
#embed "../../Rules/nhs-booking/document-reference.json"
};
static const unsigned char rules12[] = {
#embed "../../Rules/nhs-booking/pack.json"
};
static const unsigned char rules13[] = {
#embed "../../Rules/nhs-booking/patient.json"
};
static const unsigned char rules14[] = {
#embed "../../Rules/nhs-booking/request.json"
};
static const unsigned char rules15[] = {
#embed "../../Rules/nhs-booking/slot.json"
};
static const unsigned char rules16[] = {
#embed "../../Rules/nhs-identifiers/agreement.json"
};
static const unsigned char rules17[] = {
#embed "../../Rules/nhs-identifiers/nhs-number.json"
};
static const unsigned char rules18[] = {
#embed "../../Rules/nhs-identifiers/other-identifiers.json"
};
static const unsigned char rules19[] = {
#embed "../../Rules/nhs-identifiers/pack.json"
};
static const unsigned char rules20[] = {
#embed "../../Rules/nhs-identifiers/verification-status.json"
};
static const unsigned char rules21[] = {
#embed "../../Rules/nhs-registry/appointment-excluded.json"
};
static const unsigned char rules22[] = {
#embed "../../Rules/nhs-registry/appointment.json"
};
static const unsigned char rules23[] = {
#embed "../../Rules/nhs-registry/pack.json"
};
static const unsigned char rules24[] = {
#embed "../../Rules/nhs-registry/request.json"
};
static const unsigned char rules25[] = {
#embed "../../Rules/plausibility/bookings.json"
};
static const unsigned char rules26[] = {
#embed "../../Rules/plausibility/pack.json"
};
static const unsigned char rules27[] = {
#embed "../../Rules/plausibility/values.json"
};

static const apptlint_file files[] = {
  {"bars/appointment.json", rules0, sizeof rules0},
  {"bars/pack.json", rules1, sizeof rules1},
  {"bars/request.json", rules2, sizeof rules2},
  {"nhs-booking-draft/appointment.json", rules3, sizeof rules3},
  {"nhs-booking-draft/contained.json", rules4, sizeof rules4},
  {"nhs-booking-draft/document-reference.json", rules5, sizeof rules5},
  {"nhs-booking-draft/pack.json", rules6, sizeof rules6},
  {"nhs-booking-draft/patient.json", rules7, sizeof rules7},
  {"nhs-booking-draft/request.json", rules8, sizeof rules8},
  {"nhs-booking/appointment.json", rules9, sizeof rules9},
  {"nhs-booking/contained.json", rules10, sizeof rules10},
  {"nhs-booking/document-reference.json", rules11, sizeof rules11},
  {"nhs-booking/pack.json", rules12, sizeof rules12},
  {"nhs-booking/patient.json", rules13, sizeof rules13},
  {"nhs-booking/request.json", rules14, sizeof rules14},
  {"nhs-booking/slot.json", rules15, sizeof rules15},
  {"nhs-identifiers/agreement.json", rules16, sizeof rules16},
  {"nhs-identifiers/nhs-number.json", rules17, sizeof rules17},
  {"nhs-identifiers/other-identifiers.json", rules18, sizeof rules18},
  {"nhs-identifiers/pack.json", rules19, sizeof rules19},
  {"nhs-identifiers/verification-status.json", rules20, sizeof rules20},
  {"nhs-registry/appointment-excluded.json", rules21, sizeof rules21},
  {"nhs-registry/appointment.json", rules22, sizeof rules22},
  {"nhs-registry/pack.json", rules23, sizeof rules23},
  {"nhs-registry/request.json", rules24, sizeof rules24},
  {"plausibility/bookings.json", rules25, sizeof rules25},
  {"plausibility/pack.json", rules26, sizeof rules26},
  {"plausibility/values.json", rules27, sizeof rules27},
};

const apptlint_file *apptlint_rules(void) { return files; }

size_t apptlint_rules_count(void) { return sizeof files / sizeof files[0]; }
