import FHIRDefinitions
import FHIRSyntax
import Findings

/// A message satisfies the MessageDefinition that its MessageHeader cites: the event, and for each resource type how many
/// there are. A type that the definition does not list has no place in the message.
///
/// Where no definition is cited, the message is held to what all definitions of its event agree on; one that is cited and
/// not known may say anything.
struct MessageDefinitionCheck: RuleCheck, DemandingCheck {
  static let kind = "messageDefinition"
  static let issueType = IssueType.businessRule

  init(_ options: inout CheckOptions) throws(RuleFileError) {}

  var planned: PlannedCheck { .message }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    guard let header = selection.elements.first else { return }
    let event = Self.event(of: header, in: document)
    let definitions: [MessageDefinition]
    if let cited = Self.cited(by: header, in: selection.payload) {
      definitions = [cited.definition]
      // An event that no definition is for is the business of another rule.
      let isKnown = selection.payload.messages?.definitions.contains { $0.event?.code == event } ?? false
      if let event, isKnown, let code = cited.definition.event?.code, event != code {
        report(
          Violation(
            cited.element, "this definition is for the event \(code: code), but the message is for \(code: event)"))
      }
    } else {
      guard document.value("definition", of: header) == nil, let event, let messages = selection.payload.messages else { return }
      definitions = messages.definitions.filter { $0.event?.code == event }
    }
    if definitions.isEmpty { return }
    let bounds = MessageBounds(definitions)
    let name: Message = definitions.count == 1 ? "\(code: definitions[0].canonical)" : "every message definition of the event"
    let entries = selection.payload.references.resources(inside: selection.scope)
    var counts: [String: Int] = [:]
    for resource in entries {
      guard let type = document.resourceType(of: resource).map({ document.name($0) }) else { continue }
      counts[type, default: 0] += 1
      guard bounds.lists(type) else {
        report(Violation(resource, at: document.writtenType(of: resource), "\(name) lists no \(words: type)"))
        continue
      }
      if let maximum = bounds.maximum(of: type), counts[type, default: 0] > maximum {
        report(Violation(resource, "\(name) allows at most \(maximum) \(words: type)"))
      }
    }
    for type in bounds.types where counts[type, default: 0] < bounds.minimum(of: type) {
      report(
        Violation(
          selection.scope,
          "\(name) wants at least \(bounds.minimum(of: type)) \(words: type), found \(counts[type, default: 0])"))
    }
  }

  /// The profiles that the cited definition holds resources to, where it names one profile for a type.
  ///
  /// The definitions of one event need not agree, such as those of referrals and validations that are cancelled: a resource
  /// that claims the profile which another of them names is left with that.
  func demands(_ selection: Selection) -> [ProfileDemand] {
    guard let header = selection.elements.first, let cited = Self.cited(by: header, in: selection.payload),
      let messages = selection.payload.messages
    else { return [] }
    let document = selection.document
    let resources = [selection.scope] + selection.payload.references.resources(inside: selection.scope)
    return resources.flatMap { resource -> [ProfileDemand] in
      guard let type = document.resourceType(of: resource).map({ document.name($0) }) else { return [] }
      let profiles = cited.definition.focus.filter { $0.code == type }.compactMap(\.profile)
      guard profiles.count == 1 else { return [] }
      let claims = Self.claims(of: resource, in: document).filter { $0 != profiles[0] }
      if claims.isEmpty { return [ProfileDemand(resource, keeps: profiles[0])] }
      let others = messages.definitions.filter { $0.event == cited.definition.event }.flatMap(\.focus)
        .filter { $0.code == type && $0.profile != profiles[0] }.compactMap(\.profile)
      return claims.contains { others.contains($0) }
        ? [] : [ProfileDemand(resource, keeps: profiles[0])]
    }
  }

  /// The URLs in the meta.profile of a resource, without versions.
  private static func claims(of resource: Node, in document: Document) -> [String] {
    guard let meta = document.element(.meta, of: resource) else { return [] }
    return document.elements(of: meta, named: .profile).compactMap { claim in
      document.value(of: claim)?.split(separator: "|").first.map(String.init)
    }
  }

  func undetermined(_ selection: Selection) -> String? {
    guard let header = selection.elements.first, let url = selection.document.value("definition", of: header),
      Self.cited(by: header, in: selection.payload) == nil
    else { return nil }
    return "The message definition \(Message.printable(url, limit: 200)) is not known here."
  }

  /// The definition that a header cites, where it is known.
  private static func cited(by header: Node, in payload: PayloadContext) -> (element: Node, definition: MessageDefinition)? {
    guard let symbol = payload.document.symbol("definition"), let element = payload.document.element(symbol, of: header),
      let url = payload.document.value(of: element), let definition = payload.messages?.definition(url)
    else { return nil }
    return (element, definition)
  }

  private static func event(of header: Node, in document: Document) -> String? {
    guard let symbol = document.symbol("eventCoding") ?? document.symbol("event"),
      let coding = document.element(symbol, of: header)
    else { return nil }
    return document.value("code", of: coding)
  }
}

/// How many resources of each type some definitions allow: what all of them agree on.
private struct MessageBounds {
  /// The types that some definition lists, in the order of the first.
  let types: [String]
  private let definitions: [MessageDefinition]

  init(_ definitions: [MessageDefinition]) {
    self.definitions = definitions
    var types: [String] = []
    for code in definitions.flatMap(\.focus).map(\.code) where code != "Bundle" && !types.contains(code) { types.append(code) }
    self.types = types
  }

  func lists(_ type: String) -> Bool { types.contains(type) }

  func minimum(of type: String) -> Int {
    definitions.map { $0.focus.filter { $0.code == type }.reduce(0) { $0 + $1.minimum } }.min() ?? 0
  }

  /// The most that one of them allows; nil where there is no limit.
  func maximum(of type: String) -> Int? {
    var most = 0
    for definition in definitions {
      for row in definition.focus where row.code == type {
        guard let maximum = row.maximum else { return nil }
        most = max(most, maximum)
      }
    }
    return most
  }
}

extension Document {
  /// The text of the first element of a name directly inside a node.
  fileprivate func value(_ name: String, of node: Node) -> String? { symbol(name).flatMap { value($0, of: node) } }
}
