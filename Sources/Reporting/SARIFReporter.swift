import Findings

/// One run in the Static Analysis Results Interchange Format, version 2.1.0.
///
/// Results are written as reports arrive, followed by what is known only at the end: the artifacts, the violated rules, and the
/// invocation with the rules not checked as its notifications.
struct SARIFReporter: Reporter {
  /// The usual id of the base URI for paths in a checkout.
  private static let base = "%SRCROOT%"
  private static let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  let style: ReportStyle
  let rules: RuleDescriptor.Lookup
  private var hasResults = false
  /// The artifacts so far, as JSON.
  private var artifacts: Set<[UInt8]> = []
  private var artifactList = OutputBuffer()
  /// The number of payloads for each requirement that was not checked, by code, a tab and the reason.
  private var unchecked: [String: Int] = [:]
  private let writer = FHIRJSONWriter(isIndented: false)

  init(style: ReportStyle, rules: @escaping RuleDescriptor.Lookup) {
    self.style = style
    self.rules = rules
  }

  func begin(into output: inout OutputBuffer) {
    output.append("{\"$schema\":\"\(Self.schema)\",\"version\":\"2.1.0\",\"runs\":[{\n")
    output.append("\"columnKind\":\"unicodeCodePoints\",\n\"results\":[")
  }

  // MARK: One report

  func report(_ report: Report, number: Int, into output: inout OutputBuffer) {
    var fingerprints = Fingerprint()
    let location = artifactLocation(report.source.name)
    for (index, region) in report.regions.enumerated() {
      output.append(index == 0 ? "\n" : ",\n")
      writer.write(result(region, at: location, in: report, fingerprints.next(region.finding)), into: &output)
    }
    if report.omitted > 0 {
      output.append(report.findings.isEmpty ? "\n" : ",\n")
      writer.write(omission(from: report, at: location), into: &output)
    }
    output.cut()
    writer.write(artifact(report, at: location), into: &output)
    output.cut()
    var seen: Set<String> = []
    for entry in report.notChecked {
      let reason = entry.reason(showingValues: style.showsValues)
      let line = "\(SafeText.legal(entry.code))\t\(SafeText.legal(reason))\n"
      if seen.insert(line).inserted { output.append(line) }
    }
  }

  private func result(_ region: Region, at location: FHIRValue, in report: Report, _ fingerprint: String) -> FHIRValue {
    let finding = region.finding
    var members: FHIRMembers = [
      "startLine": .integer(region.start.line), "startColumn": .integer(region.start.column),
      "endLine": .integer(region.end.line), "endColumn": .integer(region.end.column),
    ]
    if style.showsValues && !finding.range.isEmpty {
      let text = Message.printable(report.source.shown(finding.range.clamped(to: 0..<report.source.count)), limit: 200)
      members.append("snippet", .object(["text": .string(SafeText.legal(text))]))
    }
    var place: FHIRMembers = ["physicalLocation": .object(["artifactLocation": location, "region": .object(members)])]
    if let element = finding.element {
      place.append(
        "logicalLocations",
        .list([.object(["fullyQualifiedName": .string(SafeText.legal(element)), "kind": .string("element")])]))
    }
    var result: FHIRMembers = [
      "ruleId": .string(SafeText.legal(RuleDescriptor.id(finding.code, finding.name))),
      "level": .string(finding.severity.sarif),
      "message": .object(["text": .string(text(of: finding))]),
      "locations": .list([.object(place)]),
      "partialFingerprints": .object(["primaryLocationLineHash": .string(fingerprint)]),
    ]
    if !region.related.isEmpty {
      result.append("relatedLocations", .list(region.related.map { relatedLocation($0, at: location) }))
    }
    if !finding.further.isEmpty {
      let rules = finding.further.map { rule in
        FHIRValue.object([
          "ruleId": .string(SafeText.legal(RuleDescriptor.id(rule.code, rule.name))), "level": .string(rule.severity.sarif),
          "message": .object(["text": .string(SafeText.legal(rule.message.text(showingValues: style.showsValues)))]),
        ])
      }
      result.append("properties", .object(["furtherRules": .list(rules)]))
    }
    return .object(result)
  }

  /// A place that is related to a finding.
  private func relatedLocation(_ related: Region.Related, at location: FHIRValue) -> FHIRValue {
    let region: FHIRValue = .object([
      "startLine": .integer(related.start.line), "startColumn": .integer(related.start.column),
      "endLine": .integer(related.end.line), "endColumn": .integer(related.end.column),
    ])
    return .object([
      "physicalLocation": .object(["artifactLocation": location, "region": region]),
      "message": .object(["text": .string(SafeText.legal(related.text))]),
    ])
  }

  /// The result about findings omitted because of the limit.
  private func omission(from report: Report, at location: FHIRValue) -> FHIRValue {
    .object([
      "ruleId": .string("findings-omitted"),
      "level": .string(report.omissionSeverity.sarif),
      "message": .object(["text": .string(report.omittedText)]),
      "locations": .list([.object(["physicalLocation": .object(["artifactLocation": location])])]),
    ])
  }

  /// The message, and the element, which few viewers show. `](` would turn the surrounding text into a link.
  private func text(of finding: Finding) -> String {
    let message = finding.message.text(showingValues: style.showsValues)
    let legal = SafeText.legal(finding.element.map { "\(message) [\($0)]" } ?? message)
    var text = String.UnicodeScalarView()
    for scalar in legal.unicodeScalars {
      if scalar == "(", text.last == "]" { text.append(" ") }
      text.append(scalar)
    }
    return String(text)
  }

  /// A payload, with what it was checked as.
  private func artifact(_ report: Report, at location: FHIRValue) -> FHIRValue {
    var members: FHIRMembers = ["location": location, "roles": .list([.string("analysisTarget")])]
    if report.isOnPayload {
      var checkedAs: FHIRMembers = [
        "release": .string(report.releaseCode), "packs": .list(report.packs.map { .string(SafeText.legal($0)) }),
      ]
      let editions = report.packEditions
      if !editions.isEmpty { checkedAs.append("editions", .list(editions.map { .string(SafeText.legal($0)) })) }
      checkedAs.append("basis", .string(SafeText.legal(report.basis)))
      members.append("properties", .object(["checkedAs": .object(checkedAs)]))
    }
    return .object(members)
  }

  private func artifactLocation(_ path: String) -> FHIRValue {
    let uri = style.paths.uri(path)
    if uri.hasPrefix("file:") { return .object(["uri": .string(uri)]) }
    return .object(["uri": .string(uri), "uriBaseId": .string(Self.base)])
  }

  // MARK: All reports

  mutating func join(_ text: OutputBuffer, first: Bool, into output: inout OutputBuffer) {
    let sections = text.sections
    guard sections.count == 3 else { return }
    if !sections[0].isEmpty {
      if hasResults { output.append(",") }
      hasResults = true
      output.append(sections[0])
    }
    // The schema forbids duplicate artifacts.
    if artifacts.insert(Array(sections[1])).inserted {
      artifactList.append(artifactList.isEmpty ? "\n" : ",\n")
      artifactList.append(sections[1])
    }
    for line in sections[2].split(separator: 0x0A) { unchecked[String(decoding: line, as: UTF8.self), default: 0] += 1 }
  }

  func end(_ tally: Tally, into output: inout OutputBuffer) {
    output.append("\n],\n\"artifacts\":[")
    output.append(artifactList)
    output.append("\n],\n\"tool\":")
    writer.write(.object(["driver": .object(driver(tally))]), into: &output)
    output.append(",\n\"invocations\":[")
    writer.write(invocation(tally), into: &output)
    output.append("],\n\"originalUriBaseIds\":")
    var base: FHIRMembers = [:]
    if let uri = style.paths.rootURI { base.append("uri", .string(uri)) }
    base.append("description", .object(["text": .string("The folder of the checkout.")]))
    writer.write(.object(["%SRCROOT%": .object(base)]), into: &output)
    output.append("\n}]}\n")
  }

  /// The program, and the violated rules, by code.
  private func driver(_ tally: Tally) -> FHIRMembers {
    let version = FHIRValue.string(Product.version)
    let keys = Set(tally.rules.keys)
    let known = Dictionary(rules(keys).map { ($0.key, $0) }) { first, _ in first }
    var descriptors = keys.sorted().map { key in
      let parts = key.split(separator: " ", maxSplits: 1).map(String.init)
      let code = parts.first ?? key
      return descriptor(code, parts.count > 1 ? parts[1] : code, known[key], tally.release(ofRule: key))
    }
    if tally.omitted > 0 {
      descriptors.append(
        .object([
          "id": .string("findings-omitted"),
          "shortDescription": .object(["text": .string("A payload has more findings than the limit allows.")]),
          "help": .object(["text": .string("Fix the listed findings, or raise --max-findings.")]),
        ]))
    }
    let unchecked: FHIRValue = .object([
      "id": .string("not-checked"),
      "shortDescription": .object(["text": .string("A requirement that applies to a payload could not be checked.")]),
    ])
    let operationalError: FHIRValue = .object([
      "id": .string("input-not-read"),
      "shortDescription": .object(["text": .string("An input could not be read, so it was not checked.")]),
    ])
    return [
      "name": .string(Product.name), "version": version, "semanticVersion": version, "rules": .list(descriptors),
      "notifications": .list([unchecked, operationalError]),
    ]
  }

  private func descriptor(_ code: String, _ name: String, _ rule: RuleDescriptor?, _ release: FHIRRelease) -> FHIRValue {
    var members: FHIRMembers = [
      "id": .string(SafeText.legal(RuleDescriptor.id(code, name))), "name": .string(SafeText.legal(name)),
    ]
    let title = SafeText.legal(name.split(separator: "-").joined(separator: " "))
    members.append("shortDescription", .object(["text": .string(title)]))
    if let rule {
      members.append("fullDescription", .object(["text": .string(SafeText.legal(rule.requirement))]))
      let parts = [rule.requirement, rule.help, "Source: \(rule.clause)."].compactMap { $0 }
      let text = SafeText.legal(parts.joined(separator: " "))
      var markdown = ["**Requirement.** \(rule.requirement)", "**Source.** \(rule.clause)"]
      if let help = rule.help { markdown.insert("**How to fix.** \(help)", at: 1) }
      let paragraphs = markdown.map { SafeText.legal($0) }.joined(separator: "\n\n")
      members.append("help", .object(["text": .string(text), "markdown": .string(paragraphs)]))
      if let page = RuleFamily.family(of: code)?.page(in: release) { members.append("helpUri", .string(page)) }
      members.append("defaultConfiguration", .object(["level": .string(rule.severity.sarif)]))
      members.append(
        "properties",
        .object([
          "tags": .list([.string("FHIR"), .string(SafeText.legal(rule.pack ?? "standard"))]), "precision": .string("very-high"),
        ]))
    }
    return .object(members)
  }

  private func invocation(_ tally: Tally) -> FHIRValue {
    let notes: [FHIRValue] = unchecked.sorted { $0.key < $1.key }.map { entry, count in
      let parts = entry.split(separator: "\t", maxSplits: 1).map(String.init)
      let code = parts.first ?? ""
      let text = "\(code) was not checked in \(Tally.counted(count, "payload")): \(parts.count > 1 ? parts[1] : "")"
      return .object([
        "descriptor": .object(["id": .string("not-checked")]), "associatedRule": .object(["id": .string(code)]),
        "level": .string("note"), "message": .object(["text": .string(text)]),
      ])
    }
    let operationalErrors: [FHIRValue] = tally.operationalErrors.map { sentence in
      .object([
        "descriptor": .object(["id": .string("input-not-read")]), "level": .string("error"),
        "message": .object(["text": .string(SafeText.legal(sentence))]),
      ])
    }
    var members: FHIRMembers = [
      "executionSuccessful": .boolean(tally.operationalErrors.isEmpty && tally.unread == 0),
      "exitCode": .integer(Int(tally.exitStatus)),
    ]
    if let uri = style.paths.rootURI { members.append("workingDirectory", .object(["uri": .string(uri)])) }
    if !(operationalErrors + notes).isEmpty { members.append("toolExecutionNotifications", .list(operationalErrors + notes)) }
    return .object(members)
  }
}

extension Severity {
  /// The level in SARIF.
  fileprivate var sarif: String {
    switch self {
    case .fatal, .error: "error"
    case .warning: "warning"
    case .information: "note"
    }
  }
}
