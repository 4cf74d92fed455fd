import CLibXML2

/// The functions of libxml2 that read payloads, found when the first XML payload is read.
// Unchecked: functions of a library that is never unloaded. Safe: their types are taken from its headers.
@safe struct XMLLibrary: @unchecked Sendable {
  let newParserContext: @convention(c) () -> xmlParserCtxtPtr?
  let freeParserContext: @convention(c) (xmlParserCtxtPtr?) -> Void
  let readMemory:
    @convention(c) (
      xmlParserCtxtPtr?, UnsafePointer<CChar>?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, Int32
    ) -> xmlDocPtr?
  let freeDocument: @convention(c) (xmlDocPtr?) -> Void
  let byteConsumed: @convention(c) (xmlParserCtxtPtr?) -> Int

  /// Ends the program if it is not linked with libxml2 and cannot load it.
  static let shared = XMLLibrary()

  private init() {
    var functions = apptlint_libxml2()
    guard unsafe apptlint_find_libxml2(&functions), let initParser = functions.initParser,
      let newParserContext = unsafe functions.newParserContext, let freeParserContext = unsafe functions.freeParserContext,
      let readMemory = unsafe functions.readMemory, let freeDocument = unsafe functions.freeDocument,
      let byteConsumed = unsafe functions.byteConsumed
    else { apptlint_end_without_libxml2() }
    unsafe (self.newParserContext, self.freeParserContext) = unsafe (newParserContext, freeParserContext)
    unsafe (self.readMemory, self.freeDocument, self.byteConsumed) = unsafe (readMemory, freeDocument, byteConsumed)
    // libxml2 must be initialised once before threads use it.
    initParser()
  }
}
