/// The earlier responses of a recording with the version that a PUT or PATCH changes.
package struct EarlierVersions {
  /// A resource and its location: a base or the end of one.
  private struct Key: Hashable {
    var type: String
    var id: String
    var base: String
  }

  /// For each exchange the latest earlier one whose response is the same resource; nil if it is neither PUT nor PATCH or there is none.
  package static func of(_ exchanges: [RecordedExchange], _ bodies: [ExchangeTree.Bodies]) -> [Int?] {
    // A proxy prepends its own URL to that of the server: a base equals another or is the end of it.
    var byBase: [Key: Int] = [:]
    var byEnd: [Key: Int] = [:]
    return zip(exchanges, bodies).enumerated().map { index, pair in
      let (exchange, body) = pair
      let target = exchange.target
      defer {
        if exchange.status?.text.hasPrefix("2") ?? false, body.response != nil {
          let location = exchange.response?.field("Location").map { RequestTarget($0.value.text) }
          for target in [target, location].compactMap({ $0 }) {
            guard let type = target.type, let id = target.id else { continue }
            byBase[Key(type: type, id: id, base: target.endsOfBase[0])] = index
            for end in target.endsOfBase { byEnd[Key(type: type, id: id, base: end)] = index }
          }
        }
      }
      guard ["PUT", "PATCH"].contains(exchange.method?.text), let type = target.type, let id = target.id else { return nil }
      let ends = target.endsOfBase
      let found = ends.map { byBase[Key(type: type, id: id, base: $0)] } + [byEnd[Key(type: type, id: id, base: ends[0])]]
      return found.compactMap { $0 }.max()
    }
  }
}
