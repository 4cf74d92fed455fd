import FHIRDefinitions
import FHIRSyntax
import Findings

/// A release of FHIR that payloads are not checked against, described by its differences from the nearest supported release: see
/// `Profiles/other-releases.json`.
struct OtherRelease: Sendable {
  /// The name, such as `R5`.
  var name: String
  /// The supported release that the tables are relative to.
  var nearest: FHIRRelease
  /// The resources that no supported release has.
  private var types: Set<Substring>
  /// Elements that the nearest release does not have, by the type or path of their parent.
  private var adds: Table
  /// Elements that may be repeated only in this release, and those that may be repeated only in the nearest release.
  private var arrays: Table
  private var singles: Table
  /// Elements that are values in this release and objects in the nearest release, or vice versa.
  private var forms: Table
  /// Elements that only the nearest release has; resources that only it has are under the empty path.
  private var lacks: Table
  /// Elements that the nearest release requires and this one does not have, by resource.
  private var replaces: Table
  /// Codes that only this release has, and codes that only the nearest release has, as `element=code`.
  private var codes: Table
  private var lostCodes: Table
  /// The text that narrative in JSON may start with in this release only; nil for none.
  private var narrative: String?
  /// The names of elements that differ in the nearest release.
  private var changedNames: Set<Substring>
  /// The names of elements whose codes differ in the nearest release.
  private var codeNames: Set<Substring>

  private typealias Table = [String: Set<Substring>]

  /// How well a payload fits this release.
  struct Fit {
    /// The number of elements that deviate from the release.
    var deviations = 0
    /// The paths of the nodes that conform only to this release.
    var signs: Set<String> = []
    /// Whether the payload has a resource that only this release has.
    var hasOwnResource = false
    /// Whether an element that only this release has is among the signs.
    var hasOwnElement = false
    /// Whether the payload has a code that this release no longer has.
    var hasLostCode = false

    /// Whether it would take more than one mistake to explain the signs. Brackets and namespaces are often forgotten: the form
    /// of elements is clear evidence only if everything fits.
    var isClear: Bool { hasOwnResource || signs.count > 1 && (hasOwnElement || deviations == 0 && !hasLostCode) }
  }

  /// Whether only this release has a resource type.
  func hasType(_ name: String) -> Bool { types.contains(Substring(name)) }

  func fit(_ forms: ElementForms) -> Fit {
    let document = forms.typed.document
    var fit = Fit()
    /// By resource type, an element that the nearest release requires and the resource lacks.
    var replaced: [String: Substring] = [:]
    forms.visit { node, deviation in
      if let type = document.resourceType(of: node), deviation == .unknown || deviation == nil && isRemoved(document.name(type)) {
        if types.contains(Substring(document.name(type))) {
          fit.hasOwnResource = true
        } else {
          fit.deviations += forms.weight(of: node)
        }
        return
      }
      if deviation == nil, let type = document.resourceType(of: node).map(document.name), replaced[type] == nil {
        replaced[type] = replaces[type]?.first { !has($0, node, document) }
      }
      if let sign = sign(of: node, deviation, forms) {
        fit.signs.insert(sign)
        if deviation == .unknown { fit.hasOwnElement = true }
      } else if deviation.map({ $0 != .inUnknown }) ?? isChanged(node, forms) {
        fit.deviations += 1
      } else if deviation == nil, hasLostCode(node, forms) {
        fit.hasLostCode = true
      }
    }
    for (type, name) in replaced where fit.signs.contains(where: { $0.hasPrefix("\(type).") }) {
      fit.signs.insert("\(type).\(name)")
    }
    return fit
  }

  /// The path of a node that deviates from the nearest release, or has a code that the nearest release lacks, and conforms to
  /// this release; nil for other nodes.
  func sign(of node: Node, _ deviation: ElementForms.Deviation?, _ forms: ElementForms) -> String? {
    let document = forms.typed.document
    let name = Substring(document.name(of: node))
    let table: Table
    switch deviation {
    case .unknown, .inUnknown: table = adds
    case .repeated: table = arrays
    case .single: table = singles
    case .form: table = self.forms
    case nil:
      if name == "div", let narrative, document.value(of: node)?.hasPrefix(narrative) ?? false { return "Narrative.div" }
      guard let code = code(of: node, name, document) else { return nil }
      return key(of: node, code, in: codes, forms).map { "\($0).\(name)" }
    }
    return key(of: node, name, in: table, forms).map { "\($0).\(name)" }
  }

  /// The code of an element whose codes differ in the nearest release, in the form of the tables.
  private func code(of node: Node, _ name: Substring, _ document: Document) -> Substring? {
    codeNames.contains(name) ? document.value(of: node).map { "\(name)=\($0)" } : nil
  }

  /// The key under which a table lists a node, as an entry that is its name or its code.
  private func key(of node: Node, _ entry: Substring, in table: Table, _ forms: ElementForms) -> String? {
    forms.keys(of: node).first { table[$0]?.contains(entry) ?? false }
  }

  private func has(_ name: Substring, _ node: Node, _ document: Document) -> Bool {
    document.children(of: node).contains { document.name(of: $0) == name }
  }

  private func isRemoved(_ type: String) -> Bool { lacks[""]?.contains(Substring(type)) ?? false }

  private func hasLostCode(_ node: Node, _ forms: ElementForms) -> Bool {
    let document = forms.typed.document
    return code(of: node, Substring(document.name(of: node)), document).map { key(of: node, $0, in: lostCodes, forms) != nil }
      ?? false
  }

  /// Whether an element that conforms to the nearest release deviates from this one.
  private func isChanged(_ node: Node, _ forms: ElementForms) -> Bool {
    let document = forms.typed.document
    let name = Substring(document.name(of: node))
    guard changedNames.contains(name) else { return false }
    let isJSON = document.format == .json
    let isArray = document.record(node).form == .array
    return forms.keys(of: node).contains { key in
      func has(_ table: Table) -> Bool { table[key]?.contains(name) ?? false }
      return has(lacks) || has(self.forms) || isJSON && (isArray ? has(singles) : has(arrays))
    }
  }

  // MARK: The file

  /// The releases of a file; none if it is invalid, which a test rules out.
  static func releases(_ source: SourceText) -> [OtherRelease] {
    let document = Document.read(source)
    guard let root = document.root, let list = document.member("releases", of: root)?.node else { return [] }
    return document.children(of: list).compactMap { OtherRelease(document, $0) }
  }

  private init?(_ document: Document, _ node: Node) {
    func member(_ name: StaticString) -> Node? { document.member(name, of: node)?.node }
    func words(_ node: Node) -> Set<Substring> { Set(document.value(of: node)?.split(separator: " ") ?? []) }
    func table(_ name: StaticString) -> Table {
      guard let node = member(name) else { return [:] }
      return Dictionary(document.children(of: node).map { (document.name(of: $0), words($0)) }, uniquingKeysWith: { $1 })
    }
    guard let name = member("name").flatMap({ document.value(of: $0) }),
      let nearest = member("nearest").flatMap({ document.value(of: $0) }).flatMap({ FHIRRelease(rawValue: $0) })
    else { return nil }
    self.name = name
    self.nearest = nearest
    types = member("types").map(words) ?? []
    (adds, arrays, singles) = (table("adds"), table("arrays"), table("singles"))
    (forms, lacks, replaces) = (table("forms"), table("lacks"), table("replaces"))
    (codes, lostCodes) = (table("codes"), table("lostCodes"))
    narrative = member("narrative").flatMap { document.value(of: $0) }
    changedNames = Set([arrays, singles, forms, lacks].flatMap { $0.values.joined() })
    codeNames = Set([codes, lostCodes].flatMap { $0.values.joined().map { $0.prefix { $0 != "=" } } })
  }
}
