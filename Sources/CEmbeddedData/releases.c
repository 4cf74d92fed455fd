#include "CEmbeddedData.h"

static const unsigned char releases[] = {
#embed "../../Profiles/other-releases.json"
};

const unsigned char *apptlint_other_releases(void) { return releases; }

size_t apptlint_other_releases_count(void) { return sizeof releases; }
