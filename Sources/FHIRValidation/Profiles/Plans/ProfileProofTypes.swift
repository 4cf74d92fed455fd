import FHIRDefinitions
import FHIRSyntax

/// Types, their profiles, and reference targets.
extension ProfileProof {
  mutating func hasType(_ node: UInt32, _ types: Rows) -> Bool {
    let number = reader.typeNumber(node)
    if number == 0 { return true }
    for index in types.range where plan.types[index].row == number &- 1 { return satisfiesProfiles(of: index, node) }
    guard let type = typed.release.type(at: number &- 1) else { return false }
    let isChoice = reader.slot(node)?.isChoice ?? false
    var chosen: Int?
    for index in types.range where permits(plan.types[index], type, isChoice: isChoice) {
      if plan.types[index].name == type.name {
        chosen = index
        break
      }
      if chosen == nil { chosen = index }
    }
    return chosen.map { satisfiesProfiles(of: $0, node) } ?? false
  }

  func permits(_ permitted: PlannedType, _ type: TypeShape, isChoice: Bool) -> Bool {
    if permitted.acceptsAny { return true }
    return isChoice && !permitted.isAbstract ? permitted.row == type.index : typed.release.isType(type, permitted.name)
  }

  private mutating func satisfiesProfiles(of row: Int, _ node: UInt32) -> Bool {
    let type = plan.types[row]
    if !type.isReference { return type.profiles.isEmpty || satisfiesAny(of: type.profiles, node) }
    // A profile given for a reference may be meant for its target.
    guard type.profiles.isEmpty else { return false }
    return (type.targets.isEmpty || refers(node, to: type.targets))
      && (type.permitsContained && type.permitsReferenced || isPermitted(node, type))
  }

  private mutating func satisfiesAny(of links: Rows, _ node: UInt32) -> Bool {
    for index in links.range {
      let link = plan.linkLists[index]
      switch target(of: link) {
      case .unresolved: return true
      case .unknown: return false
      case .type(let type): return isOfType(type, .max, node)
      case .profile(let row):
        if dependsOnVersions(link) { return false }
        if links.count == 1 { return applies(row, to: node) && satisfies(profile: row, node) }
      }
    }
    for index in links.range {
      guard case .profile(let row) = target(of: plan.linkLists[index]) else { return false }
      if applies(row, to: node), satisfies(profile: row, node) { return true }
    }
    return false
  }

  // MARK: References

  private func isPermitted(_ node: UInt32, _ type: PlannedType) -> Bool {
    guard let text = reader.element(Symbol.reference.rawValue, of: node), case let record = reader.record(text),
      NodeReader.hasValue(record)
    else { return true }
    let (start, end) = NodeReader.text(record)
    if start >= end || NodeReader.has(record, .escaped) { return false }
    return reader.byte(start) == UInt8(ascii: "#") ? type.permitsContained : type.permitsReferenced
  }

  /// The target of a reference: the resource, if it is in the payload, and its type, if it can be determined.
  private struct Destination {
    var target: UInt32?
    var type: Symbol?
  }

  private mutating func refers(_ node: UInt32, to links: Rows) -> Bool {
    guard let text = reader.element(Symbol.reference.rawValue, of: node), case let record = reader.record(text),
      NodeReader.hasValue(record)
    else { return true }
    let destination = destination(of: text, record)
    guard let name = destination.type else { return true }
    var hasUnknown = false
    var hasCandidate = false
    for index in links.range {
      let link = plan.linkLists[index]
      switch target(of: link) {
      case .unresolved: return true
      case .unknown: hasUnknown = true
      case .type(let wanted): if isType(name, wanted, plan.links[Int(link)].hasSubtypes) { return true }
      case .profile(let row): hasCandidate = hasCandidate || isType(name, ofProfile: row, link)
      }
    }
    guard hasCandidate, !hasUnknown else { return false }
    guard let target = destination.target else { return true }
    for index in links.range {
      let link = plan.linkLists[index]
      guard case .profile(let row) = self.target(of: link), isType(name, ofProfile: row, link) else { continue }
      if dependsOnVersions(link) { return false }
      if applies(row, to: target), satisfiesAsTarget(row, target) { return true }
    }
    return false
  }

  private func isType(_ name: Symbol, ofProfile profile: Int32, _ link: Int32) -> Bool {
    guard let wanted = plan.profiles[Int(profile)].type else { return false }
    return isType(name, wanted, plan.links[Int(link)].hasSubtypes)
  }

  private func isType(_ name: Symbol, _ wanted: Symbol, _ hasSubtypes: Bool) -> Bool {
    if name.rawValue == wanted.rawValue { return true }
    return hasSubtypes && typed.release.type(name).map { typed.release.isType($0, wanted) } ?? false
  }

  private func destination(of node: UInt32, _ record: NodeRecord) -> Destination {
    let (start, end) = NodeReader.text(record)
    if case .string = record.form, !NodeReader.has(record, .escaped), start < end {
      switch references.plainTarget(of: start..<end, from: Node(index: node)) {
      case .resource(let target):
        if let type = reader.document.resourceType(of: target) { return Destination(target: target.index, type: type) }
      case .none:
        // A fragment or a URN does not include a type.
        if reader.byte(start) == UInt8(ascii: "#") || isURN(start, end) { return Destination() }
      case .unknown: break
      }
    }
    let text = reader.document.value(of: Node(index: node)) ?? ""
    let target = references.target(of: text, from: Node(index: node))
    let type =
      target.flatMap { reader.document.resourceType(of: $0) }
      ?? ReferenceText(text, in: typed.release, reader.document.symbols).type
    return Destination(target: target?.index, type: type)
  }

  private func isURN(_ start: Int, _ end: Int) -> Bool {
    end &- start > 4 && reader.byte(start) == UInt8(ascii: "u") && reader.byte(start &+ 1) == UInt8(ascii: "r")
      && reader.byte(start &+ 2) == UInt8(ascii: "n") && reader.byte(start &+ 3) == UInt8(ascii: ":")
  }
}
