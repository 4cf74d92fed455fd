package import FHIRSyntax

/// The requirements of a FHIR MessageDefinition on messages that cite it: their event, and the resources in them.
package struct MessageDefinition: Sendable, Hashable {
  /// The event of the messages: a code, and its system if it has one.
  package struct Event: Sendable, Hashable {
    package var system: String?
    package var code: String

    package init(system: String?, code: String) {
      self.system = system
      self.code = code
    }
  }

  /// A row of `focus`: the number of resources of a type, and their profile.
  package struct Focus: Sendable, Hashable {
    /// The resource type; `Bundle` for the message itself.
    package var code: String
    package var profile: String?
    package var minimum: Int
    /// Nil if there is no limit.
    package var maximum: Int?

    package init(code: String, profile: String?, minimum: Int, maximum: Int?) {
      self.code = code
      self.profile = profile
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  package var url: String
  package var version: String?
  package var event: Event?
  package var focus: [Focus]

  package init(url: String, version: String?, event: Event?, focus: [Focus]) {
    self.url = url
    self.version = version
    self.event = event
    self.focus = focus
  }

  /// The URL, followed by `|` and the version if there is one.
  package var canonical: String { version.map { url + "|" + $0 } ?? url }

  /// The minimum number of resources of a type: the sum over the rows for this type.
  package func minimum(of type: String) -> Int {
    focus.lazy.filter { $0.code == type }.reduce(0) { Self.sum($0, $1.minimum) }
  }

  /// The maximum number of resources of a type: the sum over the rows for this type; nil if any of them has no limit.
  package func maximum(of type: String) -> Int? {
    var sum = 0
    for row in focus where row.code == type {
      guard let maximum = row.maximum else { return nil }
      sum = Self.sum(sum, maximum)
    }
    return sum
  }

  /// The sum of two numbers, or the maximum integer if the sum is too large.
  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, isTooLarge) = left.addingReportingOverflow(right)
    return isTooLarge ? .max : sum
  }
}

extension MessageDefinition {
  /// The MessageDefinitions of a document, of STU3 or R4: the resource itself, or the entries of a bundle.
  package static func definitions(in document: Document) -> [MessageDefinition] {
    document.resources.compactMap { MessageDefinition($0.node, in: document) }
  }

  /// The content of a MessageDefinition resource; nil if the resource has another type, or no URL.
  init?(_ resource: Node, in document: Document) {
    guard document.resourceType(of: resource).map({ document.name($0) }) == "MessageDefinition" else { return nil }
    func child(_ name: String, of node: Node) -> Node? { document.symbol(name).flatMap { document.element($0, of: node) } }
    func text(_ name: String, of node: Node) -> String? { child(name, of: node).flatMap { document.value(of: $0) } }
    guard let url = text("url", of: resource) else { return nil }
    self.url = url
    version = text("version", of: resource)
    if let coding = child("eventCoding", of: resource) ?? child("event", of: resource), let code = text("code", of: coding) {
      event = Event(system: text("system", of: coding), code: code)
    } else {
      event = text("eventUri", of: resource).map { Event(system: nil, code: $0) }
    }
    let rows = document.symbol("focus").map { Array(document.elements(of: resource, named: $0)) } ?? []
    focus = rows.compactMap { row in
      guard let code = text("code", of: row) else { return nil }
      // STU3 has a Reference, R4 a canonical.
      let profile = child("profile", of: row).flatMap { document.value(of: $0) ?? text("reference", of: $0) }
      return Focus(
        code: code, profile: profile, minimum: text("min", of: row).flatMap { UInt32($0) }.map { Int($0) } ?? 0,
        maximum: text("max", of: row).flatMap { UInt32($0) }.map { Int($0) })
    }
  }
}
