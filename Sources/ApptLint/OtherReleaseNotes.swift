import FHIRDefinitions
import FHIRSyntax
import FHIRValidation
import Findings

/// Adds to findings about elements and codes that a release not supported has them: one sign of it does not make a payload that
/// release, but it may be what the sender follows.
struct OtherReleaseNotes {
  /// The payload as each release that is checked has it.
  private let readings: [ElementForms]
  /// How the nodes that findings are about are not as each has them; nil is for those that are.
  private var deviations: [[Node: ElementForms.Deviation?]]

  /// Adds notes to the findings that call for one.
  static func add(to findings: inout [Finding], in document: Document, _ definitions: Definitions?) {
    guard let definitions else { return }
    let concerned = findings.indices.filter { Validator.isAboutForm(findings[$0]) && findings[$0].node != nil }
    if concerned.isEmpty { return }
    let notes = OtherReleaseNotes(Set(concerned.compactMap { findings[$0].node }), document, definitions)
    for index in concerned {
      guard let node = findings[index].node, let titles = notes.titles(of: node) else { continue }
      findings[index].message = "\(findings[index].message); \(words: titles)"
    }
  }

  private init(_ nodes: Set<Node>, _ document: Document, _ definitions: Definitions) {
    readings = FHIRRelease.allCases.map { ElementForms(typed: TypedDocument(document, definitions.release($0))) }
    deviations = readings.map { reading in
      var found: [Node: ElementForms.Deviation?] = [:]
      reading.visit { node, deviation in if nodes.contains(node) { found[node] = .some(deviation) } }
      return found
    }
  }

  /// What is said of the releases that have a node as it is; nil where none has.
  private func titles(of node: Node) -> String? {
    let names = Embedded.otherReleases.filter { permits($0, node) }.map { "FHIR \($0.name)" }
    if names.isEmpty { return nil }
    return names.joined(separator: " and ") + (names.count == 1 ? " permits it" : " permit it")
  }

  /// Whether a release has a node as it is, and none that is checked has the element.
  private func permits(_ release: OtherRelease, _ node: Node) -> Bool {
    let isElement = deviations.allSatisfy { $0[node].map { $0 != nil } ?? false }
    for (reading, found) in zip(readings, deviations) where reading.typed.release.release == release.nearest {
      guard let deviation = found[node], (deviation != nil) == isElement else { continue }
      return release.sign(of: node, deviation, reading) != nil
    }
    return false
  }
}
