import FHIRDefinitions
import FHIRSyntax
import Findings

/// Resources generated from the definitions of a release: with elements of the defined types and hostile values.
struct PayloadGenerator {
  let definitions: ReleaseDefinitions
  private let symbols: SymbolTable
  private let resources: [TypeShape]
  private let likely: [TypeShape]

  /// The types with rules: half of the resources are drawn only from these.
  private static let likelyNames = [
    "Appointment", "Patient", "Bundle", "Slot", "DocumentReference", "MessageHeader", "ServiceRequest", "ReferralRequest",
    "Questionnaire", "Observation", "OperationOutcome", "Encounter", "QuestionnaireResponse",
  ]

  init(_ definitions: Definitions, _ release: FHIRRelease) {
    self.definitions = definitions.release(release)
    symbols = definitions.symbols
    resources = self.definitions.namedTypes.filter { $0.kind == .resource && !$0.isAbstract }
    likely = resources.filter { [symbols] in Self.likelyNames.contains(symbols.name($0.name)) }
  }

  /// A resource of a type chosen by the feed.
  func resource(_ feed: inout ByteFeed, depth: Int = 0) -> Sample {
    let types = feed.number(below: 2) == 0 ? likely : resources
    guard !types.isEmpty else { return .object([]) }
    return resource(types[feed.number(below: types.count)], &feed, depth: depth)
  }

  /// A resource of the type with the given name.
  func resource(named name: String, _ feed: inout ByteFeed) -> Sample {
    guard let type = type(named: name) else { return .object([], resource: name) }
    return resource(type, &feed, depth: 0)
  }

  func type(named name: String) -> TypeShape? { symbols.symbol(name).flatMap { definitions.type($0) } }

  /// The names of the elements of a type, and their shapes.
  func children(of type: TypeShape) -> [(name: String, shape: ElementShape)] {
    definitions.children(of: type).map { (symbols.name($0.name), $0) }
  }

  func name(of type: TypeShape) -> String { symbols.name(type.name) }

  private func resource(_ type: TypeShape, _ feed: inout ByteFeed, depth: Int) -> Sample {
    var members = members(of: type, &feed, depth: depth, isResource: true)
    if feed.chance(oneIn: 3) {
      let profile = feed.text([
        "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1",
        "https://fhir.nhs.uk/StructureDefinition/NHSDigital-Bundle",
        "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient|2.0.0", "http://hl7.org/fhir/StructureDefinition/vitalsigns",
        "|",
      ])
      members.insert(.init("meta", .object([.init("profile", .list([.string(profile)]))])), at: 0)
    }
    return .object(members, resource: name(of: type))
  }

  private func members(of type: TypeShape, _ feed: inout ByteFeed, depth: Int, isResource: Bool) -> [Sample.Member] {
    let children = definitions.children(of: type)
    guard depth < 12, !children.isEmpty else { return [] }
    var chosen: Set<Int> = []
    for (index, child) in children.enumerated() where child.isRequired && !feed.chance(oneIn: 8) { chosen.insert(index) }
    for _ in 0..<feed.number(below: depth == 0 ? 24 : depth < 3 ? 9 : 3) { chosen.insert(feed.number(below: children.count)) }
    var members: [Sample.Member] = []
    for index in chosen.sorted() where !feed.isEmpty || depth < 2 {
      let child = children[index]
      let isAttribute = child.isXMLAttribute || !isResource && symbols.name(child.name) == "id"
      members.append(.init(symbols.name(child.name), value(of: child, &feed, depth: depth + 1), isAttribute: isAttribute))
    }
    if feed.chance(oneIn: 16), members.count > 1 { members.swapAt(0, members.count - 1) }
    if feed.chance(oneIn: 24), let last = members.last { members.append(last) }
    if feed.chance(oneIn: 24) { members.append(.init(feed.text(["unknown", "_id", "", "resourceType"]), .string("x"))) }
    return members
  }

  private func value(of element: ElementShape, _ feed: inout ByteFeed, depth: Int) -> Sample {
    let repeats = element.repeats != feed.chance(oneIn: 32)
    guard repeats else { return item(element, &feed, depth: depth) }
    var items: [Sample] = []
    for _ in 0..<1 + feed.number(below: depth < 3 ? 4 : 2) { items.append(item(element, &feed, depth: depth)) }
    return .list(items)
  }

  private func item(_ element: ElementShape, _ feed: inout ByteFeed, depth: Int) -> Sample {
    if feed.chance(oneIn: 40) {
      return feed.pick([.object([]), .list([]), .bare("null"), .bare("true"), .string("")], else: .list([]))
    }
    switch element.type.kind {
    case .resource: return resource(&feed, depth: depth + 2)
    case .complex, .nested: return .object(members(of: element.type, &feed, depth: depth, isResource: false))
    case .primitive: return primitive(element, &feed, depth: depth)
    }
  }

  private func primitive(_ element: ElementShape, _ feed: inout ByteFeed, depth: Int) -> Sample {
    let type = symbols.name(element.typeName)
    if type == "xhtml" { return .markup(HostileValues.markup(&feed)) }
    var text: String? = HostileValues.value(of: type, &feed)
    if let set = definitions.binding(of: element).flatMap({ definitions.terminology.valueSet($0.valueSet) }),
      !feed.chance(oneIn: 6)
    {
      text = feed.pick(definitions.terminology.codes(of: set, upTo: 40), else: "booked")
    }
    var companion: Sample?
    if feed.chance(oneIn: 12) {
      companion = .object([
        .init("id", .string("i"), isAttribute: true),
        .init(
          "extension",
          .list([
            .object([
              .init("url", .string("http://hl7.org/fhir/StructureDefinition/data-absent-reason"), isAttribute: true),
              .init("valueCode", .string("unknown")),
            ])
          ])),
      ])
      if feed.number(below: 2) == 0 { text = nil }
    }
    let isNumber = ["boolean", "integer", "unsignedInt", "positiveInt", "decimal"].contains(type)
    return .primitive(text, isBare: isNumber && !feed.chance(oneIn: 8), companion: companion)
  }
}
