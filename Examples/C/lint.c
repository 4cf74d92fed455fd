/* Checks the payload in a file and prints the report:  lint FILE [SETTINGS]
 * Build it after `make library`:  cc -I.build/library lint.c -L.build/library -lapptlint -o lint */
#include <apptlint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: lint FILE [SETTINGS]\n");
    return 2;
  }
  FILE *file = fopen(argv[1], "rb");
  if (file == NULL) {
    perror(argv[1]);
    return 2;
  }
  char *bytes = NULL;
  size_t count = 0, room = 0;
  do {
    room = room * 2 + 65536;
    char *grown = realloc(bytes, room);
    if (grown == NULL) return 2;
    bytes = grown;
    count += fread(bytes + count, 1, room - count, file);
  } while (count == room);
  fclose(file);

  const char *settings = argc > 2 ? argv[2] : NULL;
  apptlint_linter *linter;
  char *error;
  if (apptlint_linter_create(settings, settings ? strlen(settings) : 0, &linter, &error) != APPTLINT_OK) {
    fprintf(stderr, "%s\n", error);
    apptlint_free(error);
    return 2;
  }
  char *report;
  size_t length;
  if (apptlint_lint(linter, argv[1], bytes, count, APPTLINT_REPORT, 0, &report, &length) != APPTLINT_OK) return 2;
  printf("%.*s\n", (int)length, report);
  apptlint_free(report);
  apptlint_linter_destroy(linter);
  free(bytes);
  return 0;
}
