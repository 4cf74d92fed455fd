import FHIRSyntax
import Findings

/// The parts of a HAR file known to contain no credentials, besides headers, URLs and bodies of its exchanges: member names,
/// numbers, dates, types, and known parameters.
enum HARHarmless {
  static func ranges(in document: Document) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for index in document.nodes.indices {
      let node = Node(index: UInt32(index))
      let name = document.name(of: node)
      guard HarmlessNames.members.contains(name) else { continue }
      if let range = document.nameRange(of: node) { ranges.append(range) }
      let range = document.textRange(of: node)
      switch document.record(node).form {
      case .number where range.count <= 20, .true, .false, .null: ranges.append(range)
      case .string where !document.record(node).flags.contains(.escaped):
        let text = document.source.storage[range]
        if name == "url" || name == "redirectURL" { ranges += HarmlessParts.url(text) }
        if name == "mimeType" { ranges += HarmlessParts.field("Content-Type", text) }
        if name != "mimeType" && HarmlessNames.shownMembers.contains(name) && range.count <= 40 { ranges.append(range) }
      case .object where name == "queryString": ranges += parameter(node, document)
      default: continue
      }
    }
    return ranges
  }

  /// The name and value of a parameter in a list.
  private static func parameter(_ node: Node, _ document: Document) -> [Range<Int>] {
    guard let name = document.member("name", of: node)?.node, let value = document.member("value", of: node)?.node,
      document.value(of: name).map(HarmlessNames.isParameter) ?? false
    else { return [] }
    return [document.textRange(of: name), document.textRange(of: value)]
  }
}
