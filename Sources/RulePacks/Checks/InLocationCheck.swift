import FHIRSyntax
import Findings
import HTTPExchange

/// The value is the id or the version in the URL of a `Location` field, or with `tag` the entity tag of that version: `W/"2"`.
struct InLocationCheck: ValueCheck {
  static let kind = "inLocation"
  static let options = ["part", "of", "tag"]
  static let issueType = IssueType.businessRule

  private enum Part: String {
    case id
    case version
  }

  private let part: Part
  private let location: ElementQuery
  private let isTag: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    location = try options.path("of")
    isTag = try options.object.flag("tag")
    let name = try options.string("part")
    guard let part = Part(rawValue: name) else { throw options.object.error("'part' must be 'id' or 'version', not '\(name)'") }
    self.part = part
  }

  func violation(to text: String, at node: Node, in selection: Selection) -> Message? {
    var value = text
    if isTag {
      guard let inner = EntityTagCheck.version(in: text) else {
        return "expected a weak entity tag such as \(code: "W/\"2\""), found \(payload: text)"
      }
      value = inner
    }
    let locations = selection.elements(at: location, from: selection.scope)
    guard let url = locations.first.flatMap({ selection.document.value(of: $0) }) else { return nil }
    let target = RequestTarget(url)
    guard let wanted = part == .id ? target.id : target.version, wanted != value else { return nil }
    return "expected the \(text: part.rawValue) in Location (\(payload: wanted)), found a different one (\(payload: value))"
  }
}
