/// The requirements of the official schemas for the formats: required and optional members, types and codes.
enum Shapes {
  // MARK: SARIF 2.1.0, OASIS

  private static let message = Shape.object(must: ["text": .string()], may: ["markdown": .string()])
  private static let uri = Shape.string(pattern: #"[A-Za-z0-9._~:/%#-]+"#)
  private static let artifactLocation = Shape.object(
    must: [:], may: ["uri": uri, "uriBaseId": .string(), "index": .whole(from: -1), "description": message])
  private static let level = Shape.choice(["none", "note", "warning", "error"])
  private static let reference = Shape.object(must: [:], may: ["id": .string(), "index": .whole(from: -1)])
  private static let region = Shape.object(
    must: [:],
    may: [
      "startLine": .whole(from: 1), "startColumn": .whole(from: 1), "endLine": .whole(from: 1), "endColumn": .whole(from: 1),
      "snippet": .object(must: [:], may: ["text": .string()]),
    ])
  private static let location = Shape.object(
    must: [:],
    may: [
      "physicalLocation": .object(must: ["artifactLocation": artifactLocation], may: ["region": region]),
      "logicalLocations": .list(
        of: .object(must: [:], may: ["fullyQualifiedName": .string(), "kind": .string()]), isUnique: true),
    ])
  private static let descriptor = Shape.object(
    must: ["id": .string()],
    may: [
      "name": .string(), "shortDescription": message, "fullDescription": message, "help": message,
      "helpUri": .string(pattern: "https://.+"),
      "defaultConfiguration": .object(must: [:], may: ["level": level]),
      "properties": .object(must: [:], may: ["tags": .list(of: .string(), isUnique: true)], isOpen: true),
    ])
  private static let result = Shape.object(
    must: ["message": message],
    may: [
      "ruleId": .string(), "level": level, "locations": .list(of: location), "partialFingerprints": .map(of: .string()),
    ])
  private static let notification = Shape.object(
    must: ["message": message], may: ["level": level, "descriptor": reference, "associatedRule": reference])
  private static let driver = Shape.object(
    must: ["name": .string()],
    may: [
      "version": .string(), "semanticVersion": .string(pattern: #"\d+\.\d+\.\d+"#),
      "rules": .list(of: descriptor, isUnique: true), "notifications": .list(of: descriptor, isUnique: true),
    ])
  private static let run = Shape.object(
    must: ["tool": .object(must: ["driver": driver])],
    may: [
      "results": .list(of: result),
      "artifacts": .list(
        of: .object(
          must: [:],
          may: [
            "location": artifactLocation, "roles": .list(of: .choice(["analysisTarget"]), isUnique: true),
            "properties": .object(must: [:], may: [:], isOpen: true),
          ]),
        isUnique: true),
      "invocations": .list(
        of: .object(
          must: ["executionSuccessful": .boolean],
          may: [
            "exitCode": .whole(from: 0), "workingDirectory": artifactLocation,
            "toolExecutionNotifications": .list(of: notification),
          ])),
      "originalUriBaseIds": .map(of: artifactLocation),
      "columnKind": .choice(["utf16CodeUnits", "unicodeCodePoints"]),
    ])
  static let sarif = Shape.object(
    must: ["version": .choice(["2.1.0"]), "runs": .list(of: run)], may: ["$schema": .string(pattern: "https://.+")])

  // MARK: GitLab Code Quality

  static let gitlab = Shape.list(
    of: .object(
      must: [
        "description": .string(pattern: "(?s).+"), "check_name": .string(pattern: ".+"),
        "fingerprint": .string(pattern: "[0-9a-f]{32}"), "severity": .choice(["info", "minor", "major", "critical", "blocker"]),
        "location": .object(
          must: [
            "path": .string(pattern: "[^/].*"),
            "lines": .object(must: ["begin": .whole(from: 1)], may: ["end": .whole(from: 1)]),
          ]),
      ],
      // These three members are from Code Climate's specification, of which GitLab's format is a part.
      may: [
        "type": .choice(["issue"]), "content": .object(must: ["body": .string()]),
        "categories": .list(
          of: .choice([
            "Bug Risk", "Clarity", "Compatibility", "Complexity", "Duplication", "Performance", "Security", "Style",
          ])),
      ]), isUnique: true)

  // MARK: Reviewdog Diagnostic Format

  private static let position = Shape.object(must: ["line": .whole(from: 1), "column": .whole(from: 1)])
  static let rdjson = Shape.object(
    must: [
      "source": .object(must: ["name": .string()], may: ["url": .string()]),
      "diagnostics": .list(
        of: .object(
          must: [
            "message": .string(pattern: "(?s).+"),
            "location": .object(
              must: ["path": .string()], may: ["range": .object(must: ["start": position], may: ["end": position])]),
            "severity": .choice(["ERROR", "WARNING", "INFO"]),
            "code": .object(must: ["value": .string()], may: ["url": .string(pattern: "https://.+")]),
          ])),
    ])
}
