import FHIRDefinitions
import Findings

/// Packages of definitions that refer to one another: profiles, extensions, value sets, code systems, message definitions.
struct PackageGenerator {
  static let profile = "https://f.example/StructureDefinition/p1"

  private let payloads: PayloadGenerator
  private static let urls = ["p1", "p2", "p3"].map { "https://f.example/StructureDefinition/\($0)" }
  private static let types = [
    "Appointment", "Patient", "Bundle", "Extension", "Observation", "HumanName", "Questionnaire", "Nothing",
  ]

  init(_ definitions: Definitions, _ release: FHIRRelease) {
    payloads = PayloadGenerator(definitions, release)
  }

  /// The files of a package by name.
  func files(_ feed: inout ByteFeed) -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    for index in 0..<1 + feed.number(below: 5) {
      let resource = resource(index, &feed)
      let isXML = feed.chance(oneIn: 4)
      var bytes = Array((isXML ? resource.xml : resource.json).utf8)
      if feed.chance(oneIn: 12) { feed.corrupt(&bytes) }
      files.append(("package/\(index).\(isXML ? "xml" : "json")", bytes))
    }
    if feed.chance(oneIn: 4) {
      let versions = feed.text(["[\"4.0.1\"]", "[\"3.0.2\"]", "[\"5.0.0\"]", "\"4.0.1\"", "[99999999999999999999]"])
      files.append(("package/package.json", Array("{\"name\":\"f\",\"fhirVersions\":\(versions)}".utf8)))
    }
    return files
  }

  private func resource(_ index: Int, _ feed: inout ByteFeed) -> Sample {
    switch index == 0 ? 0 : feed.number(below: 8) {
    case 0, 1, 2: structureDefinition(url: index == 0 ? Self.profile : feed.text(Self.urls), &feed)
    case 3: valueSet(&feed)
    case 4: codeSystem(&feed)
    case 5: messageDefinition(&feed)
    default:
      payloads.resource(named: feed.text(["ImplementationGuide", "CapabilityStatement", "StructureDefinition", "Bundle"]), &feed)
    }
  }

  // MARK: Profiles

  private func structureDefinition(url: String, _ feed: inout ByteFeed) -> Sample {
    let type = feed.text(Self.types)
    var elements: [Sample] = []
    for _ in 0..<feed.number(below: 8) { elements.append(element(type, &feed)) }
    let base = feed.text(["http://hl7.org/fhir/StructureDefinition/\(type)"] + Self.urls + [""])
    return .object(
      [
        .init("url", .string(url)), .init("name", .string("P")), .init("status", .string("draft")),
        .init("fhirVersion", .string(feed.text(["4.0.1", "3.0.2", "5.0.0", "4", ""]))),
        .init("kind", .string(feed.text(["resource", "complex-type", "logical", "primitive-type"]))),
        .init("abstract", .bare("false")),
        .init("type", .string(type)), .init("baseDefinition", .string(base)),
        .init("derivation", .string(feed.text(["constraint", "specialization"]))),
        .init(feed.text(["differential", "snapshot"]), .object([.init("element", .list(elements))])),
      ], resource: "StructureDefinition")
  }

  /// A path of existing elements that starts at a type.
  private func path(_ type: String, _ feed: inout ByteFeed) -> String {
    var path = type
    var next = payloads.type(named: type)
    for _ in 0..<feed.number(below: 4) {
      guard let shape = next else { break }
      let children = payloads.children(of: shape)
      guard !children.isEmpty else { break }
      let child = children[feed.number(below: children.count)]
      path += "." + (child.shape.isChoice && feed.number(below: 2) == 0 ? "value[x]" : child.name)
      next = child.shape.type
    }
    return path
  }

  private func element(_ type: String, _ feed: inout ByteFeed) -> Sample {
    let path = path(type, &feed)
    let slice = feed.text(["a", "b", "a/b", ""])
    var members: [Sample.Member] = [
      .init("id", .string(slice.isEmpty ? path : "\(path):\(slice)")), .init("path", .string(path)),
    ]
    if feed.number(below: 2) == 0 { members.append(.init("sliceName", .string(slice))) }
    members.append(.init("min", .bare(feed.text(["0", "1"] + HostileValues.integers))))
    members.append(.init("max", .string(feed.text(["*", "1", "0"] + HostileValues.integers))))
    for _ in 0..<feed.number(below: 5) {
      switch feed.number(below: 9) {
      case 0:
        let discriminator = Sample.object([
          .init("type", .string(feed.text(["value", "pattern", "exists", "type", "profile", "x"]))),
          .init(
            "path",
            .string(feed.text(["url", "$this", "system", "resolve()", "value.ofType(Coding)", "extension('x').value", ".", ""]))),
        ])
        members.append(
          .init(
            "slicing",
            .object([
              .init("discriminator", .list([discriminator])),
              .init("rules", .string(feed.text(["open", "closed", "openAtEnd"]))),
              .init("ordered", .bare("true")),
            ])))
      case 1, 2: members.append(value(&feed))
      case 3:
        let profile = feed.text(Self.urls + ["http://hl7.org/fhir/StructureDefinition/SimpleQuantity"])
        members.append(
          .init(
            "type",
            .list([
              .object([
                .init("code", .string(feed.text(["Reference", "Extension", "Quantity", "string", "Patient"]))),
                .init("profile", .list([.string(profile)])), .init("targetProfile", .list([.string(feed.text(Self.urls))])),
              ])
            ])))
      case 4:
        members.append(
          .init(
            "binding",
            .object([
              .init("strength", .string("required")),
              .init("valueSet", .string(feed.text(["https://f.example/ValueSet/v1", "http://hl7.org/fhir/ValueSet/gender"]))),
            ])))
      case 5:
        members.append(
          .init(
            "constraint",
            .list([
              .object([
                .init("key", .string("f-1")), .init("severity", .string("error")), .init("human", .string("x")),
                .init("expression", .string(ExpressionGenerator.expression(&feed))),
              ])
            ])))
      case 6: members.append(.init("contentReference", .string(feed.text(["#\(path)", "#\(type)", "#Questionnaire.item", "#"]))))
      case 7: members.append(.init("maxLength", .bare(feed.text(HostileValues.integers))))
      default: members.append(.init("mustSupport", .bare("true")))
      }
    }
    return .object(members)
  }

  private func value(_ feed: inout ByteFeed) -> Sample.Member {
    let kind = feed.text(["fixed", "pattern", "minValue", "maxValue"])
    let type = feed.text(["String", "Integer", "Decimal", "DateTime", "Instant", "Uri", "Code", "Quantity", "CodeableConcept"])
    switch type {
    case "Integer", "Decimal": return .init(kind + type, .bare(feed.text(HostileValues.decimals)))
    case "DateTime", "Instant": return .init(kind + type, .string(HostileValues.moment(&feed)))
    case "Quantity":
      return .init(
        kind + type,
        .object([
          .init("value", .bare(feed.text(HostileValues.decimals))), .init("system", .string("http://unitsofmeasure.org")),
          .init("code", .string(feed.text(HostileValues.units))),
        ]))
    case "CodeableConcept":
      return .init(
        kind + type, .object([.init("coding", .list([.object([.init("code", .string("c1")), .init("system", .string("s"))])]))]))
    default: return .init(kind + type, .string(HostileValues.anything(&feed)))
    }
  }

  // MARK: Terminology and messages

  private func valueSet(_ feed: inout ByteFeed) -> Sample {
    func part(_ feed: inout ByteFeed) -> Sample {
      .object([
        .init("system", .string(feed.text(["https://f.example/CodeSystem/c1", "http://unitsofmeasure.org", ""]))),
        .init("valueSet", .list([.string(feed.text(["https://f.example/ValueSet/v1", "https://f.example/ValueSet/v2"]))])),
        .init("concept", .list([.object([.init("code", .string(feed.text(["c1", "c2", ""])))])])),
        .init(
          "filter",
          .list([
            .object([
              .init("property", .string(feed.text(["concept", "parent", "x"]))),
              .init("op", .string(feed.text(["is-a", "descendent-of", "regex", "="]))),
              .init("value", .string(feed.text(["c1", "(a*)*", "c2"]))),
            ])
          ])),
      ])
    }
    let compose = Sample.object([.init("include", .list([part(&feed), part(&feed)])), .init("exclude", .list([part(&feed)]))])
    return .object(
      [
        .init("url", .string(feed.text(["https://f.example/ValueSet/v1", "https://f.example/ValueSet/v2"]))),
        .init("status", .string("draft")),
        .init("compose", compose),
      ], resource: "ValueSet")
  }

  private func codeSystem(_ feed: inout ByteFeed) -> Sample {
    var concept = Sample.object([.init("code", .string("c1")), .init("display", .string(HostileValues.anything(&feed)))])
    for _ in 0..<[0, 1, 5, 90][feed.number(below: 4)] {
      concept = .object([.init("code", .string(feed.text(["c1", "c2", "c3"]))), .init("concept", .list([concept]))])
    }
    return .object(
      [
        .init("url", .string("https://f.example/CodeSystem/c1")), .init("status", .string("draft")),
        .init("content", .string(feed.text(["complete", "fragment", "supplement", "not-present"]))),
        .init("caseSensitive", .bare("true")),
        .init("supplements", .string("https://f.example/CodeSystem/c1")), .init("concept", .list([concept])),
      ], resource: "CodeSystem")
  }

  private func messageDefinition(_ feed: inout ByteFeed) -> Sample {
    let focus = Sample.object([
      .init("code", .string(feed.text(["Appointment", "Patient", "Nothing"]))), .init("profile", .string(feed.text(Self.urls))),
      .init("min", .bare(feed.text(HostileValues.integers))), .init("max", .string(feed.text(["*"] + HostileValues.integers))),
    ])
    return .object(
      [
        .init("url", .string("https://f.example/MessageDefinition/m1")), .init("status", .string("draft")),
        .init("eventCoding", .object([.init("code", .string("booking-request"))])), .init("category", .string("consequence")),
        .init("focus", .list([focus])),
      ], resource: "MessageDefinition")
  }
}
