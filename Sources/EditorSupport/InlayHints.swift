import FHIRDefinitions
import FHIRSyntax
import Findings

/// A remark that an editor shows inside a line.
package struct InlayHint: Sendable {
  package var offset: Int
  package var label: String
  package var tooltip: String
}

extension EditorTree {
  /// The hints in a range of the open text: the types of choices, and which NHS numbers are for tests.
  package func hints(in range: Range<Int>) -> [InlayHint] {
    guard isReadable, range.overlaps(place) else { return [] }
    let (start, end) = (inner(range.lowerBound), inner(range.upperBound))
    var hints: [InlayHint] = []
    let value = document.symbols.symbol("value")
    let typed = typed
    // In XML, a value ends before its closing quote.
    let quote = document.format == .xml && isVerbatim ? 1 : 0
    for index in document.nodes.indices {
      let record = document.nodes[index]
      guard Int(record.valueEnd) >= start, Int(record.nameStart) <= end, record.nameStart < record.nameEnd else { continue }
      let node = Node(index: UInt32(truncatingIfNeeded: index))
      if let element = typed.element(of: node), element.isChoice {
        let (base, type) = (document.symbols.name(element.baseName), document.symbols.name(element.typeName))
        hints.append(
          InlayHint(
            offset: placed(Int(record.nameStart)..<Int(record.nameEnd)).upperBound, label: "\(base)[x]: \(type)",
            tooltip: "A type of the choice \(base)[x]"))
      } else if record.name == value, document.hasValue(node), let parent = document.parent(of: node),
        let system = document.value(.system, of: parent), Self.nhsNumberSystems.contains(system),
        let number = document.value(of: node), Self.isTestNumber(number)
      {
        hints.append(
          InlayHint(
            offset: placed(document.valueRange(of: node)).upperBound + quote, label: "test number",
            tooltip: "NHS numbers from 999 000 0000 to 999 999 9999 are never issued: they are for tests"))
      }
    }
    return hints
  }

  private static let nhsNumberSystems = ["https://fhir.nhs.uk/Id/nhs-number", "http://fhir.nhs.net/Id/nhs-number"]

  private static func isTestNumber(_ text: String) -> Bool {
    let digits = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
    return digits.count == 10 && digits.allSatisfy(\.isDigit)
      && digits.starts(with: "999".utf8)
  }
}
