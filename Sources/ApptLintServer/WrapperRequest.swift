import ApptLint
import FHIRSyntax
import Findings
import Reporting

/// `POST /validate` as the clients of HL7's validator wrapper send it:
///
///     { "cliContext": { "sv": "4.0.1", "profiles": ["http://..."] },
///       "filesToValidate": [ { "fileName": "a.json", "fileContent": "{...}", "fileType": "json" } ], "sessionId": "..." }
///
/// The response has an outcome for each file, with issues in the format of that validator. Newer clients send
/// `validationContext` instead of `cliContext`. Its other members do not apply to this validator, and are ignored.
struct WrapperRequest {
  private struct File {
    var name = ""
    var content = ""
    var type = ""
  }

  private var files: [File] = []
  private var key = LinterCache.Key()
  private var session = ""
  /// The number of findings after which further files are not checked.
  private let maxFindings: Int
  /// The maximum number of files in a request.
  private static let maxFiles = 1_000

  /// Reads a body. Throws 400 if it does not have this form, and 415 if its media type is not that of JSON.
  init(_ request: ServiceRequest, limits: Limits) throws(RequestError) {
    if let type = request.contentType, !type.isEmpty, MediaTypes.format(of: type) != .json {
      throw RequestError(415, .notSupported, "the body must be application/json")
    }
    let document = Document.read(
      SourceText(name: "request body", unpadded: request.body), as: .json, symbols: .wellKnown, limits: limits)
    maxFindings = limits.findings.multipliedReportingOverflow(by: 10).overflow ? .max : limits.findings * 10
    if let error = ValidateParameters.firstError(in: document) {
      throw RequestError(400, .invalid, "the body is not well-formed: \(error)")
    }
    guard let root = document.root, document.record(root).form == .object else {
      throw RequestError(400, .invalid, "the body must be a JSON object")
    }
    try Self.checkMembers(of: root, in: document)
    let contexts = [document.member("cliContext", of: root), document.member("validationContext", of: root)].compactMap { $0 }
    if contexts.count > 1 { throw RequestError(400, .invalid, "the body must not contain both cliContext and validationContext") }
    if let context = contexts.first { try readContext(document, context.node) }
    session = try Self.text("sessionId", of: root, in: document) ?? ""
    guard let list = document.member("filesToValidate", of: root)?.node, document.record(list).form == .array else {
      throw RequestError(400, .invalid, "the body must contain filesToValidate, an array")
    }
    for item in document.children(of: list) {
      guard document.record(item).form == .object, let content = try Self.text("fileContent", of: item, in: document) else {
        throw RequestError(400, .invalid, "each of filesToValidate must contain fileContent, a string")
      }
      try Self.checkMembers(of: item, in: document)
      let name = try Self.text("fileName", of: item, in: document) ?? ""
      files.append(File(name: name, content: content, type: try Self.text("fileType", of: item, in: document) ?? ""))
      if files.count > Self.maxFiles { throw RequestError(400, .tooLong, "at most \(Self.maxFiles) files are allowed") }
    }
  }

  private mutating func readContext(_ document: Document, _ context: Node) throws(RequestError) {
    if document.record(context).form == .null { return }
    guard document.record(context).form == .object else {
      throw RequestError(400, .invalid, "cliContext must be an object")
    }
    try Self.checkMembers(of: context, in: document)
    if let version = try Self.text("sv", of: context, in: document), !version.isEmpty {
      // Every version of a release is checked as its last version: 3.0.1 as 3.0.2.
      let release = FHIRRelease(named: version) ?? FHIRRelease.allCases.first { version.hasPrefix($0.rawValue + ".") }
      guard let release else {
        throw RequestError(400, .notSupported, "sv must be a version of STU3 or R4")
      }
      key.release = release
    }
    guard let profiles = document.member("profiles", of: context)?.node, document.record(profiles).form != .null else { return }
    let items = document.children(of: profiles)
    guard document.record(profiles).form == .array, items.allSatisfy({ document.record($0).form == .string }) else {
      throw RequestError(400, .invalid, "profiles must be an array of strings")
    }
    key.profiles = items.compactMap { document.value(of: $0) }.filter { !$0.isEmpty }
  }

  /// Throws 400 if an object has a duplicate member, because only one of the two would be read.
  private static func checkMembers(of object: Node, in document: Document) throws(RequestError) {
    guard let repeated = document.members(of: object).duplicate else { return }
    let position = LineTable(document.source).position(of: document.headRange(of: repeated).lowerBound)
    throw RequestError(400, .invalid, "line \(position.line), column \(position.column): the member is repeated")
  }

  /// The text of a member; nil if it is missing or null. Throws 400 if it is not a string.
  private static func text(_ name: StaticString, of object: Node, in document: Document) throws(RequestError) -> String? {
    guard let member = document.member(name, of: object)?.node, document.record(member).form != .null else { return nil }
    guard document.record(member).form == .string else { throw RequestError(400, .invalid, "\(name) must be a string") }
    return document.value(of: member)
  }

  /// The response: JSON with an outcome for each file, in order.
  func response(_ linters: LinterCache, showsValues: Bool) throws(RequestError) -> ServiceResponse {
    let linter = try linters.linter(for: key, showingValues: showsValues)
    var outcomes: [FHIRValue] = []
    var found = 0
    for file in files {
      var issues: [FHIRMembers]
      if found < maxFindings {
        let format: PayloadFormat? = file.type.isEmpty ? nil : MediaTypes.format(of: file.type)
        let report = linter.report(on: linter.read(SourceText(name: file.name, text: file.content), as: format))
        issues = report.placedFindings.flatMap { (finding, position) in
          finding.separated.map { issue($0, position, showsValues) }
        }
        if report.omitted > 0 { issues.append(note("findings-omitted", report.omittedText, report.omissionSeverity)) }
        found += report.findings.count
      } else {
        issues = [note("not-checked", "not checked: the files before it have \(found) findings; submit it separately", .error)]
      }
      outcomes.append(
        .object([
          "fileInfo": .object([
            "fileName": .string(file.name), "fileContent": .string(file.content), "fileType": .string(file.type),
          ]),
          "issues": .list(issues.map { .object($0) }),
        ]))
    }
    let body = FHIRValue.object(["outcomes": .list(outcomes), "sessionId": .string(session)])
    var output = OutputBuffer()
    FHIRJSONWriter(isIndented: false).write(body, into: &output)
    return ServiceResponse(200, ServiceResponse.json, output.text)
  }

  /// An issue that is not a finding.
  private func note(_ id: String, _ text: String, _ severity: Severity) -> FHIRMembers {
    [
      "source": .string("InstanceValidator"), "line": .integer(1), "col": .integer(1), "location": .string(""),
      "message": .string(text), "messageId": .string(id), "type": .string("INCOMPLETE"),
      "level": .string(severity.rawValue.uppercased()),
    ]
  }

  /// The issue for a finding of a single rule.
  private func issue(_ finding: Finding, _ position: Position, _ showsValues: Bool) -> FHIRMembers {
    let advice = [finding.help, finding.clause.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
    let message = "\(finding.code): " + finding.message.text(showingValues: showsValues) + (advice.isEmpty ? "" : ". " + advice)
    return [
      "source": .string("InstanceValidator"), "line": .integer(position.line), "col": .integer(position.column),
      "location": .string(finding.element ?? ""), "message": .string(message), "messageId": .string(finding.name),
      // The names of that validator's constants: the codes without hyphens.
      "type": .string(finding.type.rawValue.filter { $0 != "-" }.uppercased()),
      "level": .string(finding.severity.rawValue.uppercased()),
    ]
  }
}
