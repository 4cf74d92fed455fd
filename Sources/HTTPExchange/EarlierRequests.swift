/// Which requests of a recording repeat an earlier one.
package struct EarlierRequests {
  /// An earlier request that a request repeats.
  package struct Repeat: Sendable {
    /// The place of the earlier exchange in the recording.
    package var index: Int
    /// Whether the body is the same, byte for byte.
    package var hasSameBody: Bool
    /// Whether the `Authorization` is the same.
    package var hasSameToken: Bool
  }

  private struct Key: Hashable {
    var method: String
    var url: String
    /// The body, or the id of the request.
    var rest: [UInt8]
  }

  /// For each exchange the latest earlier one with the same method, URL and body, else the latest with the same method, URL
  /// and X-Request-Id.
  package static func of(_ exchanges: [RecordedExchange]) -> [Repeat?] {
    var byBody: [Key: Int] = [:]
    var byID: [Key: Int] = [:]
    return exchanges.enumerated().map { index, exchange in
      guard let method = exchange.method?.text, let url = exchange.url?.text else { return nil }
      let body = Key(method: method, url: url, rest: exchange.request.body?.bytes ?? [])
      let id = exchange.request.field("X-Request-Id").map { Key(method: method, url: url, rest: Array($0.value.text.utf8)) }
      defer {
        byBody[body] = index
        if let id { byID[id] = index }
      }
      guard let earlier = byBody[body] ?? id.flatMap({ byID[$0] }) else { return nil }
      func token(_ exchange: RecordedExchange) -> String? { exchange.request.field("Authorization")?.value.text }
      return Repeat(
        index: earlier, hasSameBody: byBody[body] != nil, hasSameToken: token(exchanges[earlier]) == token(exchange))
    }
  }
}
