// Where libxml2 was built with ICU, its headers include ICU's, whose types clash with those of Foundation's own ICU in a
// Swift module that imports both. Only the layout of an encoding handler, which is never looked into here, depends on it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

/// Makes a parser end as soon as it can, and call nothing any more.
///
/// `xmlStopParser` will not do in an error handler: up to 2.13 it frees the text that its caller is still reading.
/// Up to 2.12 the parser looks at `instate`, which some of its functions set back, later ones look whether `disableSAX`
/// is above 1. At the end of its text, where there is a zero byte, every parser ends.
static inline void apptlint_halt(xmlParserCtxtPtr parser) {
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
  parser->instate = XML_PARSER_EOF;
  parser->disableSAX = 2;
  if (parser->input != NULL) parser->input->cur = parser->input->end;
#pragma clang diagnostic pop
}
