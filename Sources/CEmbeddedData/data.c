#include "CEmbeddedData.h"

// definitions.pack is written by `swift run apptlint-generate pack`, which does not import this target: a missing or stale pack
// can always be updated.
static const _Alignas(64) unsigned char definitions[] = {
#embed "definitions.pack"
};

const void *apptlint_definitions_start(void) { return definitions; }

size_t apptlint_definitions_count(void) { return sizeof definitions; }
