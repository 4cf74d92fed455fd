#include "CEmbeddedData.h"

#define BARS "uk.nhsdigital.bars.r4-1.34.0"

static const unsigned char systems[] = {
#embed "../../Profiles/uk.nhsdigital.bars.r4-1.34.0/codesystems.ndjson"
};

static const unsigned char extensions[] = {
#embed "../../Profiles/uk.nhsdigital.bars.r4-1.34.0/extensions.ndjson"
};

static const unsigned char messages[] = {
#embed "../../Profiles/uk.nhsdigital.bars.r4-1.34.0/messages.ndjson"
};

static const unsigned char profiles[] = {
#embed "../../Profiles/uk.nhsdigital.bars.r4-1.34.0/profiles.ndjson"
};

static const apptlint_definition_file files[] = {
    {BARS, "codesystems", systems, sizeof systems},
    {BARS, "extensions", extensions, sizeof extensions},
    {BARS, "messages", messages, sizeof messages},
    {BARS, "profiles", profiles, sizeof profiles},
};

const apptlint_definition_file *apptlint_earlier(void) { return files; }

size_t apptlint_earlier_count(void) { return sizeof files / sizeof files[0]; }
