import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import Findings

/// A payload as checks see it: its references, the facts known about it, and the current time. A class only so that every
/// selection can share it by reference; immutable while it is shared, except for cached values.
final class PayloadContext {
  let document: Document
  let references: ReferenceIndex
  let selector: ElementSelector
  /// Seconds since 1970.
  let now: Int64
  /// Whether the document is not a FHIR resource, but assembled from several payloads: an exchange, or a change, which is a
  /// resource and its earlier version. Exchanges and changes have their own tables.
  let isExchangeOrChange: Bool
  private var facts: Facts
  /// The values that `once` has computed.
  private var computed: [PathStart: Any] = [:]

  /// A path and the resource where it starts.
  private struct PathStart: Hashable {
    var path: ObjectIdentifier
    var resource: Node
  }

  /// The facts known about a payload.
  struct Facts {
    /// The payload with the types of its release; nil if the release is undetermined.
    var typed: TypedDocument?
    /// Answers FHIRPath queries about terminology and profiles.
    var host: (any FHIRPathHost)?
    /// Whether resources conform to the profiles that rows require; empty if that was not checked.
    var verdicts: [RequiredProfile: ProfileVerdict] = [:]
    /// Whether every verdict is that the resource conforms.
    var areProfilesSatisfied = true
    /// Whether the profile of every verdict is known.
    var areProfilesKnown = true
    /// The resources that violate base FHIR.
    var broken: Set<Node> = []
    /// Elements whose values have the wrong form, which has already been reported: they satisfy no requirement.
    var malformed: Set<Node> = []
    /// The resources that contain a resource without a valid id or type, or a malformed reference; both have already been
    /// reported. Any reference in these resources may refer to any of their contained resources.
    var uncertainContainers: Set<Node> = []
    /// The message definitions, read lazily.
    var readMessages: @Sendable () -> MessageLibrary? = { nil }
    /// Describes the position of a node, such as `line 12 of earlier.json`; nil if it is not described.
    var positionText: (Node) -> String? = { _ in nil }
  }

  init(_ document: Document, _ references: ReferenceIndex, now: Int64) {
    self.document = document
    self.references = references
    self.now = min(max(now, FHIRDateTime.supportedSeconds.lowerBound), FHIRDateTime.supportedSeconds.upperBound)
    facts = Facts()
    let type = document.root.flatMap { document.resourceType(of: $0) }
    let name = type.map { document.name($0) }
    isExchangeOrChange = name == "Exchange" || name == "Change"
    selector = ElementSelector(document: document, references: references)
  }

  /// A copy of another context with different facts.
  private init(_ other: PayloadContext, _ facts: Facts) {
    document = other.document
    references = other.references
    selector = other.selector
    now = other.now
    isExchangeOrChange = other.isExchangeOrChange
    self.facts = facts
  }

  /// Changes the facts known about a payload; a shared context is replaced by a changed copy.
  static func update(_ context: inout PayloadContext, _ update: (inout Facts) -> Void) {
    if !isKnownUniquelyReferenced(&context) { context = PayloadContext(context, context.facts) }
    update(&context.facts)
  }

  /// The value that a check computes from the elements at a path from a resource. It is cached: otherwise each of many contexts
  /// would select the elements again.
  func once<Value>(_ path: ElementQuery, from resource: Node, _ compute: () -> Value) -> Value {
    let start = PathStart(path: ObjectIdentifier(path), resource: resource)
    if let known = computed[start], let value = known as? Value { return value }
    let value = compute()
    computed[start] = value
    return value
  }

  /// A description of the position of a node, such as `line 12 of earlier.json`; nil if there is none.
  func positionText(_ node: Node) -> String? { facts.positionText(node) }

  /// The path of a node inside its resource, such as `Appointment.start`; nil if the release is undetermined.
  func path(of node: Node) -> String? {
    guard let release = facts.typed?.release else { return nil }
    let path = ElementPath.render(node, in: document, release: release)
    guard let root = outermostResource(of: node), root.index != 0, document.resourceType(of: root) != nil else { return path }
    return (document.publicType(of: root) ?? ElementPath.hidden)
      + path.dropFirst(ElementPath.render(root, in: document, release: release).count)
  }

  /// A value of the payload for a message: hidden unless it is known to be a code of a specification. In exchanges and changes,
  /// the value of an element that FHIR does not define is never shown: it may be a credential.
  func found(_ text: String, at node: Node) -> Message {
    if isExchangeOrChange {
      if isUnknown(node) { return "***" }
      if isMethodOrStatus(text, at: node) { return "\(code: text)" }
    }
    return facts.typed?.found(text, at: node) ?? "\(payload: text)"
  }

  /// A reference or the URL of a resource for a message: the name of the resource's type is shown.
  func found(reference text: String) -> Message {
    facts.typed?.release.found(reference: text, document.symbols) ?? "\(payload: text)"
  }

  /// A URL of the payload in the middle of a sentence.
  func mentioned(url text: String) -> Message {
    facts.typed?.release.mentioned(url: text, document.symbols) ?? .mentioned(text)
  }

  /// Whether a name is the name of a resource type.
  func isResourceType(_ name: String) -> Bool {
    guard let type = document.symbols.symbol(name) else { return false }
    return facts.typed?.release.isResourceType(type) ?? false
  }

  /// Whether a node is, or is inside, a member of a resource that FHIR does not define.
  private func isUnknown(_ node: Node) -> Bool {
    var isUnknown = false
    var node = node
    while node.index != 0 {
      let record = document.record(node)
      if record.flags.contains(.resource) { return isUnknown }
      isUnknown = isUnknown || record.name.rawValue >= document.symbols.count
      node = Node(index: record.parent)
    }
    return false
  }

  /// Whether a value of an exchange is an HTTP method or status.
  private func isMethodOrStatus(_ text: String, at node: Node) -> Bool {
    switch document.name(of: node) {
    case "status": text.utf8.count == 3 && text.utf8.allSatisfy(\.isDigit)
    case "method": ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(text)
    default: false
    }
  }

  /// The outermost FHIR resource that contains a node.
  private func outermostResource(of node: Node) -> Node? {
    var found: Node?
    var next: Node? = document.resource(containing: node)
    while let resource = next, resource.index != 0 {
      found = resource
      next = document.parent(of: resource).flatMap { document.resource(containing: $0) }
    }
    return found
  }

  /// The evaluator of FHIRPath conditions; nil if the release is undetermined. With `includesEmpty`, elements without content
  /// count as present.
  func evaluator(includesEmpty: Bool) -> Evaluator? {
    guard let typed = facts.typed else { return nil }
    var evaluator = Evaluator(typed, references, host: facts.host, now: now)
    evaluator.requiresContent = !includesEmpty
    return evaluator
  }

  /// Whether a resource violates base FHIR, not counting violations in the resources inside it.
  func isBroken(_ resource: Node) -> Bool { facts.broken.contains(resource) }

  /// Whether the value of an element has the wrong form.
  func isMalformed(_ element: Node) -> Bool { !facts.malformed.isEmpty && facts.malformed.contains(element) }

  /// Whether any element has a value of the wrong form, or any contained resource lacks a valid id or type.
  var hasMalformed: Bool { !facts.malformed.isEmpty || !facts.uncertainContainers.isEmpty }

  /// Whether a resource contains a resource without a valid id or type, or a malformed reference: targets are then uncertain.
  func hasUncertainReferences(_ container: Node) -> Bool { facts.uncertainContainers.contains(container) }

  /// Whether a resource conforms to a profile; nil if that was not checked.
  func verdict(on resource: Node, conformingTo profile: String) -> ProfileVerdict? {
    facts.verdicts[RequiredProfile(resource, conformingTo: profile)]
  }

  /// Whether every verdict is that the resource conforms.
  var areProfilesSatisfied: Bool { facts.areProfilesSatisfied }

  /// Whether all profiles that rules require are known.
  var areProfilesKnown: Bool { facts.areProfilesKnown }

  /// The known message definitions; nil if there are none.
  var messages: MessageLibrary? { facts.readMessages() }

  /// Whether a node has a date or time type; true if the release is undetermined. Text of other types may look like a date.
  func isMoment(_ node: Node) -> Bool {
    guard let release = facts.typed?.release else { return true }
    guard let type = release.type(of: node, in: document) else { return false }
    return ["dateTime", "instant", "date"].contains(document.name(type.name))
  }
}
