#pragma once
#include <stddef.h>

/// A range of bytes of a file.
typedef struct {
  unsigned start, end;
} apptlint_range;

/// A file of Rules/: static data that never changes.
typedef struct {
  /// The path relative to Rules/.
  const char *_Nonnull name;
  const unsigned char *_Nonnull text;
  size_t count;
  /// The size of the file in which the ranges were found: if the size has changed since, they do not apply.
  size_t examined_count;
  /// The ranges that are not needed to recognise and check payloads, such as examples, in ascending order.
  const apptlint_range *_Nonnull details;
  size_t detail_count;
} apptlint_file;

/// The files in Rules/, by ascending path.
const apptlint_file *_Nonnull apptlint_rules(void);

/// The number of these files.
size_t apptlint_rules_count(void);

/// The codes and URLs in the files of Rules/, one per line, in ascending order of their bytes: static data that never changes.
const char *_Nonnull apptlint_named_texts(void);

/// The length of these lines in bytes.
size_t apptlint_named_texts_count(void);
