import FHIRDefinitions
import FHIRPath
import FHIRSyntax
import Findings

/// One payload as checks see it: what it refers to, what is known of it, and the moment that counts as now. It never changes:
/// a class only so that every selection can hold it for the cost of one reference.
final class PayloadContext {
  let document: Document
  let references: ReferenceIndex
  let selector: ElementSelector
  /// Seconds since 1970.
  let now: Int64
  /// Whether the document is no payload, but put together of several: an exchange, or a resource and its earlier version.
  let isAssembly: Bool
  private let known: Known

  /// What is known beside the payload itself.
  struct Known {
    /// The payload with the types of its release; nil where that is not settled.
    var typed: TypedDocument?
    /// Answers what expressions ask of terminology and profiles.
    var host: (any FHIRPathHost)?
    /// Whether resources keep the profiles that rows demand of them; empty where that was not found out.
    var verdicts: [ProfileDemand: ProfileVerdict] = [:]
    /// Whether there is no other verdict than that a profile is kept.
    var areProfilesKept = true
    /// Whether no verdict is that the profile is not known.
    var areProfilesKnown = true
    /// The resources with errors of FHIR itself.
    var broken: Set<Node> = []
    /// The message definitions, read when they are asked for.
    var readMessages: @Sendable () -> MessageLibrary? = { nil }
    /// Names the place of a node in words such as `line 12 of earlier.json`; nil for none.
    var placeWords: (Node) -> String? = { _ in nil }
  }

  init(_ document: Document, _ references: ReferenceIndex, now: Int64) {
    self.document = document
    self.references = references
    self.now = min(max(now, FHIRDateTime.calendar.lowerBound), FHIRDateTime.calendar.upperBound)
    known = Known()
    let type = document.root.flatMap { document.resourceType(of: $0) }
    isAssembly = type.map { Self.isAssembly(document.name($0)) } ?? false
    selector = ElementSelector(document: document, references: references)
  }

  /// The same payload, of which other things are known.
  private init(_ other: PayloadContext, _ known: Known) {
    document = other.document
    references = other.references
    selector = other.selector
    now = other.now
    isAssembly = other.isAssembly
    self.known = known
  }

  /// What tables can be about beside resources of FHIR: an HTTP exchange, and a resource beside its earlier version.
  private static func isAssembly(_ type: String) -> Bool { type == "Exchange" || type == "Change" }

  /// The same payload, of which more is known.
  func knowing(_ learn: (inout Known) -> Void) -> PayloadContext {
    var known = known
    learn(&known)
    return PayloadContext(self, known)
  }

  /// The place of a node in words such as `line 12 of earlier.json`; nil for none.
  func placeWords(_ node: Node) -> String? { known.placeWords(node) }

  /// The path of a node inside the resource that it is part of, such as `Appointment.start`; nil where that is not settled.
  func path(of node: Node) -> String? {
    guard let release = known.typed?.release else { return nil }
    let path = ElementPath.render(node, in: document, release: release)
    guard let root = outermostResource(holding: node), root.index != 0, let type = document.resourceType(of: root) else {
      return path
    }
    return document.name(type) + path.dropFirst(ElementPath.render(root, in: document, release: release).count)
  }

  /// A value of the payload for a message: hidden where it is not known to be a code of a specification.
  func found(_ text: String, at node: Node) -> Message {
    if isAssembly, isProtocol(text, at: node) { return "\(code: text)" }
    return known.typed?.found(text, at: node) ?? "\(payload: text)"
  }

  /// A reference or the URL of a resource for a message: the name of the resource's type is shown.
  func found(reference text: String) -> Message {
    known.typed?.release.found(reference: text, document.symbols) ?? "\(payload: text)"
  }

  /// Whether resources can have a type of a name, in any release.
  func isResourceType(_ name: String) -> Bool {
    guard let type = document.symbols.symbol(name) else { return false }
    return known.typed?.release.isResourceType(type) ?? false
  }

  /// Whether a value of an exchange is HTTP's own: a method or a status.
  private func isProtocol(_ text: String, at node: Node) -> Bool {
    switch document.name(of: node) {
    case "status": text.utf8.count == 3 && text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    case "method": ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(text)
    default: false
    }
  }

  /// The outermost resource of FHIR that holds a node.
  private func outermostResource(holding node: Node) -> Node? {
    var found: Node?
    var next: Node? = document.resource(holding: node)
    while let resource = next, resource.index != 0 {
      found = resource
      next = document.parent(of: resource).flatMap { document.resource(holding: $0) }
    }
    return found
  }

  /// What evaluates conditions in FHIRPath; nil where the release is not settled.
  func evaluator() -> Evaluator? { known.typed.map { Evaluator($0, references, host: known.host, now: now) } }

  /// Whether a resource has errors of FHIR itself, those of the resources in it aside.
  func isBroken(_ resource: Node) -> Bool { known.broken.contains(resource) }

  /// Whether a resource conforms to a profile; nil where that was not checked.
  func verdict(on resource: Node, keeping profile: String) -> ProfileVerdict? {
    known.verdicts[ProfileDemand(resource, keeps: profile)]
  }

  /// Whether no verdict is other than that a profile is kept.
  var areProfilesKept: Bool { known.areProfilesKept }

  /// Whether no profile that rules demand is unknown.
  var areProfilesKnown: Bool { known.areProfilesKnown }

  /// The message definitions that are known; nil for none.
  var messages: MessageLibrary? { known.readMessages() }

  /// Whether a node is a date or time by its type, as far as the definitions are there to tell: text may look like one.
  func isMoment(_ node: Node) -> Bool {
    guard let release = known.typed?.release else { return true }
    guard let type = release.type(of: node, in: document) else { return false }
    return ["dateTime", "instant", "date"].contains(document.name(type.name))
  }
}
