import Findings

/// Rule packs: every kind of check on paths of every form, with valid and invalid options.
enum RuleFileGenerator {
  static let id = "fuzzed"

  private static let kinds: [(kind: String, options: [String])] = [
    ("absent", ["removable"]), ("present", []), ("count", ["min", "max", "to"]), ("fixed", ["value"]), ("oneOf", ["values"]),
    ("pattern", ["matches", "called"]), ("instant", []), ("dateTime", []), ("date", ["precision"]), ("uuid", []),
    ("mimeType", []),
    ("language", ["is"]), ("checksum", ["algorithm", "after"]), ("varied", []), ("spelling", ["of"]), ("trimmed", []),
    ("zoned", []),
    ("offset", []), ("utc", []), ("fraction", ["maximum"]), ("notFuture", []), ("outside", ["from", "to"]),
    ("notPlaceholder", ["hosts"]),
    ("resource", ["is"]), ("profile", ["is"]), ("reference", ["to", "contained", "within", "url"]), ("resolves", ["within"]),
    ("hashed", []), ("referenced", []), ("fhirpath", ["holds", "called"]), ("unique", []), ("order", ["before", "orEqual"]),
    ("duration", ["until", "minimumMinutes", "maximumMinutes"]), ("inside", ["from", "to"]), ("simultaneous", ["among"]),
    ("combination", ["of", "rows"]), ("messageDefinition", []), ("sameIdentifier", ["system", "url", "entries"]),
    ("displayOf", []),
    ("jwt", ["at"]), ("httpDate", []), ("location", ["of", "versioned"]), ("inLocation", ["part", "of", "tag"]),
    ("echoed", ["of", "unless"]), ("retry", ["earlier", "of"]), ("unchanged", ["since", "except", "mayAdd"]),
    ("unidentifying", ["patients"]),
  ]

  private static let paths = [
    "Appointment.start", "Appointment.end", "Appointment.status", "Appointment.participant.actor",
    "Appointment.contained.ofType(Patient)",
    "Resource.descendants()", "Resource.descendants().where(reference.exists())", "Appointment.slot.resolve().start",
    "Appointment",
    "Bundle.entry.resource", "Patient.identifier.where(system = 'x' and value != 'y').value",
    "Appointment.extension.value[x].coding",
    "Exchange.request.header('Authorization')", "Exchange.started", "Change.earlier.resource",
    "Change.later.resource.ofType(Appointment)",
    "Appointment.first()", "Resource.descendants().descendants().descendants()", ".", "Appointment..id", "Appointment.where(", "",
  ]

  /// The files of a pack.
  static func files(_ feed: inout ByteFeed) -> [SourceText] {
    var rows: [Sample] = []
    for index in 0..<1 + feed.number(below: 5) { rows.append(row(index, &feed)) }
    var applies: [Sample.Member] = [
      .init("resource", .string(feed.text(["Appointment", "Patient", "Exchange", "Change", "Bundle", ""])))
    ]
    if feed.number(below: 2) == 0 { applies.append(.init("root", .bare("true"))) }
    let table = Sample.object([
      .init("title", .string("T")), .init("source", .object([.init("document", .string("D")), .init("section", .string("S"))])),
      .init("applies", .object(applies)),
    ])
    let head = Sample.object([
      .init("id", .string(id)), .init("title", .string("F")), .init("release", .string(feed.text(["3.0", "4.0", "5.0"]))),
      .init("includes", .list([.string(feed.text(["plausibility", "nhs-identifiers", id, "none"]))])),
      .init("tables", .list([.string("t.json")])),
      .init("detects", .list([.object([.init("when", .string(feed.text(paths))), .init("because", .string("x"))])])),
      .init("waives", .list([.object([.init("constraint", .string("app-2")), .init("reason", .string("x"))])])),
    ])
    return [("pack.json", head), ("t.json", .object([.init("table", table), .init("rules", .list(rows))]))].map { name, sample in
      var bytes = Array(sample.json.utf8)
      if feed.chance(oneIn: 16) { feed.corrupt(&bytes) }
      return SourceText(name: "fuzzed/" + name, bytes: bytes)
    }
  }

  private static func row(_ index: Int, _ feed: inout ByteFeed) -> Sample {
    let keyword = feed.text(["MUST", "SHOULD", "MAY", "SHALL NOT", "must"])
    var members: [Sample.Member] = [
      .init("code", .string("FZZ00\(index)")), .init("name", .string("fuzzed-\(index)")), .init("keyword", .string(keyword)),
      .init("requirement", .string("A rule.")), .init("fix", .string("Fix it.")),
    ]
    let count = feed.chance(oneIn: 5) ? 2 : 1
    var parts: [[Sample.Member]] = []
    for _ in 0..<count { parts.append(requirement(&feed)) }
    if count == 1 { members += parts[0] } else { members.append(.init("parts", .list(parts.map { .object($0) }))) }
    if feed.chance(oneIn: 8) {
      members.append(.init(feed.text(["per", "some", "answer", "covers", "x"]), .string(feed.text(paths))))
    }
    return .object(members)
  }

  private static func requirement(_ feed: inout ByteFeed) -> [Sample.Member] {
    let check = kinds[feed.number(below: kinds.count)]
    var options = check.options.filter { _ in !feed.chance(oneIn: 4) }.map { Sample.Member($0, option(check.kind, $0, &feed)) }
    if feed.chance(oneIn: 16) { options.append(.init("unknown", .bare("1"))) }
    let at = feed.text(paths)
    return [
      .init("at", .string(at)), .init("check", .object([.init(check.kind, .object(options))])),
      .init("required", .bare(feed.text(["true", "false"]))),
    ]
  }

  private static func option(_ kind: String, _ name: String, _ feed: inout ByteFeed) -> Sample {
    if feed.chance(oneIn: 12) { return feed.pick([.bare("null"), .list([]), .object([]), .bare("1")], else: .bare("null")) }
    switch name {
    case "min", "max", "maximum", "minimumMinutes", "maximumMinutes": return .bare(feed.text(["1"] + HostileValues.integers))
    case "removable", "contained", "within", "orEqual", "versioned", "tag", "mayAdd", "entries": return .bare("true")
    case "matches":
      return .string(feed.text(["\\d{10}", "(a|b)*", "[a-z]{1,9223372036854775807}", "((a?){99}){99}", "(", "[z-a]", "a{2,1}"]))
    case "holds": return .string(ExpressionGenerator.expression(&feed))
    case "values", "hosts", "except":
      return .list([.string("booked"), .string("status"), .string(HostileValues.anything(&feed))])
    case "rows": return .list([.list([.string("a"), .string("b")]), .list([.string("a")])])
    case "algorithm": return .string("nhs-number")
    case "part": return .string(feed.text(["id", "version"]))
    case "precision": return .string(feed.text(["day", "month", "x"]))
    case "from", "to", "of", "is", "before", "until", "among", "at", "since", "unless", "earlier", "patients":
      let texts: [Sample] = [
        .string(feed.text(paths)), .string(feed.text(["Appointment", "en", "unchanged", "Patient", "9990000000"])),
      ]
      return feed.number(below: 3) == 0 ? .list(texts) : texts[feed.number(below: 2)]
    default: return .string(HostileValues.anything(&feed))
    }
  }
}
