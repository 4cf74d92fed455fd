#pragma once
#include <stddef.h>

#include "CEmbeddedRules.h"

/// The compiled definitions (see docs/definitions.md): static data, aligned to 64 bytes, that never changes.
const void *_Nonnull apptlint_definitions_start(void);

/// Their length in bytes.
size_t apptlint_definitions_count(void);

/// The differences of unsupported releases from the supported ones, Profiles/other-releases.json: static
/// data that never changes.
const unsigned char *_Nonnull apptlint_other_releases(void);

/// Its length in bytes.
size_t apptlint_other_releases_count(void);
