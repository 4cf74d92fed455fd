#include "CEmbeddedData.h"

// Written by `swift run apptlint-generate rules`: one line for each file of Rules/.

static const unsigned char rules0[] = {
#embed "../../Rules/nhs-booking-draft/appointment.json"
};
static const unsigned char rules1[] = {
#embed "../../Rules/nhs-booking-draft/contained.json"
};
static const unsigned char rules2[] = {
#embed "../../Rules/nhs-booking-draft/document-reference.json"
};
static const unsigned char rules3[] = {
#embed "../../Rules/nhs-booking-draft/pack.json"
};
static const unsigned char rules4[] = {
#embed "../../Rules/nhs-booking-draft/patient.json"
};
static const unsigned char rules5[] = {
#embed "../../Rules/nhs-booking-draft/request.json"
};
static const unsigned char rules6[] = {
#embed "../../Rules/nhs-booking/appointment.json"
};
static const unsigned char rules7[] = {
#embed "../../Rules/nhs-booking/contained.json"
};
static const unsigned char rules8[] = {
#embed "../../Rules/nhs-booking/document-reference.json"
};
static const unsigned char rules9[] = {
#embed "../../Rules/nhs-booking/pack.json"
};
static const unsigned char rules10[] = {
#embed "../../Rules/nhs-booking/patient.json"
};
static const unsigned char rules11[] = {
#embed "../../Rules/nhs-booking/request.json"
};
static const unsigned char rules12[] = {
#embed "../../Rules/nhs-booking/slot.json"
};
static const unsigned char rules13[] = {
#embed "../../Rules/nhs-identifiers/nhs-number.json"
};
static const unsigned char rules14[] = {
#embed "../../Rules/nhs-identifiers/other-identifiers.json"
};
static const unsigned char rules15[] = {
#embed "../../Rules/nhs-identifiers/pack.json"
};
static const unsigned char rules16[] = {
#embed "../../Rules/nhs-identifiers/verification-status.json"
};
static const unsigned char rules17[] = {
#embed "../../Rules/plausibility/bookings.json"
};
static const unsigned char rules18[] = {
#embed "../../Rules/plausibility/pack.json"
};
static const unsigned char rules19[] = {
#embed "../../Rules/plausibility/values.json"
};

static const apptlint_file files[] = {
  {"nhs-booking-draft/appointment.json", rules0, sizeof rules0},
  {"nhs-booking-draft/contained.json", rules1, sizeof rules1},
  {"nhs-booking-draft/document-reference.json", rules2, sizeof rules2},
  {"nhs-booking-draft/pack.json", rules3, sizeof rules3},
  {"nhs-booking-draft/patient.json", rules4, sizeof rules4},
  {"nhs-booking-draft/request.json", rules5, sizeof rules5},
  {"nhs-booking/appointment.json", rules6, sizeof rules6},
  {"nhs-booking/contained.json", rules7, sizeof rules7},
  {"nhs-booking/document-reference.json", rules8, sizeof rules8},
  {"nhs-booking/pack.json", rules9, sizeof rules9},
  {"nhs-booking/patient.json", rules10, sizeof rules10},
  {"nhs-booking/request.json", rules11, sizeof rules11},
  {"nhs-booking/slot.json", rules12, sizeof rules12},
  {"nhs-identifiers/nhs-number.json", rules13, sizeof rules13},
  {"nhs-identifiers/other-identifiers.json", rules14, sizeof rules14},
  {"nhs-identifiers/pack.json", rules15, sizeof rules15},
  {"nhs-identifiers/verification-status.json", rules16, sizeof rules16},
  {"plausibility/bookings.json", rules17, sizeof rules17},
  {"plausibility/pack.json", rules18, sizeof rules18},
  {"plausibility/values.json", rules19, sizeof rules19},
};

const apptlint_file *apptlint_rules(void) { return files; }

size_t apptlint_rules_count(void) { return sizeof files / sizeof files[0]; }
