/// The rules about XML, most of them XML 1.0's.
enum XMLRules {
  static let notWellFormed = rule(
    1, "not-well-formed", "An XML document is well-formed.", "2.1",
    help: "Mend the markup here.", fails: "<a><b></a>", passes: "<a><b></b></a>")
  static let invalidUTF8 = rule(
    17, "invalid-utf-8", "FHIR XML is encoded in UTF-8.", "4.3.3",
    help: "Save the document as UTF-8.", fails: "<a b='�'/>", passes: "<a b='é'/>")
  static let otherEncoding = rule(
    18, "other-encoding", "FHIR XML is encoded in UTF-8.", "4.3.3",
    help: "Save the document as UTF-8, and say so in the XML declaration.", fails: "<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
    passes: "<?xml version='1.0' encoding='UTF-8'?><a/>")
  static let byteOrderMark = rule(
    19, "byte-order-mark", "A byte order mark is of no use in UTF-8.", "4.3.3", severity: .information,
    help: "Save the document as UTF-8 without a byte order mark.", fails: "EF BB BF <a/>", passes: "<a/>")
  static let tooDeep = rule(
    30, "too-deep", "Elements nest no deeper than the limit that is set (500 unless told otherwise).", "2.1", type: .tooCostly,
    help: "No FHIR resource nests this deep: look for a loop in what writes the document.",
    fails: "<a><a><a> ... 501 deep", passes: "<a><b/></a>")
  static let tooLarge = rule(
    31, "too-large", "A document is no larger than the limit that is set.", "2.1", type: .tooCostly,
    help: "Split the document, or raise the limit.", fails: "more than 256 MiB", passes: "anything smaller")

  static let all = [notWellFormed, invalidUTF8, otherEncoding, byteOrderMark, tooDeep, tooLarge]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ section: String, severity: Severity = .error,
    type: IssueType = .invalid, help: String, fails: String, passes: String
  ) -> StandardRule {
    StandardRule(
      code: "XML" + (number < 10 ? "00" : "0") + String(number), name: name, severity: severity, type: type,
      requirement: requirement, clause: "XML 1.0, section " + section, help: help, fails: fails, passes: passes)
  }
}
