import FHIRSyntax
import Findings

/// A compiled path of a rule file, such as `Patient.identifier.where(system = 'x').value`: see docs/rule-files.md.
///
/// Immutable; a class only so that every selection can share it by reference.
final class ElementQuery: Sendable {
  enum Head: Sendable {
    /// The resource that the table applies to, whatever its type.
    case any
    /// Resources of a type.
    case type(Name)
  }

  enum Step: Sendable {
    case child(Name)
    case matching([Term])
    case ofType(Name)
    case resolve
    case descendants
    case first
  }

  /// A name, with its symbol if all documents share the symbol.
  struct Name: Sendable {
    var text: String
    var symbol: Symbol?
    /// Whether the name means all types of the choice `text[x]`.
    var isChoice: Bool
    /// Whether it is the name of a header field of an exchange, which is case-insensitive.
    var isHeader = false

    /// The symbol; nil if it is not shared, and for choices and header fields, which match more than one spelling.
    var plainSymbol: Symbol? { isChoice || isHeader ? nil : symbol }
  }

  /// One condition of a `where(...)`.
  struct Term: Sendable {
    enum Condition: Sendable {
      case equals(String)
      case differs(String)
      case startsWith(String)
      case exists
      case absent
    }

    /// The path from the element; empty for `$this`.
    var path: [Name]
    var condition: Condition
  }

  let head: Head
  let steps: [Step]
  /// The number of steps to the context in which presence is counted.
  let contextSteps: Int
  /// The path as written in the rule file.
  let text: String
  /// Whether the path has a step `first()`, which depends on all elements that the preceding steps select.
  let takesFirst: Bool

  /// The name of the child, if the path from the context to the elements is only a child; nil otherwise.
  var child: String? {
    guard steps.count == contextSteps + 1, case .child(let name)? = steps.last, !name.isHeader else { return nil }
    return name.text
  }

  init(head: Head, steps: [Step], contextSteps: Int, text: String) {
    self.head = head
    self.steps = steps
    self.contextSteps = contextSteps
    self.text = text
    takesFirst = steps.contains { if case .first = $0 { true } else { false } }
  }

  /// The path from the context to the element as text: `identifier.value`.
  var label: String {
    var names: [String] = []
    for step in steps[contextSteps...] {
      switch step {
      case .child(let name) where name.isHeader: names = names.dropLast() + ["the header " + name.text]
      case .child(let name): names.append(name.isChoice ? name.text + "[x]" : name.text)
      case .ofType(let type) where names.last == "contained": names[names.count - 1] = "contained " + type.text
      case .ofType(let type) where names.suffix(2) == ["entry", "resource"]: names = names.dropLast(2) + [type.text]
      default: break
      }
    }
    if case .type(let type) = head, type.text == "Exchange", names == ["resource"] { return "a FHIR body" }
    return names.isEmpty ? text : names.joined(separator: ".")
  }

  /// The part of an exchange that the path selects from, as text such as `the request`.
  var sourceName: String {
    guard steps.count > 1, case .child(let name) = steps.first else { return "the exchange" }
    switch name.text {
    case "earlier": return "the earlier request"
    case "stored": return "the stored resource"
    default: return "the \(name.text)"
    }
  }

  /// Why the element is required, as text: `; it is required with telecom`; empty if the context always requires it.
  var reason: String {
    for case .matching(let terms) in steps[..<contextSteps].reversed() {
      let present = terms.filter { if case .exists = $0.condition { !$0.path.isEmpty } else { false } }
      let names = present.map { $0.path.map(\.text).joined(separator: ".") }
      return names.isEmpty ? "" : "; it is required with " + names.joined(separator: " and ")
    }
    return ""
  }

  /// The condition on the elements as text: ` with system 'x'`; empty if there is none.
  var condition: Message {
    var message: Message = ""
    var followsReference = false
    for step in steps[contextSteps...] {
      switch step {
      case .matching(let terms):
        for case .equals(let value) in terms.map(\.condition) {
          let path = terms.first { if case .equals(value) = $0.condition { true } else { false } }?.path ?? []
          message = "\(message) with \(text: path.map(\.text).joined(separator: ".")) \(code: value)"
        }
      case .resolve: followsReference = true
      case .ofType(let type) where followsReference:
        message = "\(message) that refers to \(text: ResourceCheck.article(type.text)) \(text: type.text)"
      default: break
      }
    }
    return message
  }
}
