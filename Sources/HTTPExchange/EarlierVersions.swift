package import FHIRSyntax

/// The resources that the requests of a recording change, each with the version before the change.
package struct EarlierVersions {
  /// A resource that a request changes.
  package struct Change: Equatable, Sendable {
    /// The latest earlier exchange whose response is this resource, or a searchset with it; nil if there is none.
    package var earlier: Int?
    /// The resource in the searchset; nil if the response is the resource itself.
    package var earlierNode: Node?
    /// The resource in the body of the request; nil if the body cannot be read, or does not show which resource is changed.
    package var later: Node?
  }

  /// The type and id of a resource, and its base or the end of its base.
  private struct Key: Hashable {
    var type: String
    var id: String
    var base: String
  }

  /// A version of a resource in a response.
  private struct Version {
    var exchange: Int
    /// The resource in a searchset; nil if it is the whole response.
    var node: Node?
  }

  /// For each exchange, the resource that it changes: the target of a PUT or PATCH, or the resource that a message cancels; nil
  /// for any other request.
  package static func of(_ exchanges: [RecordedExchange], _ bodies: [ExchangeTree.Bodies]) -> [Change?] {
    // A proxy prepends its own URL to the server's, so two bases match if they are equal or one is the end of the other.
    var byBase: [Key: Version] = [:]
    var byEnd: [Key: Version] = [:]
    return zip(exchanges, bodies).enumerated().map { index, pair in
      let (exchange, body) = pair
      let target = exchange.target
      func version(_ type: String, _ id: String, at target: RequestTarget) -> Version? {
        let ends = target.endsOfBase
        let found = ends.map { byBase[Key(type: type, id: id, base: $0)] } + [byEnd[Key(type: type, id: id, base: ends[0])]]
        return found.compactMap { $0 }.max { $0.exchange < $1.exchange }
      }
      defer {
        if exchange.status?.text.hasPrefix("2") ?? false, let response = body.response {
          func record(_ type: String, _ id: String, _ target: RequestTarget, _ version: Version) {
            let ends = target.endsOfBase
            byBase[Key(type: type, id: id, base: ends[0])] = version
            for end in ends { byEnd[Key(type: type, id: id, base: end)] = version }
          }
          for target in [target, exchange.location].compactMap({ $0 }) {
            guard let type = target.type, let id = target.id else { continue }
            // Reading a version does not show that it is still the current one.
            if target.level == .version && exchange.method?.text == "GET", let known = version(type, id, at: target),
              !isNewer(response, than: bodies[known.exchange].response, known.node)
            {
              continue
            }
            record(type, id, target, Version(exchange: index))
          }
          for match in matches(of: exchange, response) {
            record(match.type, match.id, target, Version(exchange: index, node: match.node))
          }
        }
      }
      switch exchange.method?.text {
      case "PUT", "PATCH":
        guard let type = target.type, let id = target.id else { return nil }
        let root = body.request.flatMap { document in
          document.root.flatMap { document.record($0).flags.contains(.resource) ? $0 : nil }
        }
        let earlier = version(type, id, at: target)
        return Change(earlier: earlier?.exchange, earlierNode: earlier?.node, later: root)
      case "POST" where target.type == "$process-message":
        return body.request.flatMap(cancelled).map { resource in
          let earlier = resource.id.flatMap { version(resource.type, $0, at: target) }
          return Change(earlier: earlier?.exchange, earlierNode: earlier?.node, later: resource.node)
        }
      default: return nil
      }
    }
  }

  /// Whether a resource is known to be a newer version than another: by the numbers of both versions or, if the versions are not
  /// numbers, by the times of their last updates. The other is the resource at a node, or the whole document.
  private static func isNewer(_ document: Document, than other: Document?, _ node: Node?) -> Bool {
    guard let other, let root = document.root, let otherRoot = node ?? other.root else { return false }
    func meta(_ name: String, _ document: Document, _ resource: Node) -> String? {
      func child(_ name: String, of node: Node) -> Node? {
        document.elements(of: node).first { document.name(of: $0) == name }
      }
      return child("meta", of: resource).flatMap { child(name, of: $0) }.flatMap { document.value(of: $0) }
    }
    if let number = meta("versionId", document, root).flatMap({ Int($0) }),
      let known = meta("versionId", other, otherRoot).flatMap({ Int($0) })
    {
      return number > known
    }
    guard let time = meta("lastUpdated", document, root).flatMap({ FHIRDateTime($0) }),
      let known = meta("lastUpdated", other, otherRoot).flatMap({ FHIRDateTime($0) })
    else { return false }
    return time.isComparable(to: known) && known.isBefore(time)
  }

  // MARK: Searches

  /// The complete resources of the type searched for in the response to a search.
  private static func matches(
    of exchange: RecordedExchange, _ searchset: Document
  ) -> [(type: String, id: String, node: Node)] {
    let target = exchange.target
    guard exchange.method?.text == "GET", target.level == .type, let type = target.type, let url = exchange.url else { return [] }
    let isPartial = URLParameter.all(of: url).contains { $0.name == "_summary" || $0.name == "_elements" }
    guard !isPartial else { return [] }
    func children(_ name: String, of node: Node) -> [Node] {
      searchset.elements(of: node).filter { searchset.name(of: $0) == name }
    }
    return searchset.resources.compactMap { mark in
      guard searchset.record(mark.node).name == .resource, searchset.name(mark.type) == type,
        let id = children("id", of: mark.node).first.flatMap({ searchset.value(of: $0) })
      else { return nil }
      // A server marks a resource with only some of its elements by this tag (FHIR, Search: Summary).
      let tags = children("meta", of: mark.node).flatMap { children("tag", of: $0) }
      let codes = tags.flatMap { children("code", of: $0) }.map { searchset.value(of: $0) }
      return codes.contains("SUBSETTED") ? nil : (type, id, mark.node)
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
