import FHIRSyntax
import HTTPExchange

/// The value is the absolute URL of a resource of a type: `[base]/Appointment/[id]`, with `/_history/[vid]` where asked.
struct LocationCheck: ValueCheck {
  static let kind = "location"
  static let options = ["of", "versioned"]

  private let type: String
  private let isVersioned: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    type = try options.string("of")
    isVersioned = try options.object.flag("versioned")
  }

  func objection(to text: String, at node: Node, in selection: Selection) -> Message? {
    let target = RequestTarget(text)
    let isInstance = target.level == .version || target.level == .instance && !isVersioned
    if target.isAbsolute && isInstance && target.type == type { return nil }
    let wanted = "[base]/\(type)/[id]" + (isVersioned ? "/_history/[vid]" : "")
    let slip: Message =
      if !target.isAbsolute {
        "this is no absolute URL"
      } else if let other = target.type, other != type {
        "this is the URL of another type of resource"
      } else if target.level == .instance {
        "this lacks the version"
      } else {
        "found \(payload: text)"
      }
    return "expected the absolute URL \(code: wanted): \(slip)"
  }
}
