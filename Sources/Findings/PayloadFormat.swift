/// The format of a payload.
public enum PayloadFormat: Sendable, Hashable {
  case json
  case xml

  // Checked for each element of a document.
  @inlinable public static func == (left: PayloadFormat, right: PayloadFormat) -> Bool {
    switch (left, right) {
    case (.json, .json), (.xml, .xml): true
    case (.json, .xml), (.xml, .json): false
    }
  }
}
