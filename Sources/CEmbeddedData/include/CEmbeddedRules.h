#pragma once
#include <stddef.h>

/// A file of Rules/, embedded as it is: static data that never changes.
typedef struct {
  /// The path below Rules/.
  const char *_Nonnull name;
  const unsigned char *_Nonnull start;
  size_t count;
} apptlint_file;

/// The files of Rules/, by rising path.
const apptlint_file *_Nonnull apptlint_rules(void);

/// How many there are.
size_t apptlint_rules_count(void);
