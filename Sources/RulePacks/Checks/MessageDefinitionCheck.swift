import FHIRDefinitions
import FHIRSyntax
import Findings

/// A message satisfies the MessageDefinition that its MessageHeader cites: the event, and the number of resources of each
/// type. A type that the definition does not list must not occur.
///
/// Without a cited definition, the message is checked against what all definitions of its event agree on. If the cited
/// definition is unknown, the message is not checked, unless the specification misprints its URL.
struct MessageDefinitionCheck: RuleCheck, ConformanceCheck {
  static let kind = "messageDefinition"
  static let options = ["unlimited", "misprint"]
  static let issueType = IssueType.businessRule

  /// Types of which there may be any number, whatever the definition says.
  private let unlimited: [String]

  /// The URL of a definition as the specification misprints it, and the correct URL.
  private let misprint: (printed: String, meant: String)?

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    unlimited = try options.object.strings("unlimited")
    guard var misprint = try options.object.object("misprint") else {
      self.misprint = nil
      return
    }
    self.misprint = (try misprint.string("printed"), try misprint.string("meant"))
    try misprint.finish(known: ["printed", "meant"])
  }

  var planned: PlannedCheck { .message }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    guard let header = selection.elements.first else { return }
    let event = Self.event(of: header, in: document)
    let definitions: [MessageDefinition]
    if let cited = self.cited(by: header, in: selection.payload) {
      definitions = [cited.definition]
      // Another rule reports an event without a definition.
      let isKnown = selection.payload.messages?.definitions.contains { $0.event?.code == event } ?? false
      if let event, isKnown, let code = cited.definition.event?.code, event != code {
        report(
          Violation(cited.element, "expected the definition of event \(code: event), found that of event \(code: code)"))
      }
    } else {
      guard document.value("definition", of: header) == nil, let event, let messages = selection.payload.messages else { return }
      definitions = messages.definitions.filter { $0.event?.code == event }
    }
    if definitions.isEmpty { return }
    let bounds = MessageBounds(definitions)
    let single: Message? = definitions.count == 1 ? "\(code: definitions[0].canonical)" : nil
    let name: Message = single ?? "all message definitions of the event"
    let entries = selection.payload.references.resources(inside: selection.scope)
    var counts: [String: Int] = [:]
    for resource in entries {
      guard let type = document.resourceType(of: resource).map({ document.name($0) }) else { continue }
      counts[type, default: 0] += 1
      guard bounds.lists(type) else {
        let shown: Message = document.publicType(of: resource).map { "\(text: $0)" } ?? document.shownType(of: resource)
        report(
          Violation(
            resource, at: document.writtenType(of: resource),
            "\(shown) is not listed in \(single ?? "any message definition of the event")"))
        continue
      }
      if let maximum = bounds.maximum(of: type), !unlimited.contains(type), counts[type, default: 0] > maximum {
        report(Violation(resource, "expected at most \(Self.count(maximum, type)) according to \(name)"))
      }
    }
    for type in bounds.types where counts[type, default: 0] < bounds.minimum(of: type) {
      report(
        Violation(
          selection.scope,
          "expected at least \(Self.count(bounds.minimum(of: type), type)) according to \(name), found \(counts[type, default: 0])"
        ))
    }
  }

  private static func count(_ number: Int, _ type: String) -> Message {
    "\(number) \(text: type) \(text: number == 1 ? "resource" : "resources")"
  }

  /// The profiles that the cited definition requires resources to conform to, for types with exactly one profile.
  ///
  /// The definitions of one event can differ, such as those of cancelled referrals and cancelled validations: a resource that
  /// claims the profile of another definition is not checked against the profile of the cited definition.
  func requiredProfiles(_ selection: Selection) -> [RequiredProfile] {
    guard let header = selection.elements.first, let cited = self.cited(by: header, in: selection.payload),
      let messages = selection.payload.messages
    else { return [] }
    let document = selection.document
    let resources = [selection.scope] + selection.payload.references.resources(inside: selection.scope)
    return resources.flatMap { resource -> [RequiredProfile] in
      guard let type = document.resourceType(of: resource).map({ document.name($0) }) else { return [] }
      let profiles = cited.definition.focus.filter { $0.code == type }.compactMap(\.profile)
      guard profiles.count == 1 else { return [] }
      let claims = Self.claims(of: resource, in: document).filter { $0 != profiles[0] }
      if claims.isEmpty { return [RequiredProfile(resource, conformingTo: profiles[0])] }
      let others = messages.definitions.filter { $0.event == cited.definition.event }.flatMap(\.focus)
        .filter { $0.code == type && $0.profile != profiles[0] }.compactMap(\.profile)
      return claims.contains { others.contains($0) }
        ? [] : [RequiredProfile(resource, conformingTo: profiles[0])]
    }
  }

  /// The URLs in a resource's `meta.profile`, without versions.
  private static func claims(of resource: Node, in document: Document) -> [String] {
    guard let meta = document.element(.meta, of: resource) else { return [] }
    return document.elements(of: meta, named: .profile).compactMap { claim in
      document.value(of: claim)?.split(separator: "|").first.map(String.init)
    }
  }

  func undetermined(_ selection: Selection) -> Message? {
    guard let header = selection.elements.first, let url = selection.document.value("definition", of: header),
      cited(by: header, in: selection.payload) == nil
    else { return nil }
    let shown = selection.payload.mentioned(url: url)
    return "The message definition \(shown) is unknown."
  }

  /// The definition that a header cites, if it is known.
  private func cited(by header: Node, in payload: PayloadContext) -> (element: Node, definition: MessageDefinition)? {
    guard let symbol = payload.document.symbol("definition"), let element = payload.document.element(symbol, of: header),
      let url = payload.document.value(of: element), let definition = self.definition(url, in: payload)
    else { return nil }
    return (element, definition)
  }

  /// The definition with a URL; if the URL is the misprinted one, the definition with the correct URL.
  private func definition(_ url: String, in payload: PayloadContext) -> MessageDefinition? {
    if let known = payload.messages?.definition(url) { return known }
    guard let misprint, url.split(separator: "|").first.map(String.init) == misprint.printed else { return nil }
    return payload.messages?.definition(misprint.meant)
  }

  private static func event(of header: Node, in document: Document) -> String? {
    guard let symbol = document.symbol("eventCoding") ?? document.symbol("event"),
      let coding = document.element(symbol, of: header)
    else { return nil }
    return document.value("code", of: coding)
  }
}

/// The loosest limits that several definitions set on the number of resources of each type.
private struct MessageBounds {
  /// The types that any of the definitions lists, in order of first occurrence.
  let types: [String]
  private let definitions: [MessageDefinition]

  init(_ definitions: [MessageDefinition]) {
    self.definitions = definitions
    var types: [String] = []
    for code in definitions.flatMap(\.focus).map(\.code) where code != "Bundle" && !types.contains(code) { types.append(code) }
    self.types = types
  }

  func lists(_ type: String) -> Bool { types.contains(type) }

  /// The lowest minimum of the definitions.
  func minimum(of type: String) -> Int { definitions.map { $0.minimum(of: type) }.min() ?? 0 }

  /// The highest maximum of the definitions; nil if one has no limit.
  func maximum(of type: String) -> Int? {
    var highest = 0
    for definition in definitions {
      guard let maximum = definition.maximum(of: type) else { return nil }
      highest = max(highest, maximum)
    }
    return highest
  }
}

extension Document {
  /// The text of the first element with a given name directly inside a node.
  fileprivate func value(_ name: String, of node: Node) -> String? { symbol(name).flatMap { value($0, of: node) } }
}
