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

  /// The current version of a resource, as far as an exchange shows it.
  private struct Version {
    var exchange: Int
    /// The resource in a searchset; nil if it is the whole response.
    var node: Node?
    /// Whether the exchange shows the current version, and not only that there is another one.
    var isShown = true
    /// The exchanges that read other versions by their own URLs, if these may be newer.
    var rivals: [String: Int] = [:]

    /// The version that a request changes, according to the versions that it states; nil if no exchange shows it.
    func changed(by stated: [String]) -> Version? {
      let numbers = stated.compactMap { Int($0) }
      let later = rivals.compactMap { name, exchange in Int(name).map { (number: $0, exchange: exchange) } }
      if let latest = later.max(by: { $0.number < $1.number }), numbers.contains(where: { $0 < latest.number }) {
        return Version(exchange: latest.exchange)
      }
      if let exchange = stated.lazy.compactMap({ rivals[$0] }).first { return Version(exchange: exchange) }
      return isShown ? self : nil
    }
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
        if exchange.status?.text.hasPrefix("2") ?? false {
          func record(_ type: String, _ id: String, _ target: RequestTarget, _ version: Version) {
            let ends = target.endsOfBase
            byBase[Key(type: type, id: id, base: ends[0])] = version
            for end in ends { byEnd[Key(type: type, id: id, base: end)] = version }
          }
          for place in [target, exchange.location].compactMap({ $0 }) {
            guard let type = place.type, let id = place.id else { continue }
            guard let response = body.response,
              type == response.root.flatMap({ response.resourceType(of: $0) }).map(response.name)
            else {
              if exchange.method?.text != "GET" && exchange.method?.text != "HEAD" {
                record(type, id, place, Version(exchange: index, isShown: false))
              }
              continue
            }
            // Reading a version does not show that it is the current one.
            if let name = target.version, exchange.method?.text == "GET" {
              var known = version(type, id, at: place) ?? Version(exchange: index, isShown: false)
              let order = known.isShown ? order(of: response, name, and: bodies[known.exchange].response, known.node) : nil
              switch order {
              case .newer: break
              case .notNewer: continue
              case nil:
                known.rivals[name] = index
                record(type, id, place, known)
                continue
              }
            }
            record(type, id, place, Version(exchange: index))
          }
          if let response = body.response {
            for match in matches(of: exchange, response) {
              record(match.type, match.id, target, Version(exchange: index, node: match.node))
            }
          }
        }
      }
      switch exchange.method?.text {
      case "PUT", "PATCH":
        guard let type = target.type, let id = target.id else { return nil }
        let root = body.request.flatMap { document in
          document.root.flatMap { document.record($0).flags.contains(.resource) ? $0 : nil }
        }
        let earlier = version(type, id, at: target)?.changed(by: versions(statedBy: exchange, body.request))
        return Change(earlier: earlier?.exchange, earlierNode: earlier?.node, later: root)
      case "POST" where target.type == "$process-message":
        return body.request.flatMap(cancelled).map { resource in
          let earlier = resource.id.flatMap { version(resource.type, $0, at: target) }?.changed(by: [])
          return Change(earlier: earlier?.exchange, earlierNode: earlier?.node, later: resource.node)
        }
      default: return nil
      }
    }
  }

  /// The order of two versions of a resource, if it is known.
  private enum VersionOrder {
    case newer
    case notNewer
  }

  /// Whether a resource is a newer version than another, by the numbers of both versions or, if the versions are not numbers, by
  /// the times of their last updates; nil if neither shows it. The other is the resource at a node, or the whole document.
  private static func order(
    of document: Document, _ version: String, and other: Document?, _ node: Node?
  ) -> VersionOrder? {
    guard let other, let root = document.root, let otherRoot = node ?? other.root else { return nil }
    let known = meta("versionId", other, otherRoot)
    if version == known { return .notNewer }
    if let number = Int(version), let known = known.flatMap({ Int($0) }) {
      return number > known ? .newer : .notNewer
    }
    guard let time = meta("lastUpdated", document, root).flatMap({ FHIRDateTime($0) }),
      let known = meta("lastUpdated", other, otherRoot).flatMap({ FHIRDateTime($0) }), time.isComparable(to: known)
    else { return nil }
    if known.isBefore(time) { return .newer }
    return time.isBefore(known) ? .notNewer : nil
  }

  /// The versions of a resource that a request says it changes: the one in the body, and the one in If-Match.
  private static func versions(statedBy exchange: RecordedExchange, _ body: Document?) -> [String] {
    var versions = [body.flatMap { document in document.root.flatMap { meta("versionId", document, $0) } }].compactMap { $0 }
    if let parts = exchange.request.field("If-Match")?.value.text.split(separator: "\""), parts.count > 1 {
      versions.append(String(parts[1]))
    }
    return versions
  }

  /// The value of an element of `meta`.
  private static func meta(_ name: String, _ document: Document, _ resource: Node) -> String? {
    func child(_ name: String, of node: Node) -> Node? {
      document.elements(of: node).first { document.name(of: $0) == name }
    }
    return child("meta", of: resource).flatMap { child(name, of: $0) }.flatMap { document.value(of: $0) }
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
