import FHIRSyntax
import Findings

/// A resource is equal to its earlier version: each element that differs is a violation.
struct UnchangedCheck: RuleCheck {
  static let kind = "unchanged"
  static let options = ["since", "except", "mayAdd", "mayOmit", "mayRename"]
  static let issueType = IssueType.businessRule

  private let since: ElementQuery
  private let except: ComparisonExceptions
  /// Whether the later version may have additional elements.
  private let mayAdd: Bool
  /// Whether the later version may omit top-level elements of the resource, as the body of a PATCH does.
  private let mayOmit: Bool
  /// Whether contained resources may have different ids in the later version.
  private let mayRename: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    since = try options.path("since")
    mayAdd = try options.object.flag("mayAdd")
    mayOmit = try options.object.flag("mayOmit")
    mayRename = try options.object.flag("mayRename")
    guard let except = ComparisonExceptions(try options.object.strings("except")) else {
      throw options.object.error("in 'except': expected a path of names from the resource, such as meta.versionId")
    }
    self.except = except
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let payload = selection.payload
    for node in selection.elements {
      guard let earlier = payload.selector.elements(of: since, at: selection.scope).first else { continue }
      let differences = ResourceComparison.differences(
        from: earlier, to: node, in: payload, except: except, mayRename: mayRename)
      for difference in differences {
        switch difference {
        case .changed(let old, _) where payload.document.isTruncated(old): continue
        case .changed(let old, let new): report(Violation(new, changed(old, new, payload), related: (old, Self.earlier)))
        case .removed(_, let parent) where mayOmit && parent == node: continue
        case .removed(let old, let parent):
          report(Violation(parent, "\(name(old, payload)) is missing\(value(old, payload))", related: (old, Self.earlier)))
        case .added(let new) where !mayAdd && !payload.document.isTruncated(earlier):
          let name = payload.document.shownName(of: new)
          report(Violation(new, "\(name) must not be added: the earlier version does not have it"))
        case .added: continue
        }
      }
    }
  }

  private static let earlier = "the earlier version"

  private func changed(_ old: Node, _ new: Node, _ payload: PayloadContext) -> Message {
    guard let was = payload.document.value(of: old), let now = payload.document.value(of: new), was != now else {
      return "expected no change to \(name(old, payload))"
    }
    let values: (Message, Message) = (payload.found(was, at: old), payload.found(now, at: new))
    return "expected the value of \(name(old, payload, ", ", "")) (\(values.0)), found a different one (\(values.1))"
  }

  /// An element of the earlier version with its position: `Appointment.start (line 12 of earlier.json)`.
  private func name(_ old: Node, _ payload: PayloadContext, _ opening: String = " (", _ closing: String = ")") -> Message {
    let path = payload.path(of: old) ?? payload.document.name(of: old)
    return "\(text: path)\(text: payload.positionText(old).map { opening + $0 + closing } ?? "")"
  }

  private func value(_ old: Node, _ payload: PayloadContext) -> Message {
    payload.document.value(of: old).map { ": it was \(payload.found($0, at: old))" } ?? ""
  }
}
