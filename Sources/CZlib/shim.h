#include <zlib.h>

/// Prepares a stream for gzip data; `inflateInit2` is a macro, which Swift cannot call.
static inline int apptlint_inflate_gzip(z_streamp stream) { return inflateInit2(stream, 16 + MAX_WBITS); }
