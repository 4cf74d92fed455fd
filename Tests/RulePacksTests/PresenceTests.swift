import FHIRDefinitions
import FHIRSyntax
import Findings
import Testing

@testable import RulePacks

/// Presence means a value: a required element is missing if it has no value or a blank value.
@Suite struct PresenceTests {
  /// A change to each element that a row requires.
  enum Mutation: String, CaseIterable {
    case removed, dataAbsent, idAlone, spaces, noBreakSpace, emSpace, zeroWidthSpace, byteOrderMark

    /// The new value of a primitive; nil for none.
    var text: String? {
      switch self {
      case .removed, .dataAbsent, .idAlone: nil
      case .spaces: "  "
      case .noBreakSpace: "\u{A0}"
      case .emSpace: "\u{2003}"
      case .zeroWidthSpace: "\u{200B}"
      case .byteOrderMark: "\u{FEFF}"
      }
    }

    /// The object with only an id or an extension that replaces the value of the element; nil for none.
    var rest: String? {
      switch self {
      case .dataAbsent:
        #"{ "extension": [ { "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown" } ] }"#
      case .idAlone: #"{ "id": "e1" }"#
      default: nil
      }
    }
  }

  @Test(arguments: RuleExampleTests.packIDs) func everyRequiredElementNeedsAValue(id: String) throws {
    let pack = try #require(try RuleExampleTests.library.get().packs(for: id).first)
    var tried = 0
    for table in pack.tables {
      for rule in table.rules {
        for example in try rule.passing().suffix(1) {
          let document = try read(example.json)
          for part in rule.parts {
            guard let check = part.check, requiresContent(check) else { continue }
            let interaction = part.interaction ?? example.interaction
            let run = RuleRun(document, ReferenceIndex(document), now: 1_800_000_000)
            let elements = Set(run.scopes(of: table).flatMap { run.selector.elements(of: check.query, at: $0) })
            // A resource is present, whatever its content.
            if elements.isEmpty || elements.contains(where: { document.record($0).flags.contains(.resource) }) { continue }
            // If an element loses all its children, the row about that element reports it.
            if elements.contains(where: { containsAllSiblings(of: $0, elements, in: document) }) { continue }
            for mutation in Mutation.allCases {
              let text = document.root.flatMap { Mutant(document, elements, mutation).text(of: $0) } ?? "{}"
              let json = try read(text)
              for mutant in [json, try read(XMLWriter.write(json))] {
                let run = RuleRun(mutant, ReferenceIndex(mutant), now: 1_800_000_000)
                tried += 1
                #expect(
                  !run.findings(of: rule, in: table, of: pack, interaction: interaction).isEmpty,
                  "\(rule.code), \(check.query.text) \(mutation), \(mutant.format): \(text)")
              }
            }
          }
        }
      }
    }
    // Not every pack requires elements.
    if id == "nhs-booking" { #expect(tried > 0) }
  }

  @Test(arguments: RuleExampleTests.packIDs) func everyForbiddenElementIsFoundEvenWithoutValue(id: String) throws {
    let pack = try #require(try RuleExampleTests.library.get().packs(for: id).first)
    var tried = 0
    for table in pack.tables {
      for rule in table.rules where rule.parts.contains(where: { $0.check?.kind is AbsentCheck }) {
        if rule.parts.contains(where: { dependsOnContent($0) }) { continue }
        for example in try rule.failing() {
          let document = try read(example.json)
          let run = RuleRun(document, ReferenceIndex(document), now: 1_800_000_000)
          let elements = Set(
            run.findings(of: rule, in: table, of: pack, interaction: example.interaction).compactMap(\.node)
              .filter { !document.record($0).flags.contains(.resource) })
          if elements.isEmpty { continue }
          let text = document.root.flatMap { Mutant(document, elements, .dataAbsent).text(of: $0) } ?? "{}"
          let mutant = try read(text)
          let found = RuleRun(mutant, ReferenceIndex(mutant), now: 1_800_000_000)
            .findings(of: rule, in: table, of: pack, interaction: example.interaction)
          tried += 1
          #expect(found.count == elements.count, "\(rule.code): \(text)")
        }
      }
    }
    // Not every pack forbids elements.
    if id == "nhs-booking" { #expect(tried > 0) }
  }

  /// Whether `elements` contains all children of the element's parent.
  private func containsAllSiblings(of element: Node, _ elements: Set<Node>, in document: Document) -> Bool {
    guard let parent = document.parent(of: element), !document.record(parent).flags.contains(.resource) else { return false }
    return document.elements(of: parent).allSatisfy { elements.contains($0) }
  }

  /// Whether a path ends with a condition on the element itself, which is not met without the element's content.
  private func dependsOnContent(_ part: RulePart) -> Bool {
    guard let path = part.check?.query.text, let condition = path.ranges(of: ".where(").last else { return false }
    return !path[condition.upperBound...].contains(").")
  }

  private func requiresContent(_ check: PartCheck) -> Bool {
    check.isRequired || check.kind is PresentCheck || check.kind is HasCheck
  }

  private func read(_ text: String) throws -> Document { try read(SourceText(name: "example", text: text)) }

  private func read(_ source: SourceText) throws -> Document {
    let definitions = try #require(RuleExampleTests.definitions)
    return Document.read(source, symbols: definitions.symbols, limits: Limits())
  }
}

/// A JSON document in which the given elements are mutated.
private struct Mutant {
  let document: Document
  let elements: Set<Node>
  let mutation: PresenceTests.Mutation

  init(_ document: Document, _ elements: Set<Node>, _ mutation: PresenceTests.Mutation) {
    self.document = document
    self.elements = elements
    self.mutation = mutation
  }

  func text(of node: Node) -> String? {
    if elements.contains(node) {
      return document.hasValue(node) ? mutation.text.map { "\"\($0)\"" } : mutation.rest
    }
    switch document.record(node).form {
    case .object:
      let members = document.children(of: node).flatMap(members)
      return members.isEmpty ? nil : "{ " + members.joined(separator: ", ") + " }"
    case .array:
      let items = document.children(of: node).compactMap { text(of: $0) }
      return items.isEmpty ? nil : "[" + items.joined(separator: ", ") + "]"
    default: return document.source.string(document.valueRange(of: node))
    }
  }

  /// The text of a member of an object, with a companion (`_name`) for values that `mutation.rest` replaces.
  private func members(_ child: Node) -> [String] {
    let name = document.name(of: child)
    guard let rest = mutation.rest else { return text(of: child).map { ["\"\(name)\": \($0)"] } ?? [] }
    if elements.contains(child), document.hasValue(child) { return ["\"_\(name)\": \(rest)"] }
    let items = Array(document.children(of: child))
    if document.record(child).form == .array, items.contains(where: { elements.contains($0) && document.hasValue($0) }) {
      let values = items.map { elements.contains($0) ? "null" : text(of: $0) ?? "null" }
      let companions = items.map { elements.contains($0) ? rest : "null" }
      return ["\"\(name)\": [\(values.joined(separator: ", "))]", "\"_\(name)\": [\(companions.joined(separator: ", "))]"]
    }
    return text(of: child).map { ["\"\(name)\": \($0)"] } ?? []
  }
}
