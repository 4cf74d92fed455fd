import FHIRDefinitions
import FHIRSyntax

/// Bundles in the walk: see `BundleCheck` for the rules.
extension PayloadWalk {
  /// Whether every entry has the fullUrl that it needs, unique within the bundle and consistent with its resource; every message
  /// starts with its header and contains its focus; and the status of every response is valid. False for bundles that the walk
  /// cannot decide, such as documents.
  mutating func areBundlesClean() -> Bool {
    guard document.resources.contains(where: { $0.type == .bundle }) else { return true }
    for mark in document.resources where mark.type == .bundle {
      let bundle = mark.node.index
      guard case .text(let start, let end) = value(names.type, of: bundle), case .none = value(names.link, of: bundle)
      else { return false }
      let isMessage = text.isLiteral("message", start, end)
      if text.isLiteral("document", start, end) || text.isLiteral("transaction", start, end)
        || text.isLiteral("batch", start, end)
      {
        return false
      }
      let needsFullUrl =
        !text.isLiteral("transaction-response", start, end) && !text.isLiteral("batch-response", start, end)
      var isFirst = true
      var child = bundle &+ 1
      while child < record(bundle).next {
        let member = record(child)
        defer { child = member.next }
        guard member.name.rawValue == names.entry else { continue }
        if case .array = member.form {
          var item = child &+ 1
          while item < member.next {
            guard isCleanEntry(item, needsFullUrl: needsFullUrl, isHeader: isFirst && isMessage) else { return false }
            isFirst = false
            item = record(item).next
          }
        } else {
          guard isCleanEntry(child, needsFullUrl: needsFullUrl, isHeader: isFirst && isMessage) else { return false }
          isFirst = false
        }
      }
      // A message without entries.
      if isFirst, isMessage { return false }
    }
    return !hasEntries || addresses.map { !$0.hasDuplicates } ?? false
  }

  private mutating func isCleanEntry(_ entry: UInt32, needsFullUrl: Bool, isHeader: Bool) -> Bool {
    guard case .object = record(entry).form else { return false }
    var resource: UInt32?
    var child = entry &+ 1
    while child < record(entry).next {
      if record(child).name.rawValue == names.resource {
        guard resource == nil, case .object = record(child).form else { return false }
        resource = child
      } else if record(child).name.rawValue == names.response, !isCleanResponse(child) {
        return false
      }
      child = record(child).next
    }
    switch value(names.fullUrl, of: entry) {
    case .none: if needsFullUrl { return false }
    case .unsupported: return false
    case .text(let start, let end): if !isCleanAddress(start, end, of: resource) { return false }
    }
    guard isHeader, let resource else { return true }
    guard document.resourceType(of: Node(index: resource))?.rawValue == names.messageHeader else { return false }
    return isCleanHeader(resource)
  }

  /// Whether the status of a response, if present, starts with an HTTP status code.
  private func isCleanResponse(_ response: UInt32) -> Bool {
    guard case .object = record(response).form else { return false }
    switch value(names.status, of: response) {
    case .none: return true
    case .unsupported: return false
    case .text(let start, let end):
      guard end &- start > 2, byte(start) >= UInt8(ascii: "1"), byte(start) <= UInt8(ascii: "5"), byte(start &+ 1).isDigit,
        byte(start &+ 2).isDigit
      else { return false }
      return end &- start == 3 || !byte(start &+ 3).isDigit
    }
  }

  private mutating func isCleanAddress(_ start: Int, _ end: Int, of resource: UInt32?) -> Bool {
    guard start < end, text.hasScheme(start, end) else { return false }
    var slashes = 0
    var (last, previous) = (start, start)
    for offset in start..<end where byte(offset) == UInt8(ascii: "/") {
      if byte(offset &+ 1) == UInt8(ascii: "_") { return false }
      slashes &+= 1
      (previous, last) = (last, offset)
    }
    guard let resource else { return false }
    guard record(resource).flags.rawValue & bits.resource != 0 else { return false }
    guard slashes > 3, isHTTP(start, end), let named = resourceType(previous &+ 1, last) else { return true }
    guard document.resourceType(of: Node(index: resource)) == named else { return false }
    switch value(names.id, of: resource) {
    case .none: return true
    case .unsupported: return false
    case .text(let idStart, let idEnd): return text.isEqual(last &+ 1, end, idStart, idEnd)
    }
  }

  /// Whether the bundle contains the resources in `focus` of a MessageHeader.
  private mutating func isCleanHeader(_ resource: UInt32) -> Bool {
    guard let addresses else { return false }
    var child = resource &+ 1
    while child < record(resource).next {
      let member = record(child)
      defer { child = member.next }
      guard member.name.rawValue == names.focus else { continue }
      var item = child
      if case .array = member.form { item = child &+ 1 }
      while item < member.next {
        guard case .object = record(item).form else { return false }
        switch value(names.reference, of: item) {
        case .none: break
        case .unsupported: return false
        case .text(let start, let end):
          guard start < end, addresses.resource(at: start..<end, document) != nil else { return false }
        }
        item = record(item).next
      }
    }
    return true
  }
}
