// If libxml2 was built with ICU, its headers include ICU's, whose types clash with those of Foundation's own ICU in a Swift
// module that imports both. Only the layout of an encoding handler, which is never accessed here, depends on it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

// Weak, so that a program need not link with libxml2: checking JSON then does not load libxml2, ICU and their dependencies, which
// would take longer than the check.
#pragma weak xmlInitParser
#pragma weak xmlNewParserCtxt
#pragma weak xmlFreeParserCtxt
#pragma weak xmlCtxtReadMemory
#pragma weak xmlFreeDoc
#pragma weak xmlByteConsumed

/// The functions of libxml2 that read payloads.
typedef struct {
  __typeof__(xmlInitParser) *_Nullable initParser;
  __typeof__(xmlNewParserCtxt) *_Nullable newParserContext;
  __typeof__(xmlFreeParserCtxt) *_Nullable freeParserContext;
  __typeof__(xmlCtxtReadMemory) *_Nullable readMemory;
  __typeof__(xmlFreeDoc) *_Nullable freeDocument;
  __typeof__(xmlByteConsumed) *_Nullable byteConsumed;
} apptlint_libxml2;

/// Finds the functions: those linked into the program, or else those of the shared library that these headers belong to, which is
/// never unloaded. Returns false if it cannot be loaded.
static inline bool apptlint_find_libxml2(apptlint_libxml2 *_Nonnull functions) {
  if (xmlNewParserCtxt != NULL) {
    *functions = (apptlint_libxml2){xmlInitParser,     xmlNewParserCtxt, xmlFreeParserCtxt,
                                    xmlCtxtReadMemory, xmlFreeDoc,       xmlByteConsumed};
    return true;
  }
  char name[32];
#ifdef __APPLE__
  const char *form = "libxml2.%d.dylib";
#else
  const char *form = "libxml2.so.%d";
#endif
  snprintf(name, sizeof name, form, LIBXML_VERSION < 21400 ? 2 : 16);
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return false;
  functions->initParser = (__typeof__(xmlInitParser) *)dlsym(library, "xmlInitParser");
  functions->newParserContext = (__typeof__(xmlNewParserCtxt) *)dlsym(library, "xmlNewParserCtxt");
  functions->freeParserContext = (__typeof__(xmlFreeParserCtxt) *)dlsym(library, "xmlFreeParserCtxt");
  functions->readMemory = (__typeof__(xmlCtxtReadMemory) *)dlsym(library, "xmlCtxtReadMemory");
  functions->freeDocument = (__typeof__(xmlFreeDoc) *)dlsym(library, "xmlFreeDoc");
  functions->byteConsumed = (__typeof__(xmlByteConsumed) *)dlsym(library, "xmlByteConsumed");
  return functions->initParser && functions->newParserContext && functions->freeParserContext && functions->readMemory &&
         functions->freeDocument && functions->byteConsumed;
}

/// Ends a program that is not linked with libxml2 and cannot load it, as the dynamic linker would end it if it were linked: an
/// installation error must not become a finding about a payload.
static inline void apptlint_end_without_libxml2(void) __attribute__((noreturn)) {
  const char *reason = dlerror();
  dprintf(STDERR_FILENO, "apptlint: XML cannot be read: %s\n", reason ? reason : "the version of libxml2 is incompatible");
  _exit(2);
}

/// Makes a parser stop as soon as it can, and call no more handlers.
///
/// `xmlStopParser` must not be called in an error handler: up to 2.13 it frees the text that its caller is still reading. Up to
/// 2.12 the parser checks `instate`, which some of its functions reset; later versions check whether `disableSAX` is above 1.
/// Every version stops at the end of the text, where there is a zero byte.
static inline void apptlint_halt(xmlParserCtxtPtr parser) {
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
  parser->instate = XML_PARSER_EOF;
  parser->disableSAX = 2;
  if (parser->input != NULL) parser->input->cur = parser->input->end;
#pragma clang diagnostic pop
}
