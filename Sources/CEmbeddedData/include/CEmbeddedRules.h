#pragma once
#include <stddef.h>

/// A file of Rules/: static data that never changes.
typedef struct {
  /// The path below Rules/.
  const char *_Nonnull name;
  /// The file without its examples and layout: what payloads are checked by.
  const char *_Nonnull lean;
  size_t lean_count;
  /// The file as it is.
  const unsigned char *_Nonnull whole;
  size_t whole_count;
} apptlint_file;

/// The files of Rules/, by rising path.
const apptlint_file *_Nonnull apptlint_rules(void);

/// How many there are.
size_t apptlint_rules_count(void);

/// The codes and URLs that the files of Rules/ name, a line each: static data that never changes.
const char *_Nonnull apptlint_named_texts(void);

/// Their length in bytes.
size_t apptlint_named_texts_count(void);
