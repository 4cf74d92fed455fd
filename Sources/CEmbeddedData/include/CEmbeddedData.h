#pragma once
#include <stddef.h>

#include "CEmbeddedRules.h"

/// The compiled definitions (see docs/definitions.md): static data, aligned to 64 bytes, that never changes.
const void *_Nonnull apptlint_definitions_start(void);

/// The length of the definitions in bytes.
size_t apptlint_definitions_count(void);

/// A file of definitions of an earlier edition of a specification: static data that never changes.
typedef struct {
  /// The folder in Profiles/.
  const char *_Nonnull folder;
  /// The name of the file without `.ndjson`.
  const char *_Nonnull kind;
  const unsigned char *_Nonnull bytes;
  size_t count;
} apptlint_definition_file;

/// The files of all earlier editions.
const apptlint_definition_file *_Nonnull apptlint_earlier(void);

/// The number of these files.
size_t apptlint_earlier_count(void);

/// The differences between unsupported and supported releases, Profiles/other-releases.json: static data that never changes.
const unsigned char *_Nonnull apptlint_other_releases(void);

/// The length of that file in bytes.
size_t apptlint_other_releases_count(void);
