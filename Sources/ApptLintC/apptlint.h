/* apptlint: checks FHIR payloads and HTTP exchanges of NHS appointment booking.
 *
 *     apptlint_linter *linter;
 *     char *error;
 *     if (apptlint_linter_create("{\"packs\": [\"nhs-booking\"]}", 26, &linter, &error) != APPTLINT_OK) ...
 *     char *report;
 *     size_t length;
 *     apptlint_lint(linter, "booking.json", bytes, count, APPTLINT_REPORT, 0, &report, &length);
 *     ...
 *     apptlint_free(report);
 *     apptlint_linter_destroy(linter);
 *
 * A linter can be used by any number of threads concurrently. Errors in a payload are not errors of these functions: they are in
 * the report.
 * All strings are UTF-8 and end with a zero byte, which their length does not include.
 */
#ifndef APPTLINT_H
#define APPTLINT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A linter for one set of settings. */
typedef struct apptlint_linter apptlint_linter;

/* What the functions return. */
enum {
  APPTLINT_OK = 0,
  /* A pointer that must not be NULL is NULL, a format is unknown, the payload exceeds 4 GiB, or there is not enough memory for
   * the result. */
  APPTLINT_INVALID_ARGUMENT = 1,
  /* The settings are invalid: the error says why, in one sentence. */
  APPTLINT_INVALID_SETTINGS = 2
};

/* The form of a result. */
enum {
  /* A JSON object: see docs/c-library.md. */
  APPTLINT_REPORT = 0,
  /* A FHIR OperationOutcome. */
  APPTLINT_OUTCOME_JSON = 1,
  APPTLINT_OUTCOME_XML = 2
};

/* Flags of apptlint_lint. */
enum {
  /* Include values of the payload, which can be patient data, in messages. */
  APPTLINT_SHOW_VALUES = 1
};

/* The version of the library, such as "0.2.0": a static string. */
const char *apptlint_version(void);

/* Creates a linter. The settings are JSON as in the file .apptlint.json, or NULL for none; length is their length in bytes.
 * Sets *linter, or *error to a string to be freed with apptlint_free; error may be NULL. */
int apptlint_linter_create(const char *settings, size_t length, apptlint_linter **linter, char **error);

/* Frees a linter that no thread uses any more; NULL is allowed. */
void apptlint_linter_destroy(apptlint_linter *linter);

/* Checks count bytes: a payload as JSON or XML, or a recording of HTTP exchanges, recognised by a name that ends with .har or
 * .http or by its content. The name is the source in the result; NULL means "payload". Sets *result to a string to be freed with
 * apptlint_free, and *result_length; result_length may be NULL. */
int apptlint_lint(
    const apptlint_linter *linter, const char *name, const void *bytes, size_t count, int format, unsigned int flags, char **result,
    size_t *result_length);

/* Frees a string that one of these functions returned; NULL is allowed. */
void apptlint_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
