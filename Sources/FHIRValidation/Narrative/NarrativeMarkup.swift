import FHIRSyntax

/// The markup of one narrative: a `div` and all inside.
struct NarrativeMarkup {
  let document: Document
  /// The `div` in the document.
  let root: Node
  /// The element that findings are about.
  let div: Node
  /// Where a range of the document stands in the payload.
  let place: (Range<Int>) -> Range<Int>

  func check(into validation: inout Validation) {
    let record = document.record(root)
    guard document.name(of: root).localName == "div", record.flags.contains(.xhtml) else {
      return report(
        NarrativeRules.notADiv, document.headRange(of: root), "expected a div in the namespace of XHTML", into: &validation)
    }
    var hasContent = false
    var ids: Set<String> = []
    var count = 0
    var index = root.index + 1
    while index < record.next, count < NarrativeCheck.mostFindings {
      let node = Node(index: index)
      let child = document.nodes[Int(index)]
      index += 1
      switch child.form {
      case .text: hasContent = true
      case .instruction:
        count += 1
        report(
          NarrativeRules.instruction, document.valueRange(of: node), "no processing instruction stands in narrative",
          into: &validation)
      default:
        if child.flags.contains(.xmlAttribute) {
          if checkAttribute(node, &ids, into: &validation) { count += 1 }
        } else {
          let name = document.name(of: node).localName
          if name == "img" { hasContent = true }
          if !child.flags.contains(.xhtml) || !Self.elements.contains(name) {
            count += 1
            report(
              NarrativeRules.element, document.headRange(of: node),
              "narrative has no element \(words: Message.printable(name, limit: 40))", into: &validation)
          }
        }
      }
    }
    if !hasContent {
      report(NarrativeRules.empty, document.headRange(of: root), "this narrative says nothing", into: &validation)
    }
  }

  /// Checks an attribute; says whether there was something to report.
  private func checkAttribute(_ node: Node, _ ids: inout Set<String>, into validation: inout Validation) -> Bool {
    let name = document.name(of: node)
    let value = document.value(of: node) ?? ""
    if name.hasPrefix("on") {
      report(
        NarrativeRules.active, document.headRange(of: node), "\(words: Message.printable(name, limit: 40)) runs a script",
        into: &validation)
      return true
    }
    if name == "href" || name == "src", Self.isScript(value) {
      report(NarrativeRules.active, document.valueRange(of: node), "this link runs a script", into: &validation)
      return true
    }
    if !Self.attributes.contains(name) {
      report(
        NarrativeRules.attribute, document.headRange(of: node),
        "narrative has no attribute \(words: Message.printable(name, limit: 40))", into: &validation)
      return true
    }
    if name == "id", !ids.insert(value).inserted {
      report(
        NarrativeRules.duplicateId, document.valueRange(of: node), "another element of this narrative has this id too",
        into: &validation)
      return true
    }
    return false
  }

  /// Whether a link is a script: what stands before its colon, without blanks and in any case.
  private static func isScript(_ link: String) -> Bool {
    let scheme = link.utf8.prefix { $0 != UInt8(ascii: ":") }.prefix(100)
    guard scheme.count < link.utf8.count else { return false }
    let letters = scheme.filter { $0 > 0x20 }.map { $0 | 0x20 }
    return letters.elementsEqual("javascript".utf8) || letters.elementsEqual("vbscript".utf8)
  }

  private func report(_ rule: StandardRule, _ range: Range<Int>, _ message: Message, into validation: inout Validation) {
    validation.report(rule.finding(place(range), message, node: div))
  }

  /// The elements of HTML 4.0, chapters 7 to 11 (without 9.4) and 15, that are not deprecated, links and images.
  private static let elements: [String] = [
    "div", "p", "br", "span", "table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "colgroup", "col", "b", "i", "em",
    "strong", "a", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "code", "tt", "small",
    "big", "sub",
    "sup", "img", "map", "area", "blockquote", "q", "address", "abbr", "acronym", "cite", "dfn", "kbd", "samp", "var", "bdo",
  ]

  private static let attributes: [String] = [
    "class", "style", "id", "title", "lang", "xml:lang", "dir", "accesskey", "tabindex", "href", "name", "rel", "rev", "charset",
    "type", "hreflang", "shape", "coords", "target", "src", "alt", "longdesc", "height", "width", "usemap", "ismap", "border",
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
