/// Reads XML into a document.
enum XMLReader {
  static func read(into builder: consuming DocumentBuilder) -> DocumentBuilder { builder }
}
