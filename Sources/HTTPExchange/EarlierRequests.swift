/// The requests of a recording that repeat an earlier request.
package struct EarlierRequests {
  /// An earlier request that a request repeats.
  package struct Repeat: Sendable {
    /// The index of the earlier exchange in the recording.
    package var index: Int
    /// Whether the body has the same content, regardless of layout.
    package var hasSameBody: Bool
    /// Whether the `Authorization` field is the same.
    package var hasSameToken: Bool
    /// Whether the other fields that may affect the response are the same.
    package var hasSameFields: Bool
  }

  private struct Key: Hashable {
    var method: String
    var url: String
    var rest: Rest
  }

  private enum Rest: Hashable {
    case content(Int?)
    case id(String)
  }

  /// The fields, other than the token, that may cause a rejection, in lower case. Ids and times of requests are not among them.
  private static let comparedFields = [
    "content-type", "content-encoding", "accept", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since",
    "if-none-exist", "prefer", "ssp-from", "ssp-to", "ssp-interactionid", "nhsd-target-identifier", "nhsd-end-user-organisation",
  ]

  /// For each exchange, the latest earlier exchange with the same method, URL and body, or else with the same method, URL and
  /// X-Request-Id; nil if there is none.
  package static func of(_ exchanges: [RecordedExchange], _ bodies: [ExchangeTree.Bodies]) -> [Repeat?] {
    var byBody: [Key: Int] = [:]
    var byID: [Key: Int] = [:]
    return zip(exchanges, bodies).enumerated().map { index, pair in
      let exchange = pair.0
      guard let method = exchange.method?.text, exchange.url != nil else { return nil }
      let url = exchange.completeURL
      func key(_ rest: Rest) -> Key { Key(method: method, url: url, rest: rest) }
      let body = key(.content(ContentFingerprint.of(exchange.request.body, pair.1.request)))
      let id = exchange.request.field("X-Request-Id").map { key(.id($0.value.text)) }
      defer {
        byBody[body] = index
        if let id { byID[id] = index }
      }
      guard let earlier = byBody[body] ?? id.flatMap({ byID[$0] }) else { return nil }
      let request = exchanges[earlier].request
      func isSame(_ field: String) -> Bool { request.field(field)?.value.text == exchange.request.field(field)?.value.text }
      return Repeat(
        index: earlier, hasSameBody: byBody[body] != nil, hasSameToken: isSame("Authorization"),
        hasSameFields: comparedFields.allSatisfy(isSame))
    }
  }

  /// An X-Request-Id sent to a server.
  private struct IDKey: Hashable {
    var origin: String?
    var id: String
  }

  /// For each exchange, the first exchange with the same server and X-Request-Id, if that has another method or target; nil if
  /// there is none. A request that follows a redirect may keep its id.
  package static func reused(in exchanges: [RecordedExchange]) -> [Int?] {
    var first: [IDKey: Int] = [:]
    return exchanges.enumerated().map { index, exchange in
      guard let method = exchange.method?.text, let id = exchange.request.field("X-Request-Id")?.value.text else { return nil }
      let target = exchange.target
      let key = IDKey(origin: target.origin, id: id)
      guard let earlier = first[key] else {
        if exchange.status?.text.hasPrefix("3") != true { first[key] = index }
        return nil
      }
      let other = exchanges[earlier]
      let isSame =
        other.method?.text == method && other.target.level == target.level && other.target.type == target.type
        && other.target.id == target.id
      return isSame ? nil : earlier
    }
  }
}
