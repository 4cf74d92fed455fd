import FHIRSyntax
import Findings

/// The markup of one narrative: a `div` and its content.
struct NarrativeMarkup {
  let document: Document
  /// The `div` in the document.
  let root: Node
  /// The element to report findings at.
  let div: Node
  /// Maps a range of the document to the payload.
  let sourceRange: (Range<Int>) -> Range<Int>

  /// The anchors, and the links to anchors, found so far.
  private(set) var links: [NarrativeLinks.Link] = []
  private var ids: Set<String> = []
  private var findingCount = 0

  init(document: Document, root: Node, div: Node, sourceRange: @escaping (Range<Int>) -> Range<Int>) {
    (self.document, self.root, self.div, self.sourceRange) = (document, root, div, sourceRange)
  }

  mutating func check(into validation: inout Validation) {
    let record = document.record(root)
    let isXHTML = record.flags.contains(.xhtml)
    guard document.name(of: root).localName == "div" else {
      return report(
        NarrativeRules.notADiv, document.headRange(of: root),
        "expected a div in the namespace \(code: Self.namespace), found \(shown(root))", into: &validation)
    }
    if !isXHTML {
      report(
        NarrativeRules.notADiv, document.headRange(of: root), "expected the div in the namespace \(code: Self.namespace)",
        into: &validation)
    }
    var hasContent = false
    var index = root.index + 1
    while index < record.next, findingCount < NarrativeCheck.maxFindings {
      let node = Node(index: index)
      let child = document.nodes[Int(index)]
      index += 1
      switch child.form {
      case .text: if !isBlank(node) { hasContent = true }
      case .instruction:
        findingCount += 1
        report(
          NarrativeRules.instruction, document.valueRange(of: node), "narrative must not have a processing instruction",
          into: &validation)
      default:
        if child.flags.contains(.xmlAttribute) {
          checkAttribute(node, into: &validation)
        } else {
          if document.name(of: node).localName == "img" { hasContent = true }
          checkElement(node, isXHTML: isXHTML, into: &validation)
        }
      }
    }
    // Unreadable markup may have been content.
    let isReadable = !document.findings.contains {
      $0.range.upperBound >= record.nameStart && $0.range.lowerBound <= record.valueEnd
    }
    if !hasContent, isReadable {
      report(NarrativeRules.empty, document.headRange(of: root), "narrative must have text or an image", into: &validation)
    }
  }

  /// Whether a text is only whitespace, in a CDATA section or in character references: the reader omits other whitespace.
  private func isBlank(_ text: Node) -> Bool {
    guard document.record(text).flags.contains(.escaped), let value = document.value(of: text) else { return false }
    return value.utf8.allSatisfy { $0 <= 0x20 }
  }

  /// Checks the name and namespace of an element. If the `div` itself lacks the namespace, its elements are not reported again.
  private mutating func checkElement(_ node: Node, isXHTML: Bool, into validation: inout Validation) {
    let record = document.record(node)
    let isForeign = isXHTML && !record.flags.contains(.xhtml)
    // The content of an element in another namespace was reported with that element.
    if isForeign, !document.record(Node(index: record.parent)).flags.contains(.xhtml) { return }
    if !Self.elements.contains(document.name(of: node).localName) {
      findingCount += 1
      report(
        NarrativeRules.element, document.headRange(of: node), "narrative must not have the element \(shown(node))",
        into: &validation)
    } else if isForeign {
      findingCount += 1
      report(
        NarrativeRules.element, document.headRange(of: node),
        "expected \(shown(node)) in the namespace \(code: Self.namespace), found another namespace",
        help: "Remove the xmlns of this element.", into: &validation)
    }
  }

  private mutating func checkAttribute(_ node: Node, into validation: inout Validation) {
    let name = document.name(of: node)
    let value = document.value(of: node) ?? ""
    if name.hasPrefix("on") {
      findingCount += 1
      report(
        NarrativeRules.active, document.headRange(of: node), "\(shown(node)) must not run a script", into: &validation)
    } else if name == "href" || name == "src", Self.isScript(value) {
      findingCount += 1
      report(NarrativeRules.active, document.valueRange(of: node), "a link must not run a script", into: &validation)
    } else if !Self.attributes.contains(name) {
      findingCount += 1
      report(
        NarrativeRules.attribute, document.headRange(of: node), "narrative must not have the attribute \(shown(node))",
        into: &validation)
    } else if name == "id" || name == "name" {
      links.append(NarrativeLinks.Link(div: div, id: value))
      if name == "id", !ids.insert(value).inserted {
        findingCount += 1
        report(
          NarrativeRules.duplicateId, document.valueRange(of: node), "another element of this narrative has the same id",
          into: &validation)
      }
    } else if name == "href", value.utf8.first == UInt8(ascii: "#"), value.utf8.count > 1 {
      links.append(
        NarrativeLinks.Link(div: div, id: String(value.dropFirst()), range: sourceRange(document.valueRange(of: node))))
    }
  }

  /// A name for messages. An unknown name is shown like a value, since it may be part of text that was not escaped, such as
  /// `<Ada Smithson>`.
  private func shown(_ node: Node) -> Message {
    let name = document.name(of: node)
    return HTMLNames.contains(name) ? "\(text: name)" : Message.mentioned(name)
  }

  /// Whether the scheme of a link, ignoring whitespace and case, is that of a script.
  private static func isScript(_ link: String) -> Bool {
    let scheme = link.utf8.prefix { $0 != UInt8(ascii: ":") }.prefix(100)
    guard scheme.count < link.utf8.count else { return false }
    let letters = scheme.filter { $0 > 0x20 }.map { $0 | 0x20 }
    return letters.elementsEqual("javascript".utf8) || letters.elementsEqual("vbscript".utf8)
  }

  private func report(
    _ rule: RuleDescriptor, _ range: Range<Int>, _ message: Message, help: String? = nil, into validation: inout Validation
  ) {
    validation.report(rule.finding(sourceRange(range), message, help: help, node: div))
  }

  private static let namespace = "http://www.w3.org/1999/xhtml"

  /// The elements for links and images, and those of HTML 4.0, chapters 7 to 11 (without 9.4) and 15, that are not deprecated.
  static let elements: [String] = [
    "div", "p", "br", "span", "table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "colgroup", "col", "b", "i", "em",
    "strong", "a", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "code", "tt", "small",
    "big", "sub",
    "sup", "img", "map", "area", "blockquote", "q", "address", "abbr", "acronym", "cite", "dfn", "kbd", "samp", "var", "bdo",
  ]

  static let attributes: [String] = [
    "class", "style", "id", "title", "lang", "xml:lang", "dir", "accesskey", "tabindex", "href", "name", "rel", "rev", "charset",
    "type", "hreflang", "shape", "coords", "src", "alt", "longdesc", "height", "width", "usemap", "ismap", "border",
    "cellpadding",
    "cellspacing", "summary", "frame", "rules", "align", "valign", "char", "charoff", "abbr", "axis", "headers", "scope",
    "rowspan",
    "colspan", "span", "nowrap", "cite", "start", "value", "compact", "nohref", "xml:space", "space", "size", "noshade", "clear",
    "bgcolor",
    "hspace", "vspace",
  ]
}

extension String {
  /// A name without its prefix.
  fileprivate var localName: String {
    utf8.lastIndex(of: UInt8(ascii: ":")).map { String(self[self.utf8.index(after: $0)...]) } ?? self
  }
}
