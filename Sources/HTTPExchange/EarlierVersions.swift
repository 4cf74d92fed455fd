package import FHIRSyntax

/// The resources that the requests of a recording change, each with the version before the change.
package struct EarlierVersions {
  /// A resource that a request changes.
  package struct Change: Equatable, Sendable {
    /// The latest earlier exchange whose response is this resource; nil if there is none.
    package var earlier: Int?
    /// The resource in the body of the request; nil if the body cannot be read, or does not show which resource is changed.
    package var later: Node?
  }

  /// The type and id of a resource, and its base or the end of its base.
  private struct Key: Hashable {
    var type: String
    var id: String
    var base: String
  }

  /// For each exchange, the resource that it changes: the target of a PUT or PATCH, or the resource that a message cancels; nil
  /// for any other request.
  package static func of(_ exchanges: [RecordedExchange], _ bodies: [ExchangeTree.Bodies]) -> [Change?] {
    // A proxy prepends its own URL to the server's, so two bases match if they are equal or one is the end of the other.
    var byBase: [Key: Int] = [:]
    var byEnd: [Key: Int] = [:]
    return zip(exchanges, bodies).enumerated().map { index, pair in
      let (exchange, body) = pair
      let target = exchange.target
      defer {
        if exchange.status?.text.hasPrefix("2") ?? false, body.response != nil {
          for target in [target, exchange.location].compactMap({ $0 }) {
            guard let type = target.type, let id = target.id else { continue }
            byBase[Key(type: type, id: id, base: target.endsOfBase[0])] = index
            for end in target.endsOfBase { byEnd[Key(type: type, id: id, base: end)] = index }
          }
        }
      }
      func version(_ type: String, _ id: String) -> Int? {
        let ends = target.endsOfBase
        let found = ends.map { byBase[Key(type: type, id: id, base: $0)] } + [byEnd[Key(type: type, id: id, base: ends[0])]]
        return found.compactMap { $0 }.max()
      }
      switch exchange.method?.text {
      case "PUT", "PATCH":
        guard let type = target.type, let id = target.id else { return nil }
        let root = body.request.flatMap { document in
          document.root.flatMap { document.record($0).flags.contains(.resource) ? $0 : nil }
        }
        return Change(earlier: version(type, id), later: root)
      case "POST" where target.type == "$process-message":
        return body.request.flatMap(cancelled).map { resource in
          let earlier = resource.id.flatMap { version(resource.type, $0) }
          return Change(earlier: earlier, later: resource.node)
        }
      default: return nil
      }
    }
  }

  // MARK: Messages

  /// A resource that a message cancels.
  private struct CancelledResource {
    var type: String
    var node: Node?
    var id: String?
  }

  /// The Appointment or ServiceRequest that a message cancels, identified by its status. Nil if there is none, or if the message
  /// is a response.
  private static func cancelled(by message: Document) -> CancelledResource? {
    func child(_ name: String, of node: Node) -> Node? { message.elements(of: node).first { message.name(of: $0) == name } }
    var found: [CancelledResource] = []
    for mark in message.resources where message.record(mark.node).name == .resource {
      let type = message.name(mark.type)
      if type == "MessageHeader" && child("response", of: mark.node) != nil { return nil }
      let statuses =
        switch type {
        case "Appointment": ["cancelled", "entered-in-error"]
        case "ServiceRequest": ["revoked", "entered-in-error"]
        default: [String]()
        }
      guard let status = child("status", of: mark.node).flatMap({ message.value(of: $0) }), statuses.contains(status) else {
        continue
      }
      found.append(
        CancelledResource(type: type, node: mark.node, id: child("id", of: mark.node).flatMap { message.value(of: $0) }))
    }
    // If there are several, the message does not show which of them was read.
    return found.count > 1 ? found.first.map { CancelledResource(type: $0.type) } : found.first
  }
}
