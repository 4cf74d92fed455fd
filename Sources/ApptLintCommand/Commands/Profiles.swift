import ApptLint
import Findings
import Reporting

extension Subcommand {
  static let profiles = Subcommand(
    name: "profiles", usage: "[URL]", summary: "List the profiles there are, or print what one demands",
    details: """
      Without URL: every profile and extension definition, built in or loaded with --ig, a line each.
      With the canonical URL of one, maybe with | and a version, or the end of it such as UKCore-Patient: all that it and
      its bases demand beyond the type, as a tree. A slice stands behind a colon; what the type says of how often an
      element may occur is left out, as in 1.. for an element that must be there.
      """,
    options: [.ig, .profilesRelease, .profilesFormat],
    examples: [
      ("apptlint profiles", "All profiles"),
      ("apptlint profiles https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Slot-1", "What one demands"),
      ("apptlint profiles --ig our-package.tgz --format json", "With those of a package, for programs"),
    ]
  ) { (arguments, context) throws(CommandError) in
    if arguments.operands.count > 1 { throw CommandError("profiles takes one URL at most") }
    let linter = try Settings(arguments).linter()
    let releases = arguments.value(.profilesRelease).flatMap { FHIRRelease(named: $0) }.map { [$0] } ?? FHIRRelease.allCases
    let isForPrograms = arguments.value(.profilesFormat) == "json"
    var text = OutputBuffer()
    if let name = arguments.operands.first {
      let outlines = try outlines(of: name, linter, releases)
      if isForPrograms {
        FHIRJSONWriter(isIndented: true).write(.list(outlines.map(\.json)), into: &text)
        text.append("\n")
      } else {
        for (index, outline) in outlines.enumerated() {
          if index > 0 { text.append("\n") }
          outline.write(into: &text)
        }
      }
    } else {
      let entries = linter.profiles.filter { releases.contains($0.release) }
      if isForPrograms {
        FHIRJSONWriter(isIndented: true).write(.list(entries.map { .object($0.json) }), into: &text)
        text.append("\n")
      } else {
        for entry in entries { entry.writeLine(into: &text) }
      }
    }
    try context.console.print(text)
    return ExitStatus.clean
  }

  /// What the profile of a URL demands, in each release that has one.
  private static func outlines(
    of name: String, _ linter: Linter, _ releases: [FHIRRelease]
  ) throws(CommandError) -> [ProfileOutline] {
    let found = releases.compactMap { linter.profile(name, $0) }
    if !found.isEmpty { return found }
    let entries = linter.profiles.filter { releases.contains($0.release) }
    let ending = entries.filter { $0.url.hasSuffix("/" + name) }
    let outlines = releases.flatMap { release in
      Set(ending.filter { $0.release == release }.map(\.url)).sorted().compactMap { linter.profile($0, release) }
    }
    guard outlines.isEmpty else { return outlines }
    let names =
      name.contains("/") ? entries.map(\.url) : entries.compactMap { $0.url.split(separator: "/").last.map(String.init) }
    throw CommandError(
      "there is no profile '\(name)'" + Suggestion.words(for: name, among: names, otherwise: "; apptlint profiles lists them"))
  }
}

extension ProfileEntry {
  fileprivate var canonical: String { version.map { "\(url)|\($0)" } ?? url }

  fileprivate func writeLine(into text: inout OutputBuffer) {
    func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }
    text.append(untrusted: padded(release.rawValue, 5) + padded(type, 24) + padded(canonical, 110) + package)
    text.append("\n")
  }

  fileprivate var json: FHIRMembers {
    var members: FHIRMembers = ["url": .string(url)]
    if let version { members.append("version", .string(version)) }
    members.append("type", .string(type))
    members.append("fhirVersion", .string(release.rawValue))
    members.append("package", .string(package))
    return members
  }
}

extension ProfileOutline {
  fileprivate func write(into text: inout OutputBuffer) {
    func line(_ words: String) {
      text.append(untrusted: words)
      text.append("\n")
    }
    line(entry.canonical)
    line("    of \(entry.package), for \(entry.release.title)")
    for base in bases { line("    builds on \(base)") }
    if let unknownBase { line("    builds on \(unknownBase), which is not known here") }
    for path in unknownElements { line("    speaks of \(path), which there is not") }
    for context in contexts { line("    may stand in \(context)") }
    text.append("\n")
    root.write(indent: 0, into: &text)
  }

  fileprivate var json: FHIRValue {
    var members = entry.json
    members.append("bases", .list(bases.map { .string($0) }))
    if let unknownBase { members.append("unknownBase", .string(unknownBase)) }
    if !unknownElements.isEmpty { members.append("unknownElements", .list(unknownElements.map { .string($0) })) }
    if !contexts.isEmpty { members.append("contexts", .list(contexts.map { .string($0) })) }
    members.append("root", root.json)
    return .object(members)
  }
}

extension ProfileOutline.Element {
  fileprivate func write(indent: Int, into text: inout OutputBuffer) {
    let margin = String(repeating: "  ", count: indent)
    var words = margin + name + (slice.map { ":\($0)" } ?? "")
    if min > 0 || max != nil { words += " \(min)..\(max.map(String.init) ?? "")" }
    let flags = facts.filter { $0.kind == .mustSupport || $0.kind == .modifier }.map { $0.kind.rawValue }
    if !flags.isEmpty { words += " " + flags.joined(separator: " ") }
    text.append(untrusted: words)
    text.append("\n")
    for fact in facts where fact.kind != .mustSupport && fact.kind != .modifier {
      text.append(untrusted: "\(margin)  = \(fact.kind.rawValue): \(fact.text)")
      text.append("\n")
    }
    for element in elements { element.write(indent: indent + 1, into: &text) }
  }

  fileprivate var json: FHIRValue {
    var members: FHIRMembers = ["name": .string(name)]
    if let slice { members.append("slice", .string(slice)) }
    if min > 0 { members.append("min", .integer(min)) }
    if let max { members.append("max", .integer(max)) }
    if !facts.isEmpty {
      members.append("facts", .list(facts.map { .object(["kind": .string($0.kind.rawValue), "text": .string($0.text)]) }))
    }
    if !elements.isEmpty { members.append("elements", .list(elements.map(\.json))) }
    return .object(members)
  }
}
