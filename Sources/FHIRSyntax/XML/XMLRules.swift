import Findings

/// The rules about XML, most of them from XML 1.0.
enum XMLRules {
  static let notWellFormed = rule(
    1, "not-well-formed", "An XML document must be well-formed.", "2.1",
    help: "Correct the markup here.", fails: "<a ?='1'/>", passes: "<a b='1'/>")
  static let mismatchedEndTag = rule(
    2, "mismatched-end-tag", "An end tag must have the name of the innermost open element.", "3",
    help: "Write the end tag of the open element, or a '/' before the '>' of its start tag.",
    fails: "<a>\n<b>\n</a>", passes: "<a>\n<b/>\n</a>")
  static let strayEndTag = rule(
    3, "stray-end-tag", "An end tag must have a matching start tag.", "3",
    help: "Remove this end tag.", fails: "<a><b/></b></a>", passes: "<a><b/></a>")
  static let unclosedTag = rule(
    4, "unclosed-tag", "A tag must end with '>'.", "3.1",
    help: "Write the missing '>' or '/>'.", fails: "<a><b value='1' <c/></a>", passes: "<a><b value='1'/><c/></a>")
  static let unquotedAttribute = rule(
    5, "unquoted-attribute", "The value of an attribute must be in double or single quotes.", "3.1",
    help: "Put the value in double quotes.", fails: "<a b=1/>", passes: "<a b='1'/>")
  static let missingEquals = rule(
    6, "missing-equals", "An attribute must be a name, '=' and a value.", "3.1",
    help: "Write '=' and the value in quotes.", fails: "<a b '1'/>", passes: "<a b='1'/>")
  static let duplicateAttribute = rule(
    7, "duplicate-attribute", "Attribute names must be unique within a tag.", "3.1",
    help: "Keep only one of the attributes.", fails: "<a b='1' b='2'/>", passes: "<a b='1'/>")
  static let unterminatedValue = rule(
    8, "unterminated-value", "The value of an attribute must end with the quote that it starts with.", "3.1",
    help: "Write the closing quote here.", fails: "<a><b c=\"1/>\n<d e=\"2\"/></a>", passes: "<a><b c=\"1\"/>\n<d e=\"2\"/></a>")
  static let unescapedMarkup = rule(
    9, "unescaped-markup", "'<' and '&' must be escaped in text, and so must the '>' of ']]>'.", "2.4",
    help: "Write &lt; for '<', &amp; for '&' and &gt; for '>'.", fails: "<a b='fish & chips'/>",
    passes: "<a b='fish &amp; chips'/>")
  static let undefinedEntity = rule(
    10, "undefined-entity", "The only references allowed are &lt; &gt; &amp; &quot; &apos; and numeric ones such as &#160;.",
    "4.1",
    help: "Write the character itself or a numeric character reference: &#160; for a no-break space.",
    fails: "<a>1&nbsp;2</a>", passes: "<a>1&#160;2</a>")
  static let undefinedPrefix = rule(
    11, "undefined-prefix", "The prefix of a name must be bound to a namespace.", "5", of: "Namespaces in XML 1.0",
    help: "Declare the prefix with xmlns:prefix=\"...\", or omit the prefix.", fails: "<f:a/>", passes: "<f:a xmlns:f='urn:x'/>")
  static let truncated = rule(
    12, "truncated", "A document must not end before all elements are closed.", "2.1",
    help: "The end of the document is missing: send the complete document.", fails: "<a><b/>", passes: "<a><b/></a>")
  static let contentOutsideRoot = rule(
    13, "content-outside-root", "All text and elements must be inside one root element.", "2.1",
    help: "Remove the content outside the root element.", fails: "<a/> done", passes: "<a/>")
  static let invalidCharacter = rule(
    14, "invalid-character", "Control characters other than tabs and line breaks are not allowed in XML and cannot be escaped.",
    "2.2",
    help: "Remove the character.", fails: "<a b='\u{1}'/>", passes: "<a b=''/>")
  static let badDeclaration = rule(
    15, "bad-declaration", "An XML declaration must be at the start of a document: version, then encoding, then standalone.",
    "2.8",
    help: "Write <?xml version=\"1.0\" encoding=\"UTF-8\"?>, or omit the declaration.",
    fails: "<?xml encoding='UTF-8'?><a/>", passes: "<?xml version='1.0' encoding='UTF-8'?><a/>")
  static let doctype = rule(
    16, "doctype", "FHIR XML must not have a document type declaration; the entities that it declares are ignored.", "2.8",
    help: "Remove the DOCTYPE.", fails: "<!DOCTYPE a><a/>", passes: "<a/>")
  static let invalidUTF8 = rule(
    17, "invalid-utf-8", "FHIR XML must be encoded in UTF-8.", "4.3.3",
    help: "Save the document as UTF-8.", fails: "<a b='�'/>", passes: "<a b='é'/>")
  static let otherEncoding = rule(
    18, "other-encoding", "FHIR XML must be encoded in UTF-8.", "4.3.3",
    help: "Save the document as UTF-8, and declare this encoding in the XML declaration.",
    fails: "<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
    passes: "<?xml version='1.0' encoding='UTF-8'?><a/>")
  static let byteOrderMark = rule(
    19, "byte-order-mark", "UTF-8 does not need a byte order mark.", "4.3.3", severity: .information,
    help: "Save the document as UTF-8 without a byte order mark.", fails: "EF BB BF <a/>", passes: "<a/>")
  static let empty = rule(
    20, "empty-document", "A document must have one root element.", "2.1",
    help: "Send the resource.", fails: "<!-- nothing -->", passes: "<a/>")
  static let badComment = rule(
    21, "bad-comment", "A comment must start with <!--, end with --> and have no -- in between.", "2.5",
    help: "Remove the hyphens, or the comment.", fails: "<a><!-- one -- two --></a>", passes: "<a><!-- one, two --></a>")
  static let missingBlank = rule(
    22, "missing-blank", "Attributes must be separated by whitespace.", "3.1",
    help: "Write a space here.", fails: "<a b='1'c='2'/>", passes: "<a b='1' c='2'/>")
  static let badReference = rule(
    23, "bad-reference",
    "A numeric reference must be &# and decimal digits, or &#x and hexadecimal digits, then ';', and denote an XML character.",
    "4.1",
    help: "Write the character itself, or omit the reference.", fails: "<a b='&#0;'/>", passes: "<a b='&#48;'/>")
  static let badNamespace = rule(
    24, "bad-namespace", "A name must have at most one prefix, declared as the standard allows.", "4",
    of: "Namespaces in XML 1.0",
    help: "Correct the namespace declaration or the name.", fails: "<a xmlns:b=''/>", passes: "<a xmlns:b='urn:x'/>")
  static let tooDeep = rule(
    30, "too-deep", "Elements must not be nested deeper than the limit (500 by default).", "2.1", type: .tooCostly,
    help: "No FHIR resource is nested this deep: look for a loop in the software that writes the document.",
    fails: "<a><a><a> ... 501 deep", passes: "<a><b/></a>")
  static let tooLarge = rule(
    31, "too-large", "A document must not be larger than the limit.", "2.1", type: .tooCostly,
    help: "Split the document, or raise the limit.", fails: "more than 256 MiB", passes: "anything smaller")
  static let tooManyAttributes = rule(
    32, "too-many-attributes", "A tag must have at most 256 attributes, with at most 1000 namespaces in scope.", "3.1",
    type: .tooCostly,
    help: "No FHIR element has this many attributes or namespaces: look for a loop in the software that writes the document.",
    fails: "<a b1='' b2='' b3='' ... 257 of them", passes: "<a b1='' b2=''/>")
  static let tooManyNames = rule(
    33, "too-many-names", "A document must have at most 10000 names, prefixes and namespaces unknown to FHIR.", "2.1",
    type: .tooCostly,
    help: "Names must not contain data: check the software that writes the document.",
    fails: "<a><b1/><b2/><b3/> ... 10001 of them", passes: "<a><b/><b/><b/></a>")

  static let all = [
    notWellFormed, mismatchedEndTag, strayEndTag, unclosedTag, unquotedAttribute, missingEquals, duplicateAttribute,
    unterminatedValue, unescapedMarkup, undefinedEntity, undefinedPrefix, truncated, contentOutsideRoot, invalidCharacter,
    badDeclaration, doctype, invalidUTF8, otherEncoding, byteOrderMark, empty, badComment, missingBlank, badReference,
    badNamespace, tooDeep, tooLarge, tooManyAttributes, tooManyNames,
  ]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ section: String, of document: String = "XML 1.0",
    severity: Severity = .error, type: IssueType = .invalid, help: String, fails: String, passes: String
  ) -> RuleDescriptor {
    RuleDescriptor(
      code: RuleFamily.xml.code(number), name: name, severity: severity, type: type,
      requirement: requirement, clause: document + ", section " + section, help: help, fails: fails, passes: passes)
  }
}
