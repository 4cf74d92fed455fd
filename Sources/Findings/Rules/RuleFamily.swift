/// The rules of a standard, whose codes start with the same three letters.
///
/// Users select the prefix of a pack, such as `BKL`, like a family, but packs have no `RuleFamily`: their rows describe the rules.
public struct RuleFamily: Sendable, Hashable {
  /// The step of a run that checks the rules.
  package enum Phase: Sendable, Hashable {
    /// Parsing bytes into a tree.
    case reading
    /// Checking a resource against FHIR itself.
    case validation
    /// Reading a recording of HTTP exchanges.
    case recording
    /// Reading a settings file.
    case settings
  }

  /// The prefix of the codes, for example `JSN`.
  public let prefix: String
  /// The subject of the rules, as a heading.
  public let title: String
  package let phase: Phase
  /// The web page of a standard other than FHIR; nil if there is none.
  let page: String?
  /// The file name of the page of the FHIR specification; nil for other standards.
  let fhirPage: String?
  /// The HTTP status of a server's response to a body that violates a rule of the family.
  package let status: Int

  /// The families, in the order in which they are checked.
  public static let all = [
    json, xml, structure, primitives, bindings, references, profiles, narrative, invariants, recordings, settings,
  ]

  package static let json = RuleFamily("JSN", "JSON", .reading, page: "https://www.rfc-editor.org/rfc/rfc8259", status: 400)
  package static let xml = RuleFamily("XML", "XML", .reading, page: "https://www.w3.org/TR/xml/", status: 400)
  package static let structure = RuleFamily(
    "STR", "Structure of FHIR resources", .validation, fhirPage: "formats.html", status: 400)
  package static let primitives = RuleFamily(
    "PRM", "Primitive values", .validation, fhirPage: "datatypes.html", status: 400)
  package static let bindings = RuleFamily(
    "BND", "Bindings and codes", .validation, fhirPage: "terminologies.html", status: 422)
  package static let references = RuleFamily(
    "REF", "References, contained resources, bundles", .validation, fhirPage: "references.html",
    status: 422)
  package static let profiles = RuleFamily(
    "PRO", "Profiles and extensions", .validation, fhirPage: "profiling.html", status: 422)
  package static let narrative = RuleFamily(
    "NAR", "Narrative", .validation, fhirPage: "narrative.html", status: 422)
  package static let invariants = RuleFamily(
    "INV", "Invariants", .validation, fhirPage: "conformance-rules.html", status: 422)
  package static let recordings = RuleFamily("HTX", "Recorded HTTP exchanges", .recording, status: 400)
  package static let settings = RuleFamily("CFG", "Settings files", .settings, status: 422)

  private init(_ prefix: String, _ title: String, _ phase: Phase, page: String? = nil, fhirPage: String? = nil, status: Int) {
    self.prefix = prefix
    self.title = title
    self.phase = phase
    self.page = page
    self.fhirPage = fhirPage
    self.status = status
  }

  /// The code of a rule of the family: the prefix and a number from 1 to 999 as three digits.
  package func code(_ number: Int) -> String {
    let digits = String(number)
    return prefix + String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
  }

  /// The family of a rule's code; nil for rules of packs.
  public static func family(of code: String) -> RuleFamily? { all.first { code.hasPrefix($0.prefix) } }

  /// Families are equal if their prefixes are.
  public static func == (left: RuleFamily, right: RuleFamily) -> Bool { left.prefix == right.prefix }

  /// Hashes the prefix.
  public func hash(into hasher: inout Hasher) { hasher.combine(prefix) }
}
