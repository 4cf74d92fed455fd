import FHIRSyntax
import Findings

/// The identifiers of the given system in a Reference, in its `identifier` and in a national URL, equal each other and the
/// identifier of the referenced resource.
struct SameIdentifierCheck: RuleCheck {
  static let kind = "sameIdentifier"
  static let options = ["system", "url", "entries"]
  static let issueType = IssueType.businessRule

  private let system: String
  private let url: String?
  /// Whether, for a missing reference or a national URL, the identifier is compared with the only Patient in the bundle's entries
  /// instead of the only contained Patient.
  private let searchesEntries: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    system = try options.string("system")
    url = try options.object.optionalString("url")
    searchesEntries = try options.object.flag("entries")
  }

  var planned: PlannedCheck {
    .test(.sameIdentifier(system: system, url: url, inEntries: searchesEntries))
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let document = selection.document
    for node in selection.elements {
      let reference = document.element(.reference, of: node)
      let text = reference.flatMap { document.value(of: $0) }
      let own = values(of: node, in: document).first
      let national = url.flatMap { url in text.flatMap { ChecksumCheck.value(in: $0, after: url).map(String.init) } }
      let target = target(of: node, text, in: selection)
      let targets = target.map { values(of: $0, in: document) } ?? []
      if let own, let ownText = document.value(of: own) {
        if let national, national != ownText {
          report(
            Violation(
              own, "expected the number in the reference (\(payload: national)), found a different one (\(payload: ownText))",
              related: reference.map { ($0, "the number in the reference") }))
        } else if let first = targets.first, !targets.contains(where: { document.value(of: $0, is: ownText) }) {
          let wanted = document.value(of: first) ?? ""
          report(
            Violation(
              own,
              "expected the number of the referenced resource (\(payload: wanted)), found a different one (\(payload: ownText))",
              related: (first, "the number of the referenced resource")))
        }
      } else if let national, let reference, let first = targets.first,
        !targets.contains(where: { document.value(of: $0, is: national) })
      {
        let wanted = document.value(of: first) ?? ""
        report(
          Violation(
            reference, "expected the number of the Patient (\(payload: wanted)), found a different one (\(payload: national))",
            related: (first, "the number of the Patient")))
      }
    }
  }

  /// A resource with more identifiers than this is not compared, because every reference to it would search them again.
  private static let maxIdentifiers = 100

  /// The values of the identifiers of the system directly inside a node, without blank ones; empty if it has too many
  /// identifiers.
  private func values(of node: Node, in document: Document) -> [Node] {
    let identifiers = Array(document.elements(of: node, named: .identifier).prefix(Self.maxIdentifiers + 1))
    if identifiers.count > Self.maxIdentifiers { return [] }
    return identifiers.compactMap { identifier in
      guard let own = document.element(.system, of: identifier), document.value(of: own, is: system) else { return nil }
      return document.element(.value, of: identifier).flatMap { document.hasVisibleContent($0) ? $0 : nil }
    }
  }

  /// The referenced resource; if the reference is missing or a national URL, the only Patient that can be meant.
  private func target(of node: Node, _ text: String?, in selection: Selection) -> Node? {
    if let text, !(url.map { text.hasPrefix($0) } ?? false) { return selection.payload.references.target(of: text, from: node) }
    let references = selection.payload.references
    return searchesEntries ? references.onlyEntry("Patient") : references.onlyContained("Patient", inContainerOf: node)
  }
}
