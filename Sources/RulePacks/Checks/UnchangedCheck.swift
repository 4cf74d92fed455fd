import FHIRSyntax
import Findings

/// A resource says what an earlier version of it says: each element that differs is an violation.
struct UnchangedCheck: RuleCheck {
  static let kind = "unchanged"
  static let options = ["since", "except", "mayAdd", "mayRename"]
  static let issueType = IssueType.businessRule

  private let since: ElementQuery
  private let except: ComparisonExceptions
  /// Whether the later version may say more than the earlier one.
  private let mayAdd: Bool
  /// Whether contained resources may have other ids in the later version.
  private let mayRename: Bool

  init(_ options: inout CheckOptions) throws(RuleFileError) {
    since = try options.path("since")
    mayAdd = try options.object.flag("mayAdd")
    mayRename = try options.object.flag("mayRename")
    guard let except = ComparisonExceptions(try options.object.strings("except")) else {
      throw options.object.error("in 'except': a path is names from the resource on, such as meta.versionId")
    }
    self.except = except
  }

  func check(_ selection: Selection, _ report: (Violation) -> Void) {
    let payload = selection.payload
    for node in selection.elements {
      guard let earlier = payload.selector.elements(of: since, at: selection.scope).first else { continue }
      let differences = ResourceComparison.differences(
        from: earlier, to: node, in: payload.document, except: except, mayRename: mayRename)
      for difference in differences {
        switch difference {
        case .changed(let old, let new): report(Violation(new, changed(old, new, payload)))
        case .removed(let old, let parent):
          report(Violation(parent, "\(name(old, payload)) is missing here\(value(old, payload))"))
        case .added(let new) where !mayAdd:
          report(Violation(new, "this was not there: the earlier version has no such \(words: payload.document.name(of: new))"))
        case .added: continue
        }
      }
    }
  }

  private func changed(_ old: Node, _ new: Node, _ payload: PayloadContext) -> Message {
    guard let was = payload.document.value(of: old), let now = payload.document.value(of: new), was != now else {
      return "this is not what it was: \(name(old, payload))"
    }
    return "expected what it was, \(payload.found(was, at: old)), found \(payload.found(now, at: new)): \(name(old, payload))"
  }

  /// An element of the earlier version, and where it stands: `Appointment.start (line 12 of earlier.json)`.
  private func name(_ old: Node, _ payload: PayloadContext) -> Message {
    let path = payload.path(of: old) ?? payload.document.name(of: old)
    return "\(words: path)\(words: payload.placeWords(old).map { " (\($0))" } ?? "")"
  }

  private func value(_ old: Node, _ payload: PayloadContext) -> Message {
    payload.document.value(of: old).map { ": it was \(payload.found($0, at: old))" } ?? ""
  }
}
