import Testing

/// In FHIRPath conditions of rules, elements without a value are treated as missing.
@Suite struct PresenceConditionTests {
  static let absent =
    #"{ "extension": [ { "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown" } ] }"#

  /// `comment` has only an extension, `patientInstruction` only an id, and `description` is blank.
  static let json = """
    { "resourceType": "Appointment", "status": "booked", "description": "\u{A0} ", "_comment": \(absent),
      "_patientInstruction": { "id": "x" }, "_priority": \(absent), "reasonCode": [ \(absent) ],
      "identifier": [ { "id": "i" }, { "system": "urn:x", "value": "1" }, { "_value": \(absent) } ],
      "participant": [ { "actor": { "reference": "Patient/1" }, "_status": \(absent) },
                       { "actor": { "_reference": \(absent) }, "status": "accepted" } ] }
    """

  static let absentXML = """
    <extension url="http://hl7.org/fhir/StructureDefinition/data-absent-reason"><valueCode value="unknown"/></extension>
    """

  static let xml = """
    <Appointment xmlns="http://hl7.org/fhir"><identifier id="i"/>
      <identifier><system value="urn:x"/><value value="1"/></identifier><identifier><value>\(absentXML)</value></identifier>
      <status value="booked"/><reasonCode>\(absentXML)</reasonCode><priority>\(absentXML)</priority>
      <description value="&#160; "/><comment>\(absentXML)</comment><patientInstruction id="x"/>
      <participant><actor><reference value="Patient/1"/></actor><status>\(absentXML)</status></participant>
      <participant><actor><reference>\(absentXML)</reference></actor><status value="accepted"/></participant></Appointment>
    """

  /// Conditions that are true; their negations are false.
  static let conditions = [
    // Presence and numbers
    "comment.empty()", "comment.exists().not()", "comment.count() = 0", "comment.hasValue().not()", "comment.not().empty()",
    "patientInstruction.empty()", "description.empty()", "description.exists().not()", "description.count() = 0",
    "description.trim().empty()", "description.hasValue().not()", "reasonCode.empty()", "reasonCode.coding.empty()",
    "(comment | description | patientInstruction).exists().not()", "(comment | status).count() = 1", "status.exists()",
    "comment.exists($this != 'x').not()", "reasonCode.exists(text.empty()).not()", "children().where($this = 'booked').exists()",
    "coalesce(comment, status) = 'booked'", "iif(comment.exists(), 'a', 'b') = 'b'", "(comment and true).empty()",
    // Repeating elements
    "identifier.count() = 1", "identifier.value.count() = 1", "identifier.value = '1'", "identifier.first().value = '1'",
    "identifier.last().value = '1'", "identifier[0].value = '1'", "identifier.tail().empty()", "identifier.skip(1).empty()",
    "identifier.take(1).value = '1'", "identifier.single().value = '1'", "identifier.all(value = '1')",
    "identifier.where(value.empty()).empty()", "identifier.value.isDistinct()", "identifier.value.subsetOf('1' | '2')",
    "participant.count() = 2", "participant.where(status.empty()).count() = 1", "participant.where(status.exists()).exists()",
    "participant.all(status.exists()).not()", "participant.where(actor.reference.empty()).status = 'accepted'",
    "participant.status.count() = 1", "participant.actor.count() = 1", "participant.status.select($this = 'accepted').allTrue()",
    // Values: the condition would fail, or be undetermined
    "(priority > 1).empty()", "(priority = 1).empty()", "(priority != 1).empty()", "(priority + 1).empty()", "priority ~ {}",
    "comment.matches('x').empty()", "comment.startsWith('x').empty()", "comment.toString().empty()", "(comment in 'x').empty()",
    "comment.is(string).empty()", "participant.status.matches('acc')", "participant.where(status != 'x').count() = 1",
    // Extensions and ids
    "comment.extension('http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists()",
    "comment.extension.value = 'unknown'", "reasonCode.extension.count() = 1", "patientInstruction.id = 'x'",
    "comment.first().extension.exists()", "comment.where(extension.exists()).extension.exists()",
    "descendants().where(url = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason').count() = 6",
  ]

  private static func folder(_ keyword: String, _ conditions: [String]) throws -> TestFolder {
    let rows = conditions.enumerated().map { index, condition in
      """
      { "code": "OWN\(String(index + 1_000).dropFirst())", "name": "own-\(index)", "keyword": "\(keyword)",
        "requirement": "True.", "at": "Appointment",
        "check": { "fhirpath": { "holds": "\(condition)", "called": "number \(index)" } } }
      """
    }
    return try TestFolder([
      "own/pack.json": #"{ "id": "own", "title": "Own", "release": "4.0", "tables": ["table.json"] }"#,
      "own/table.json": """
      { "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "Appointment" } },
        "rules": [ \(rows.joined(separator: ", ")) ] }
      """,
      "a.json": json, "a.xml": xml,
    ])
  }

  /// The conditions that are reported as violated.
  private static func violated(_ keyword: String, _ conditions: [String], in file: String) throws -> [String] {
    let run = try folder(keyword, conditions).run("check", "--pack", "@own", "--select", "OWN", "--format", "concise", "@\(file)")
    #expect(run.status < 2, "\(run.output)")
    return conditions.enumerated().filter { index, _ in
      run.findings.contains { $0.contains("expected number \(index) ") }
    }.map(\.element)
  }

  @Test(arguments: ["a.json", "a.xml"]) func elementsWithoutValueAreTreatedAsMissing(file: String) throws {
    #expect(try Self.violated("MUST", Self.conditions, in: file) == [])
    let negations = Self.conditions.map { "(\($0)).not()" }
    #expect(try Self.violated("MUST", negations, in: file) == negations)
  }

  /// A rule that forbids an element is violated by its presence, with or without a value.
  @Test(arguments: ["MUST NOT", "SHOULD NOT"]) func forbiddenElementsAreFoundEvenWithoutValue(keyword: String) throws {
    let conditions = ["comment.empty()", "patientInstruction.exists().not()", "identifier.count() < 3", "description.empty()"]
    #expect(try Self.violated(keyword, conditions, in: "a.json") == conditions)
  }

  @Test(arguments: [
    ("comment.exists()", "true"), ("identifier.count()", "3"), ("description.empty()", "false"), ("comment.empty()", "false"),
  ]) func theCommandFollowsFHIRPath(expression: String, result: String) throws {
    let run = try Self.folder("MUST", ["true"]).run("fhirpath", "--fhir-version", "4.0", expression, "@a.json")
    #expect(run.output.contains(result), "\(run.output)")
  }
}
