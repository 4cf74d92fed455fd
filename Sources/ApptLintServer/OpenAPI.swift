import ApptLint
import Reporting

/// The description of the service as OpenAPI 3.1.
enum OpenAPI {
  static let document: String = {
    var output = OutputBuffer()
    FHIRJSONWriter(isIndented: true).write(.object(root), into: &output)
    output.append("\n")
    return output.text
  }()

  private static var root: FHIRMembers {
    [
      "openapi": .string("3.1.0"),
      "info": .object([
        "title": .string("apptlint"), "version": .string(Linter.version),
        "summary": .string("Checks FHIR payloads and HTTP exchanges of NHS appointment booking."),
      ]),
      "paths": .object([
        "/{base}/$validate": .object(["parameters": .list([base]), "post": validate("validateSystem")]),
        "/{base}/{type}/$validate": .object(["parameters": .list([base, type]), "post": validate("validateType")]),
        "/{base}/{type}/{id}/$validate": .object([
          "parameters": .list([base, type, path("id", "The id of the instance; it is not compared with the resource.")]),
          "post": validate("validateInstance"),
        ]),
        "/{base}/metadata": .object([
          "parameters": .list([base]),
          "get": operation(
            "metadata", "The CapabilityStatement of a base.", fhir, parameters: [query("_format")], refusals: ["406"]),
        ]),
        "/exchange": .object([
          "post": operation(
            "checkExchange", "Checks a HAR file, or HTTP messages as text.", fhir,
            parameters: ["pack", "interaction", "profile", "_format"].map(query), body: ["application/json", "message/http"],
            refusals: ["400", "406", "408", "413", "415", "503"])
        ]),
        "/validate": .object([
          "post": operation(
            "validateFiles", "Checks files as HL7's validator wrapper does.", ["application/json"], body: ["application/json"],
            refusals: ["400", "408", "413", "415", "503"])
        ]),
        "/openapi.json": .object(["get": operation("openapi", "This description.", ["application/json"])]),
        "/healthz": .object(["get": operation("liveness", "Whether the process is alive.", ["text/plain"])]),
        "/readyz": .object(["get": operation("readiness", "Whether it accepts new requests.", ["text/plain"], refusals: ["503"])]
        ),
        "/metrics": .object(["get": operation("metrics", "Counters for Prometheus.", ["text/plain"])]),
        "/": .object([
          "get": operation("page", "A page to paste a payload into.", ["text/html"]),
          "post": operation(
            "submitPage", "The findings of a pasted payload.", ["text/html"], body: ["application/x-www-form-urlencoded"],
            refusals: ["400", "408", "413", "415", "503"]),
        ]),
      ]),
    ]
  }

  private static let fhir = ["application/fhir+json", "application/fhir+xml"]

  private static var base: FHIRValue { path("base", "The release of FHIR.", ["stu3", "r4"]) }
  private static var type: FHIRValue { path("type", "The type of the resource, such as Appointment.") }

  private static func path(_ name: String, _ description: String, _ values: [String] = []) -> FHIRValue {
    var schema: FHIRMembers = ["type": .string("string")]
    if !values.isEmpty { schema.append("enum", .list(values.map { .string($0) })) }
    return .object([
      "name": .string(name), "in": .string("path"), "required": .boolean(true), "description": .string(description),
      "schema": .object(schema),
    ])
  }

  private static func query(_ name: String) -> FHIRValue {
    let descriptions = [
      "pack": "Rule packs by id; none for FHIR only.", "interaction": "The interaction, such as book.",
      "profile": "The canonical URL of a profile to check against.", "mode": "What the resource is to be used for.",
      "_format": "json or xml, in place of Accept.",
    ]
    var schema: FHIRMembers = ["type": .string("string")]
    if name == "mode" { schema.append("enum", .list(ValidateOperation.modes.map { .string($0) })) }
    return .object([
      "name": .string(name), "in": .string("query"), "description": .string(descriptions[name] ?? name),
      "schema": .object(schema),
    ])
  }

  private static func validate(_ id: String) -> FHIRValue {
    operation(
      id, "Validates a resource, or the one in Parameters.", fhir,
      parameters: ["pack", "interaction", "profile", "mode", "_format"].map(query), body: fhir,
      refusals: ["400", "406", "408", "413", "415", "422", "503"])
  }

  private static func operation(
    _ id: String, _ summary: String, _ types: [String], parameters: [FHIRValue] = [], body: [String] = [],
    refusals: [String] = []
  ) -> FHIRValue {
    func content(_ types: [String]) -> FHIRValue {
      var members: FHIRMembers = [:]
      for type in types { members.append(type, .object(["schema": .object([:])])) }
      return .object(members)
    }
    var members: FHIRMembers = ["operationId": .string(id), "summary": .string(summary)]
    if !parameters.isEmpty { members.append("parameters", .list(parameters)) }
    if !body.isEmpty { members.append("requestBody", .object(["required": .boolean(true), "content": content(body)])) }
    var responses: FHIRMembers = [
      "200": .object(["description": .string("The result; findings do not change the status."), "content": content(types)])
    ]
    for status in refusals {
      responses.append(
        status,
        .object(["description": .string(reasons[status] ?? status), "content": content(["application/fhir+json"])]))
    }
    members.append("responses", .object(responses))
    return .object(members)
  }

  private static let reasons = [
    "400": "A query parameter, the Parameters resource or the type is invalid.", "406": "No acceptable format is available.",
    "408": "The request was not complete in time.",
    "413": "The body, or the memory for checking it, exceeds a limit.",
    "415": "The media type, charset or content coding of the body is not supported.",
    "422": "The request cannot be answered by checking the resource, as with the mode delete.",
    "503": "The server is overloaded or shutting down: try again later.",
  ]
}
