import FHIRSyntax
package import Findings
import HTTPExchange

/// What a text contains, by its first characters.
package enum ContentKind: String, Sendable {
  case json = "JSON"
  case xml = "XML"
  case http = "HTTP messages"

  /// The kind of a text in UTF-8; nil if it cannot be determined.
  package init?(_ source: SourceText) {
    if HTTPTextReader.recognises(source) {
      self = .http
      return
    }
    switch Document.recognisedFormat(of: source) {
    case .json: self = .json
    case .xml: self = .xml
    case nil: return nil
    }
  }
}
