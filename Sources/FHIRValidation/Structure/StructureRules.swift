import Findings

/// The rules about the structure and representation of FHIR resources.
enum StructureRules {
  static let notAResource = rule(
    1, "not-a-resource",
    "A payload is one FHIR resource: in JSON an object with a resourceType, in XML an element of FHIR's namespace.",
    "FHIR, Resource formats",
    help: "Name the type of the resource.", fails: #"{"active": true}"#, passes: #"{"resourceType": "Patient", "active": true}"#)
  static let duplicate = rule(
    2, "duplicate-property", "No object has two properties of one name.",
    "FHIR, JSON representation; RFC 8259, section 4",
    help: "Keep one of them; items of a repeating element stand in one array.",
    fails: #"{"resourceType": "Patient", "gender": "male", "gender": "female"}"#,
    passes: #"{"resourceType": "Patient", "gender": "female"}"#)

  static let unknownType = rule(
    3, "unknown-resource-type", "The type of a resource is one that the release of FHIR defines.",
    "FHIR, Resource list",
    help: "Name a type of the release, or choose another release.", refusal: .value,
    fails: #"{"resourceType": "Appointmnt", "status": "booked"}"#,
    passes: #"{"resourceType": "Basic", "code": {"text": "a note"}}"#)
  static let unknownElement = rule(
    4, "unknown-element", "A resource or data type has the elements that its definition gives it, and no others.",
    "FHIR, Resource formats",
    help: "Remove it, or write it as an extension.",
    fails: #"{"resourceType": "Patient", "colour": "red"}"#, passes: #"{"resourceType": "Patient", "gender": "female"}"#)
  static let missing = rule(
    5, "missing-element", "An element whose minimum is 1 is there.", "FHIR, ElementDefinition: min",
    help: "Add it.", type: .required, fails: #"{"resourceType": "Basic"}"#,
    passes: #"{"resourceType": "Basic", "code": {"text": "a note"}}"#)
  static let tooMany = rule(
    6, "too-many-elements", "An element whose maximum is 1 stands once at most.", "FHIR, ElementDefinition: max",
    help: "Keep one of them.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><gender value="male"/><gender value="female"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><gender value="female"/></Patient>"#)
  static let arrayForSingle = rule(
    7, "array-for-single", "JSON writes an element whose maximum is 1 without an array.", json,
    help: "Remove the square brackets.", fails: #"{"resourceType": "Patient", "gender": ["female"]}"#,
    passes: #"{"resourceType": "Patient", "gender": "female"}"#)
  static let singleForArray = rule(
    8, "single-for-array", "JSON writes an element that may repeat as an array, even where it stands once.", json,
    help: "Put it in square brackets.", fails: #"{"resourceType": "Patient", "name": {"family": "Roe"}}"#,
    passes: #"{"resourceType": "Patient", "name": [{"family": "Roe"}]}"#)
  static let wrongForm = rule(
    9, "wrong-form", "JSON writes a primitive as a value and every other element as an object.", json,
    help: "Write it in the form of its type.", refusal: .content,
    fails: #"{"resourceType": "Patient", "gender": {"code": "female"}}"#,
    passes: #"{"resourceType": "Patient", "gender": "female"}"#)
  static let wrongToken = rule(
    10, "wrong-json-type",
    "JSON writes a boolean as true or false, an integer or decimal as a number, and every other primitive as a string.", json,
    help: "Write it as JSON writes its type.", type: .value, refusal: .content,
    fails: #"{"resourceType": "Patient", "active": "true"}"#,
    passes: #"{"resourceType": "Patient", "active": true}"#)
  static let null = rule(
    11, "stray-null", "In JSON null is nothing but a place left free in an array whose other array has something there.", json,
    help: "Leave the element out.", refusal: .content, fails: #"{"resourceType": "Patient", "gender": null}"#,
    passes: #"{"resourceType": "Patient"}"#)
  static let empty = rule(
    12, "empty-element", "An element has a value, or elements beside its id; no array or object is empty.",
    "FHIR, Element: ele-1; JSON representation",
    help: "Leave the element out.", refusal: .content, fails: #"{"resourceType": "Patient", "name": [{}]}"#,
    passes: #"{"resourceType": "Patient", "name": [{"family": "Roe"}]}"#)
  static let severalChoices = rule(
    13, "several-choices", "Of a choice of types, such as deceased[x], one stands at most.",
    "FHIR, Resource formats: choice of data types",
    help: "Keep one of them.",
    fails: #"{"resourceType": "Patient", "deceasedBoolean": true, "deceasedDateTime": "2024-05-01"}"#,
    passes: #"{"resourceType": "Patient", "deceasedDateTime": "2024-05-01"}"#)
  static let order = rule(
    14, "element-order", "In XML elements stand in the order of their definition.", xml,
    help: "Move it to its place.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><gender value="female"/><active value="true"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/><gender value="female"/></Patient>"#)
  static let text = rule(
    15, "stray-text", "In XML no text stands between tags, but for narrative.", xml,
    help: "Remove the text.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/> yes </Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#)
  static let attribute = rule(
    16, "wrong-attribute", "In XML the attributes are value, and the id and url of elements; all else is an element.", xml,
    help: "Write it as FHIR's XML does.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><active value="true" since="2024"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#)
  static let foreignNamespace = rule(
    17, "wrong-namespace", "All elements of a resource are in the namespace http://hl7.org/fhir, but for narrative.", xml,
    help: "Remove it, or write it in FHIR's namespace.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/><note xmlns="urn:other"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#)
  static let instruction = rule(
    18, "processing-instruction", "No processing instruction stands in a resource.", xml,
    help: "Remove it.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><?style plain?><active value="true"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#)
  static let schemaLocation = rule(
    19, "schema-location", "A resource carries no hints to its schema.", xml,
    help: "Remove it.", severity: .information,
    fails:
      #"<Patient xmlns="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://hl7.org/fhir fhir.xsd"><active value="true"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#)
  static let companion = rule(
    20, "wrong-companion", "In JSON a name with an underscore holds the id and extensions of the primitive of that name.", json,
    help: "Write them inside of the element.",
    fails: #"{"resourceType": "Patient", "name": [{"family": "Roe"}], "_name": [{"id": "n1"}]}"#,
    passes: #"{"resourceType": "Patient", "name": [{"id": "n1", "family": "Roe"}]}"#)
  static let companionLength = rule(
    21, "companion-length", "The arrays of a primitive and of its name with an underscore have an item for each place.", json,
    help: "Fill the shorter array with null.", severity: .warning,
    fails: #"{"resourceType": "Patient", "name": [{"given": ["Jane", "May"], "_given": [{"id": "g1"}]}]}"#,
    passes: #"{"resourceType": "Patient", "name": [{"given": ["Jane", "May"], "_given": [{"id": "g1"}, null]}]}"#)
  static let noResource = rule(
    22, "no-resource", "Where a resource stands inside another, its type is named.", "FHIR, Resource formats",
    help: "Name the type of the resource.",
    refusal: .value,
    fails:
      #"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Basic/1", "resource": {"id": "1"}}]}"#,
    passes:
      #"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"#
  )
  static let surplusResource = rule(
    23, "surplus-resource", "One element holds one resource.", xml,
    help: "Give each resource an element of its own.",
    fails:
      #"<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><fullUrl value="http://example.org/fhir/Patient/1"/><resource><Patient><id value="1"/></Patient><Patient><id value="2"/></Patient></resource></entry></Bundle>"#,
    passes:
      #"<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><fullUrl value="http://example.org/fhir/Patient/1"/><resource><Patient><id value="1"/></Patient></resource></entry></Bundle>"#
  )
  static let elementId = rule(
    24, "element-id-twice", "The id of an element is unique within its resource.", "FHIR, Element: id",
    help: "Give each element an id of its own.",
    fails: #"{"resourceType": "Patient", "name": [{"id": "a", "family": "Roe"}], "address": [{"id": "a", "city": "Leeds"}]}"#,
    passes: #"{"resourceType": "Patient", "name": [{"id": "a", "family": "Roe"}], "address": [{"id": "b", "city": "Leeds"}]}"#)

  static let unsupportedRelease = rule(
    30, "unsupported-release", "A payload is in a release of FHIR that it can be checked against: STU3 or R4.",
    "FHIR, Version management", help: "Send the release that the API is defined in.",
    fails: #"{"resourceType": "Patient", "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/Patient|5.0.0"]}}"#,
    passes: #"{"resourceType": "Patient", "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/Patient|4.0.1"]}}"#)

  private static let json = "FHIR, JSON representation"
  private static let xml = "FHIR, XML representation"

  /// Every rule about structure, by rising code.
  static let all: [RuleDescriptor] = [
    notAResource, duplicate, unknownType, unknownElement, missing, tooMany, arrayForSingle, singleForArray, wrongForm, wrongToken,
    null, empty, severalChoices, order, text, attribute, foreignNamespace, instruction, schemaLocation, companion,
    companionLength, noResource, surplusResource, elementId, unsupportedRelease,
  ]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ clause: String, help: String, severity: Severity = .error,
    type: IssueType = .structure, refusal: Refusal? = nil, fails: String, passes: String
  ) -> RuleDescriptor {
    var rule = RuleDescriptor(
      code: "STR" + (number < 10 ? "00" : "0") + String(number), name: name, severity: severity, type: type,
      requirement: requirement, clause: clause, help: help, fails: fails, passes: passes)
    rule.refusal = refusal
    return rule
  }
}
