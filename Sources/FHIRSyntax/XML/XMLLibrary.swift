import CLibXML2

/// The functions of libxml2 that read payloads, found when the first XML payload is read.
// Unchecked: functions of a library that is never unloaded. Safe: their types are those of its headers.
@safe struct XMLLibrary: @unchecked Sendable {
  let newParserContext: @convention(c) () -> xmlParserCtxtPtr?
  let freeParserContext: @convention(c) (xmlParserCtxtPtr?) -> Void
  let readMemory:
    @convention(c) (
      xmlParserCtxtPtr?, UnsafePointer<CChar>?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, Int32
    ) -> xmlDocPtr?
  let freeDocument: @convention(c) (xmlDocPtr?) -> Void
  let byteConsumed: @convention(c) (xmlParserCtxtPtr?) -> Int

  /// Nil if libxml2 is not installed.
  static let shared = XMLLibrary()

  private init?() {
    var functions = apptlint_libxml2()
    guard unsafe apptlint_find_libxml2(&functions), let initParser = functions.initParser,
      let newParserContext = unsafe functions.newParserContext, let freeParserContext = unsafe functions.freeParserContext,
      let readMemory = unsafe functions.readMemory, let freeDocument = unsafe functions.freeDocument,
      let byteConsumed = unsafe functions.byteConsumed
    else { return nil }
    unsafe (self.newParserContext, self.freeParserContext) = unsafe (newParserContext, freeParserContext)
    unsafe (self.readMemory, self.freeDocument, self.byteConsumed) = unsafe (readMemory, freeDocument, byteConsumed)
    // libxml2 must be initialised once before threads use it.
    initParser()
  }
}
