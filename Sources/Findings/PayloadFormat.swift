/// What a payload is written in.
public enum PayloadFormat: Sendable, Hashable {
  case json
  case xml

  // Walks over a document ask for each element.
  @inlinable public static func == (left: PayloadFormat, right: PayloadFormat) -> Bool {
    switch (left, right) {
    case (.json, .json), (.xml, .xml): true
    case (.json, .xml), (.xml, .json): false
    }
  }
}
