import Findings

/// The rules about narrative.
enum NarrativeRules {
  static let notWellFormed = rule(
    1, "narrative-not-well-formed", "Narrative in JSON must be well-formed XML.", "Narrative: JSON representation",
    help: "Correct the markup.",
    fails:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Jane Roe</div>"}}"#,
    passes:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Jane Roe</p></div>"}}"#
  )
  static let notADiv = rule(
    2, "narrative-not-a-div", "Narrative must be one div in the namespace http://www.w3.org/1999/xhtml.", "Narrative",
    help: "Write <div xmlns=\"http://www.w3.org/1999/xhtml\">.",
    fails: #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div>Jane Roe</div>"}}"#,
    passes:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Jane Roe</p></div>"}}"#
  )
  static let element = rule(
    3, "narrative-element",
    "Narrative must have only the formatting elements of HTML 4.0, links and images: no scripts, forms, frames, objects or deprecated elements.",
    "Narrative: txt-1",
    help: "Remove the element, or use one that narrative allows.",
    fails:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><script>run()</script></div>"}}"#,
    passes:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Jane Roe</p></div>"}}"#
  )
  static let attribute = rule(
    4, "narrative-attribute", "The elements of narrative must have only the attributes that HTML 4.0 defines.",
    "Narrative: txt-1",
    help: "Remove the attribute.",
    fails:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p data-id=\"1\">Jane Roe</p></div>"}}"#,
    passes:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Jane Roe</p></div>"}}"#
  )
  static let active = rule(
    5, "narrative-active-content", "Narrative must not run scripts when it is shown or clicked.", "Narrative: txt-1",
    help: "Remove the attribute or link that runs the script.",
    fails:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p onclick=\"run()\">Jane Roe</p></div>"}}"#,
    passes:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Jane Roe</p></div>"}}"#
  )
  static let empty = rule(
    6, "narrative-empty", "Narrative must have text or an image.", "Narrative: txt-2",
    help: "Add text, or omit the narrative.",
    fails:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"> </div>"}}"#,
    passes:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Jane Roe</p></div>"}}"#
  )
  static let duplicateId = rule(
    7, "narrative-id-twice", "Element ids must be unique within a narrative.", "Narrative; HTML 4.0, 7.5.2",
    help: "Give each element a unique id.", severity: .warning,
    fails:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p id=\"a\">Jane</p><p id=\"a\">Roe</p></div>"}}"#,
    passes:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p id=\"a\">Jane</p><p id=\"b\">Roe</p></div>"}}"#
  )
  static let instruction = rule(
    8, "narrative-instruction", "Narrative must not have processing instructions.", "Narrative",
    help: "Remove the processing instruction.",
    fails:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><?print now?>Jane Roe</div>"}}"#,
    passes:
      #"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Jane Roe</p></div>"}}"#
  )
  static let unresolvedLink = rule(
    9, "narrative-link-unresolved", "A link to #id must refer to an id or an anchor in the same resource.",
    "Narrative; HTML 4.0, 12.2",
    help: "Give the target element this id, or remove the link.",
    fails:
      ##"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p id=\"a\">Jane <a href=\"#b\">Roe</a></p></div>"}}"##,
    passes:
      ##"{"resourceType": "Patient", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p id=\"a\">Jane <a href=\"#a\">Roe</a></p></div>"}}"##
  )

  /// Every rule about narrative, in ascending order of code.
  static let all: [RuleDescriptor] = [
    notWellFormed, notADiv, element, attribute, active, empty, duplicateId, instruction, unresolvedLink,
  ]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ clause: String, help: String, severity: Severity = .error,
    fails: String,
    passes: String
  ) -> RuleDescriptor {
    RuleDescriptor(
      code: RuleFamily.narrative.code(number), name: name, severity: severity, type: .structure,
      requirement: requirement, clause: "FHIR, \(clause)", help: help, fails: fails, passes: passes)
  }
}
