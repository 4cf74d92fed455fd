import Findings

/// The rules about the structure and representation of FHIR resources.
enum StructureRules {
  static let notAResource = rule(
    1, "not-a-resource",
    "A payload must be one FHIR resource: in JSON an object with a resourceType, in XML an element in the FHIR namespace.",
    "FHIR, Resource formats",
    help: "Add the type of the resource.", fails: #"{"active": true}"#, passes: #"{"resourceType": "Patient", "active": true}"#)
  static let duplicate = rule(
    2, "duplicate-property", "Property names must be unique within an object.",
    "FHIR, JSON representation; RFC 8259, section 4",
    help: "Keep only one of the properties; put the items of a repeating element in one array.",
    fails: #"{"resourceType": "Patient", "gender": "male", "gender": "female"}"#,
    passes: #"{"resourceType": "Patient", "gender": "female"}"#)

  static let unknownType = rule(
    3, "unknown-resource-type", "The type of a resource must be defined by its FHIR release.",
    "FHIR, Resource list",
    help: "Use a type of the release, or choose another release.", unusablePart: .value,
    fails: #"{"resourceType": "Appointmnt", "status": "booked"}"#,
    passes: #"{"resourceType": "Basic", "code": {"text": "a note"}}"#)
  static let unknownElement = rule(
    4, "unknown-element", "A resource or data type must have only the elements that its definition allows.",
    "FHIR, Resource formats",
    help: "Remove the element, or write it as an extension.",
    fails: #"{"resourceType": "Patient", "colour": "red"}"#, passes: #"{"resourceType": "Patient", "gender": "female"}"#)
  static let missing = rule(
    5, "missing-element", "An element with a minimum of 1 must be present.", "FHIR, ElementDefinition: min",
    help: "Add the element.", type: .required, fails: #"{"resourceType": "Basic"}"#,
    passes: #"{"resourceType": "Basic", "code": {"text": "a note"}}"#)
  static let tooMany = rule(
    6, "too-many-elements", "An element with a maximum of 1 must not occur more than once.", "FHIR, ElementDefinition: max",
    help: "Keep only one of the elements.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><gender value="male"/><gender value="female"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><gender value="female"/></Patient>"#)
  static let arrayForSingle = rule(
    7, "array-for-single", "In JSON, an element with a maximum of 1 must not be in an array.", json,
    help: "Remove the square brackets.", fails: #"{"resourceType": "Patient", "gender": ["female"]}"#,
    passes: #"{"resourceType": "Patient", "gender": "female"}"#)
  static let singleForArray = rule(
    8, "single-for-array", "In JSON, an element that may repeat must be an array, even if it occurs once.", json,
    help: "Put the element in square brackets.", fails: #"{"resourceType": "Patient", "name": {"family": "Roe"}}"#,
    passes: #"{"resourceType": "Patient", "name": [{"family": "Roe"}]}"#)
  static let wrongForm = rule(
    9, "wrong-form", "In JSON, a primitive must be a string, number or boolean, and any other element an object.", json,
    help: "Use the form that the type of the element requires.", unusablePart: .content,
    fails: #"{"resourceType": "Patient", "gender": {"code": "female"}}"#,
    passes: #"{"resourceType": "Patient", "gender": "female"}"#)
  static let wrongToken = rule(
    10, "wrong-json-type",
    "In JSON, a boolean must be true or false, an integer or decimal a number, and any other primitive a string.", json,
    help: "Use the JSON form that the type of the element requires.", type: .value, unusablePart: .content,
    fails: #"{"resourceType": "Patient", "active": "true"}"#,
    passes: #"{"resourceType": "Patient", "active": true}"#)
  static let null = rule(
    11, "stray-null",
    "In JSON, null is allowed only as a placeholder in an array whose companion array has an item at the same position.", json,
    help: "Omit the element.", unusablePart: .content, fails: #"{"resourceType": "Patient", "gender": null}"#,
    passes: #"{"resourceType": "Patient"}"#)
  static let empty = rule(
    12, "empty-element",
    "An element must have a value or child elements other than its id; arrays and objects must not be empty.",
    "FHIR, Element: ele-1; JSON representation",
    help: "Omit the element.", unusablePart: .content, fails: #"{"resourceType": "Patient", "name": [{}]}"#,
    passes: #"{"resourceType": "Patient", "name": [{"family": "Roe"}]}"#)
  static let severalChoices = rule(
    13, "several-choices", "A choice of types, such as deceased[x], must occur with at most one type.",
    "FHIR, Resource formats: choice of data types",
    help: "Keep only one of the types.",
    fails: #"{"resourceType": "Patient", "deceasedBoolean": true, "deceasedDateTime": "2024-05-01"}"#,
    passes: #"{"resourceType": "Patient", "deceasedDateTime": "2024-05-01"}"#)
  static let order = rule(
    14, "element-order", "In XML, elements must be in the order of their definition.", xml,
    help: "Move the element to its position in the definition.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><gender value="female"/><active value="true"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/><gender value="female"/></Patient>"#)
  static let text = rule(
    15, "stray-text", "In XML, text between tags is allowed only in narrative.", xml,
    help: "Remove the text.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/> yes </Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#)
  static let attribute = rule(
    16, "wrong-attribute",
    "In XML, only the value of a primitive, the id of an element and the url of an extension may be attributes.", xml,
    help: "Remove the attribute, or write it as an element.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><active value="true" since="2024"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#)
  static let foreignNamespace = rule(
    17, "wrong-namespace", "All elements of a resource except narrative must be in the namespace http://hl7.org/fhir.", xml,
    help: "Remove the element, or move it to the FHIR namespace.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/><note xmlns="urn:other"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#)
  static let instruction = rule(
    18, "processing-instruction", "A resource must not have processing instructions.", xml,
    help: "Remove the processing instruction.",
    fails: #"<Patient xmlns="http://hl7.org/fhir"><?style plain?><active value="true"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#)
  static let schemaLocation = rule(
    19, "schema-location", "A resource should not have schema location attributes.", xml,
    help: "Remove the attribute.", severity: .information,
    fails:
      #"<Patient xmlns="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://hl7.org/fhir fhir.xsd"><active value="true"/></Patient>"#,
    passes: #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>"#)
  static let companion = rule(
    20, "wrong-companion",
    "In JSON, a property with a leading underscore is allowed only for the id and extensions of a primitive.", json,
    help: "Move the id and extensions into the element.",
    fails: #"{"resourceType": "Patient", "name": [{"family": "Roe"}], "_name": [{"id": "n1"}]}"#,
    passes: #"{"resourceType": "Patient", "name": [{"id": "n1", "family": "Roe"}]}"#)
  static let companionLength = rule(
    21, "companion-length",
    "The array of a repeating primitive and the array of its underscore property must have the same length.", json,
    help: "Fill the shorter array with null.", severity: .warning,
    fails: #"{"resourceType": "Patient", "name": [{"given": ["Jane", "May"], "_given": [{"id": "g1"}]}]}"#,
    passes: #"{"resourceType": "Patient", "name": [{"given": ["Jane", "May"], "_given": [{"id": "g1"}, null]}]}"#)
  static let noResource = rule(
    22, "no-resource", "A resource inside another must state its type.", "FHIR, Resource formats",
    help: "Add the type of the resource.",
    unusablePart: .value,
    fails:
      #"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Basic/1", "resource": {"id": "1"}}]}"#,
    passes:
      #"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"#
  )
  static let surplusResource = rule(
    23, "surplus-resource", "An element must contain at most one resource.", xml,
    help: "Put each resource in a separate element.",
    fails:
      #"<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><fullUrl value="http://example.org/fhir/Patient/1"/><resource><Patient><id value="1"/></Patient><Patient><id value="2"/></Patient></resource></entry></Bundle>"#,
    passes:
      #"<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><fullUrl value="http://example.org/fhir/Patient/1"/><resource><Patient><id value="1"/></Patient></resource></entry></Bundle>"#
  )
  static let elementId = rule(
    24, "element-id-twice", "The id of an element must be unique within its resource.", "FHIR, Element: id",
    help: "Give each element a unique id.",
    fails: #"{"resourceType": "Patient", "name": [{"id": "a", "family": "Roe"}], "address": [{"id": "a", "city": "Leeds"}]}"#,
    passes: #"{"resourceType": "Patient", "name": [{"id": "a", "family": "Roe"}], "address": [{"id": "b", "city": "Leeds"}]}"#)

  static let unsupportedRelease = rule(
    30, "unsupported-release", "A payload must be in a supported release of FHIR: STU3 or R4.",
    "FHIR, Version management", help: "Use the release of FHIR that the API requires.",
    fails: #"{"resourceType": "Patient", "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/Patient|5.0.0"]}}"#,
    passes: #"{"resourceType": "Patient", "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/Patient|4.0.1"]}}"#)

  static let releaseOfPack = rule(
    31, "release-of-pack", "A payload must use the FHIR release of its rule pack.",
    "FHIR, Version management", help: "Use the release of FHIR that the API requires, or choose the pack of another API.",
    fails: "an Appointment that claims an STU3 profile, with --pack bars",
    passes: #"{"resourceType": "Patient", "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/Patient|4.0.1"]}}"#)

  private static let json = "FHIR, JSON representation"
  private static let xml = "FHIR, XML representation"

  /// Every rule about structure, in ascending order of code.
  static let all: [RuleDescriptor] = [
    notAResource, duplicate, unknownType, unknownElement, missing, tooMany, arrayForSingle, singleForArray, wrongForm, wrongToken,
    null, empty, severalChoices, order, text, attribute, foreignNamespace, instruction, schemaLocation, companion,
    companionLength, noResource, surplusResource, elementId, unsupportedRelease, releaseOfPack,
  ]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ clause: String, help: String, severity: Severity = .error,
    type: IssueType = .structure, unusablePart: UnusablePart? = nil, fails: String, passes: String
  ) -> RuleDescriptor {
    var rule = RuleDescriptor(
      code: RuleFamily.structure.code(number), name: name, severity: severity, type: type,
      requirement: requirement, clause: clause, help: help, fails: fails, passes: passes)
    rule.unusablePart = unusablePart
    return rule
  }
}
