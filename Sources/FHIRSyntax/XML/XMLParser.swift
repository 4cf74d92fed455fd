import CLibXML2

/// libxml2, configured to read only memory: no network, no files, no entities, no DTD.
enum XMLParser {
  /// Reads a padded text of `count` bytes, beginning at `start`; `map` maps its offsets to the payload.
  ///
  /// Returns the offset, in this text, of the first well-formedness error; nil if there is none, or if a limit ended the reading.
  /// With `recovers`, reading continues after an error; otherwise it ends there.
  static func parse(
    _ bytes: [UInt8], count: Int, from start: Int, map: OffsetMap, recovers: Bool, into builder: inout DocumentBuilder
  ) -> Int? {
    let library = XMLLibrary.shared
    guard count - start <= Int(Int32.max), let parser = unsafe library.newParserContext() else { return start }
    defer { unsafe library.freeParserContext(parser) }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      // Safe: the array is never empty, as it is padded, and outlives the parser's run, which copies the text or reads it in
      // place. `tree` outlives the run too, during which only the parser's callbacks access it.
      let text = unsafe buffer.baseAddress.unsafelyUnwrapped
      var tree = unsafe XMLTreeBuilder(
        builder: builder.take(), text: text, count: count, start: start, map: map, library: library, parser: parser,
        recovers: recovers)
      unsafe withUnsafeMutablePointer(to: &tree) { tree in
        unsafe setHandlers(of: parser, to: tree)
        unsafe text.withMemoryRebound(to: CChar.self, capacity: count) { text in
          let options = XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue
          let recovery = recovers ? XML_PARSE_RECOVER.rawValue : 0
          // No document results, as none of the handlers creates one.
          let document = unsafe library.readMemory(
            parser, text + start, Int32(truncatingIfNeeded: count - start), nil, nil, Int32(bitPattern: options | recovery))
          unsafe library.freeDocument(document)
        }
      }
      tree.finish()
      let errorOffset = tree.hasStopped ? nil : tree.errorOffset
      builder = tree.builder
      return errorOffset
    }
  }

  private static func setHandlers(of parser: xmlParserCtxtPtr, to tree: UnsafeMutablePointer<XMLTreeBuilder>) {
    unsafe parser.pointee.userData = UnsafeMutableRawPointer(tree)
    guard let handlers = unsafe parser.pointee.sax else { return }
    unsafe handlers.pointee = xmlSAXHandler()
    unsafe handlers.pointee.initialized = UInt32(XML_SAX2_MAGIC)
    // Safe, all four: libxml2 passes back the pointer that it was given above, while `tree` is alive.
    unsafe handlers.pointee.startElementNs = {
      context, _, prefix, uri, namespaceCount, namespaces, attributeCount, _, attributes in
      unsafe context?.assumingMemoryBound(to: XMLTreeBuilder.self).pointee.startElement(
        prefix: prefix, uri: uri, namespaceCount: Int(namespaceCount), namespaces: namespaces,
        attributeCount: Int(attributeCount), attributes: attributes)
    }
    unsafe handlers.pointee.endElementNs = { context, _, _, _ in
      unsafe context?.assumingMemoryBound(to: XMLTreeBuilder.self).pointee.endElement()
    }
    unsafe handlers.pointee.processingInstruction = { context, target, _ in
      unsafe context?.assumingMemoryBound(to: XMLTreeBuilder.self).pointee.note(target)
    }
    unsafe handlers.pointee.serror = { context, error in
      guard let error = unsafe error?.pointee else { return }
      // Undefined prefixes are found from the tags themselves; colons elsewhere (205) are harmless.
      let isNamespaceError =
        unsafe error.domain == Int32(bitPattern: XML_FROM_NAMESPACE.rawValue) && error.level == XML_ERR_ERROR
        && error.code != Int32(bitPattern: XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue)
        && error.code != Int32(bitPattern: XML_NS_ERR_COLON.rawValue)
      unsafe context?.assumingMemoryBound(to: XMLTreeBuilder.self).pointee.note(
        isFatal: error.level == XML_ERR_FATAL, isNamespaceError: isNamespaceError)
    }
  }
}
