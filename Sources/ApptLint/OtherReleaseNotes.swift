import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Findings

/// Adds notes to findings about elements and codes that exist in an unsupported release: a single sign is not enough to conclude
/// that the payload is in that release, but the sender may follow it.
struct OtherReleaseNotes {
  /// The payload under each supported release.
  private let typedDocuments: [ElementForms]
  /// How the nodes of findings deviate from each release; nil for those that do not.
  private var deviations: [[Node: ElementForms.Deviation?]]

  /// Adds notes to the applicable findings.
  static func add(to findings: inout [Finding], in document: Document, _ definitions: Definitions?) {
    guard let definitions else { return }
    let concerned = findings.indices.filter { Validator.isAboutForm(findings[$0]) && findings[$0].node != nil }
    if concerned.isEmpty { return }
    let notes = OtherReleaseNotes(Set(concerned.compactMap { findings[$0].node }), document, definitions)
    for index in concerned {
      guard let node = findings[index].node, let note = notes.note(of: node) else { continue }
      findings[index].message = "\(findings[index].message); \(text: note)"
    }
  }

  private init(_ nodes: Set<Node>, _ document: Document, _ definitions: Definitions) {
    typedDocuments = FHIRRelease.allCases.map { ElementForms(typed: TypedDocument(document, definitions.release($0))) }
    deviations = typedDocuments.map { typedDocument in
      var found: [Node: ElementForms.Deviation?] = [:]
      typedDocument.visit { node, deviation in if nodes.contains(node) { found[node] = .some(deviation) } }
      return found
    }
  }

  /// The note about the releases that allow a node; nil if none does.
  private func note(of node: Node) -> String? {
    let names = Embedded.otherReleases.filter { permits($0, node) }.map { "FHIR \($0.name)" }
    if names.isEmpty { return nil }
    return names.joined(separator: " and ") + (names.count == 1 ? " permits it" : " permit it")
  }

  /// Whether a release allows a node: an element that no supported release has in this form, or a code that the nearest one
  /// lacks.
  private func permits(_ release: OtherRelease, _ node: Node) -> Bool {
    let deviatesFromAll = deviations.allSatisfy { $0[node].map { $0 != nil } ?? false }
    for (typedDocument, found) in zip(typedDocuments, deviations) where typedDocument.typed.release.release == release.nearest {
      guard let deviation = found[node], (deviation != nil) == deviatesFromAll else { continue }
      return release.sign(of: node, deviation, typedDocument) != nil
    }
    return false
  }
}
