import FHIRDefinitions
import FHIRSyntax

/// References and contained resources in the walk: see `ReferenceCheck` and `ContainedCheck` for the rules.
extension PayloadWalk {
  /// Whether a Reference is valid: a fragment that matches a contained resource, `Type/id`, or an absolute URL, each referring to
  /// a type that the element permits.
  mutating func isCleanReference(_ index: UInt32) -> Bool {
    guard case .none = value(names.type, of: index) else { return false }
    switch value(names.reference, of: index) {
    case .none: return true
    case .unsupported: return false
    case .text(let start, let end):
      guard start < end, text.hasNoBlanks(start, end) else { return false }
      if byte(start) == UInt8(ascii: "#") {
        guard let type = contained(start &+ 1, end, inContainerOf: index) else { return false }
        return permits(type, index)
      }
      return isCleanURL(start, end, index)
    }
  }

  private mutating func isCleanURL(_ start: Int, _ end: Int, _ index: UInt32) -> Bool {
    var slashes = 0
    // The last slash, and the slash before it.
    var (last, previous) = (start, start)
    /// The first question mark.
    var query = end
    var offset = start
    while offset < end {
      let byte = byte(offset)
      if byte == UInt8(ascii: "/") {
        // A version is checked elsewhere.
        if self.byte(offset &+ 1) == UInt8(ascii: "_") { return false }
        slashes &+= 1
        (previous, last) = (last, offset)
      } else if byte == UInt8(ascii: "?") {
        query = min(query, offset)
      }
      offset &+= 1
    }
    if text.hasScheme(start, end) {
      var named: Symbol?
      if slashes > 3, isHTTP(start, end) { named = resourceType(previous &+ 1, last) }
      if hasEntries { return isCleanInBundle(start, end, named, index) }
      return named.map { permits($0, index) } ?? true
    }
    // A search is permitted only in transactions, which are checked elsewhere.
    if query < end { return false }
    guard slashes == 1, let type = resourceType(start, last), text.isId(last &+ 1, end) else { return false }
    if hasEntries { return isCleanInBundle(relative: start, end, type, index) }
    return permits(type, index)
  }

  /// Whether a text starts with `http://` or `https://`.
  @inline(__always)
  func isHTTP(_ start: Int, _ end: Int) -> Bool {
    guard end &- start > 8 else { return false }
    let word = word(start)
    return word & 0xFF_FFFF_FFFF_FFFF == 0x2F_2F3A_7074_7468 || word == 0x2F2F_3A73_7074_7468
  }

  /// The resource type with the name in a range of the text.
  mutating func resourceType(_ start: Int, _ end: Int) -> Symbol? {
    guard start < end, let symbol = document.sharedSymbol(in: start..<end), typed.release.isConcreteResource(symbol) else {
      return nil
    }
    return symbol
  }

  /// Whether the element of a node may refer to resources of the given type.
  mutating func permits(_ type: Symbol, _ index: UInt32) -> Bool {
    guard let slot = slot(index) else { return true }
    return typed.release.permits(type, inReferencesOfElementAt: slot.element)
  }

  // MARK: Entries of bundles

  private mutating func isCleanInBundle(_ start: Int, _ end: Int, _ named: Symbol?, _ index: UInt32) -> Bool {
    guard let addresses else { return false }
    if let target = addresses.resource(at: start..<end, document) {
      guard let type = document.resourceType(of: target) else { return false }
      return (named.map { $0 == type } ?? true) && permits(type, index)
    }
    return byte(start) != UInt8(ascii: "u") && (named.map { permits($0, index) } ?? true)
  }

  private mutating func isCleanInBundle(relative start: Int, _ end: Int, _ named: Symbol, _ index: UInt32) -> Bool {
    let container = record(container(of: index))
    guard container.name.rawValue == names.resource, record(container.parent).name.rawValue == names.entry else {
      // A resource in a misplaced array still belongs to the entry.
      if container.name.rawValue == names.resource, case .array = record(container.parent).form { return false }
      return permits(named, index)
    }
    if lastFullUrl.entry != container.parent {
      lastFullUrl = (container.parent, value(names.fullUrl, of: container.parent))
    }
    guard let addresses, case .text(let ownStart, let ownEnd) = lastFullUrl.value else { return false }
    if text.isLiteral("urn:uuid:", ownStart, min(ownStart &+ 9, ownEnd)) {
      // Senders may use `Type/id` for the entry with the fullUrl `urn:uuid:id`.
      var idStart = start
      while idStart < end, byte(idStart) != UInt8(ascii: "/") { idStart &+= 1 }
      guard idStart < end, addresses.resource(at: ownStart..<ownStart + 9, then: idStart + 1..<end, document) == nil else {
        return false
      }
      return isOutside(named, idFrom: start, end, bundleAround: container.parent) && permits(named, index)
    }
    guard isHTTP(ownStart, ownEnd) else { return false }
    var slashes = 0
    var (last, previous) = (ownStart, ownStart)
    for offset in ownStart..<ownEnd where byte(offset) == UInt8(ascii: "/") {
      slashes &+= 1
      (previous, last) = (last, offset)
    }
    guard slashes > 3, previous < last else { return false }
    if let target = addresses.resource(at: ownStart..<previous + 1, then: start..<end, document) {
      return named == document.resourceType(of: target) && permits(named, index)
    }
    return isOutside(named, idFrom: start, end, bundleAround: container.parent) && permits(named, index)
  }

  /// Whether a reference that matches no fullUrl may refer to a resource outside the bundle: not in documents and messages if a
  /// resource has the type and id of the reference. False for large documents and messages, which are not checked here.
  private mutating func isOutside(_ type: Symbol, idFrom start: Int, _ end: Int, bundleAround entry: UInt32) -> Bool {
    var bundle = record(entry).parent
    if case .array = record(bundle).form { bundle = record(bundle).parent }
    guard document.resourceType(of: Node(index: bundle)) == .bundle else { return false }
    if lastBundleType.bundle != bundle { lastBundleType = (bundle, value(names.type, of: bundle)) }
    guard case .text(let typeStart, let typeEnd) = lastBundleType.value else { return false }
    guard text.isLiteral("message", typeStart, typeEnd) || text.isLiteral("document", typeStart, typeEnd) else { return true }
    guard document.resources.count <= 64 else { return false }
    var idStart = start
    while idStart < end, byte(idStart) != UInt8(ascii: "/") { idStart &+= 1 }
    for mark in document.resources where mark.type == type {
      switch value(names.id, of: mark.node.index) {
      case .none: break
      case .unsupported: return false
      case .text(let from, let to): if text.isEqual(from, to, idStart &+ 1, end) { return false }
      }
    }
    return true
  }

  // MARK: Contained resources

  /// The resource that a node belongs to and that is not itself contained.
  private mutating func container(of index: UInt32) -> UInt32 {
    var node = index
    while node != 0 {
      let record = record(node)
      if record.flags.rawValue & bits.resource != 0, record.name.rawValue != names.contained { return node }
      node = record.parent
    }
    return 0
  }

  /// The type of the first contained resource with the given id in the same container as a node; marks the resource as
  /// referenced.
  private mutating func contained(_ start: Int, _ end: Int, inContainerOf index: UInt32) -> Symbol? {
    guard start < end else { return nil }
    let container = container(of: index)
    let limit = record(container).next
    let marks = document.resources
    for position in marks.indices.prefix(64) {
      let node = marks[position].node.index
      if node <= container { continue }
      if node >= limit { return nil }
      guard record(node).name.rawValue == names.contained, self.container(of: record(node).parent) == container else { continue }
      switch value(names.id, of: node) {
      case .none: continue
      case .unsupported: return nil
      case .text(let from, let to):
        guard text.isEqual(from, to, start, end) else { continue }
        referredTo |= 1 << UInt64(position)
        return marks[position].type
      }
    }
    return nil
  }

  /// Whether all contained resources are referenced, and have no forbidden elements.
  mutating func areContainedClean() -> Bool {
    let marks = document.resources
    for position in marks.indices
    where record(marks[position].node.index).name.rawValue == names.contained && marks[position].node.index != 0 {
      let node = marks[position].node.index
      // Of two contained resources with the same id, the second is never referenced.
      guard position < 64, referredTo & 1 << UInt64(position) != 0 else { return false }
      if isSTU3, hasChild(names.text, of: node) { return false }
      var outer = record(node).parent
      while outer != 0, record(outer).flags.rawValue & bits.resource == 0 { outer = record(outer).parent }
      if outer != 0, record(outer).name.rawValue == names.contained { return false }
      var child = node &+ 1
      while child < record(node).next {
        let inner = record(child)
        if inner.name.rawValue == names.meta {
          if hasChild(names.versionId, of: child) || hasChild(names.lastUpdated, of: child)
            || hasChild(names.security, of: child)
          {
            return false
          }
        }
        child = inner.next
      }
    }
    return true
  }

  private mutating func hasChild(_ name: UInt32, of index: UInt32) -> Bool {
    if case .none = value(name, of: index) { return false }
    return true
  }
}
