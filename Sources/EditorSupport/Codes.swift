import FHIRDefinitions
import FHIRSyntax
import Findings

/// A code that an element may have.
struct CodeChoice: Sendable, Hashable {
  var code: String
  var display: String?
}

extension ReleaseDefinitions {
  /// The known codes of a value set, up to a maximum, with their displays; with `system`, only the codes of that system.
  func choices(_ set: Terminology.ValueSet, system: String? = nil, upTo limit: Int) -> [CodeChoice] {
    let systems = terminology.systems(of: set)
    let codes =
      system.map { system in
        systems == [system] ? terminology.codes(of: set, upTo: limit) : self.codes(of: system, in: set, limit)
      }
      ?? terminology.codes(of: set, upTo: limit)
    return codes.map { CodeChoice(code: $0, display: display($0, systems: system.map { [$0] } ?? systems)) }
  }

  /// The known codes of a value set that belong to a system.
  private func codes(of system: String, in set: Terminology.ValueSet, _ limit: Int) -> [String] {
    terminology.codes(of: set, upTo: limit).filter {
      terminology.membership(of: Array($0.utf8)[...], system: Array(system.utf8)[...], in: set) == .member
    }
  }

  /// The display of a code in the first of the given systems that contains it.
  func display(_ code: String, systems: [String]) -> String? {
    for url in systems {
      guard let system = terminology.codeSystem(Array(url.utf8)[...]),
        let concept = terminology.concept(Array(code.utf8)[...], in: system)
      else { continue }
      return terminology.display(of: concept)
    }
    return nil
  }

  /// The value set that an element is bound to, and the strength of the binding.
  func valueSet(of element: ElementShape) -> (strength: BindingStrength, url: String, set: Terminology.ValueSet?)? {
    binding(of: element).map {
      ($0.strength, terminology.strings.text($0.valueSet), terminology.valueSet($0.valueSet))
    }
  }
}

extension EditorTree {
  /// The system and display of the code in a node; nil if it is not a known code.
  func concept(_ node: Node) -> (system: String, display: String)? {
    guard let code = document.value(of: node), let parent = document.parent(of: node) else { return nil }
    var systems: [String] = []
    if document.record(node).name == .code, let system = document.value(.system, of: parent) {
      systems = [system]
    } else if let element = typed.element(of: node), let binding = release.valueSet(of: element), let set = binding.set {
      systems = release.terminology.systems(of: set)
    }
    for system in systems { if let display = release.display(code, systems: [system]) { return (system, display) } }
    return nil
  }
}
