import ApptLint
import Findings
import Reporting

extension Subcommand {
  static let profiles = Subcommand(
    name: "profiles", usage: "[URL|TYPE]", summary: "List the known profiles, or print the requirements of one",
    details: """
      Without an argument, lists all profiles and extension definitions, built in or loaded with --ig, one per line. With
      TYPE, such as Appointment, lists only the profiles and definitions for this type.
      With URL, prints as a tree the requirements that a profile and its bases add to those of the type. URL is the
      canonical URL of the profile, optionally followed by | and a version, or the end of that URL, such as
      UKCore-Patient. Slice names follow a colon. Bounds inherited from the type are omitted; 1.. marks a required element.
      For the canonical URL of a FHIR type, prints the elements of the type.
      """,
    options: [.ig, .profilesRelease, .profilesFormat],
    examples: [
      ("apptlint profiles", "All profiles"),
      ("apptlint profiles https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Slot-1", "Print the requirements"),
      ("apptlint profiles --ig our-package.tgz --format json", "All profiles, including those of a package, as JSON"),
    ]
  ) { (arguments, context) throws(CommandError) in
    if arguments.operands.count > 1 { throw CommandError("profiles takes at most one URL or type") }
    let linter = try Settings(arguments).linter()
    let releases = arguments.value(.profilesRelease).flatMap { FHIRRelease(named: $0) }.map { [$0] } ?? FHIRRelease.allCases
    let isJSON = arguments.value(.profilesFormat) == "json"
    var text = OutputBuffer()
    let ofType = arguments.operands.first.map { name in
      linter.profiles.filter { releases.contains($0.release) && $0.type.lowercased() == name.lowercased() }
    }
    if let name = arguments.operands.first, ofType?.isEmpty ?? true {
      let outlines = try outlines(of: name, linter, releases)
      if isJSON {
        FHIRJSONWriter(isIndented: true).write(.list(outlines.map(\.json)), into: &text)
        text.append("\n")
      } else {
        for (index, outline) in outlines.enumerated() {
          if index > 0 { text.append("\n") }
          outline.write(into: &text)
        }
      }
    } else {
      let entries = ofType ?? linter.profiles.filter { releases.contains($0.release) }
      if isJSON {
        FHIRJSONWriter(isIndented: true).write(.list(entries.map { .object($0.json) }), into: &text)
        text.append("\n")
      } else {
        for entry in entries { entry.writeLine(into: &text) }
      }
    }
    try context.console.print(text)
    return ExitStatus.clean
  }

  /// The requirements of the profile with the given URL or end of a URL, for each release that has it.
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
      "unknown profile '\(name)'"
        + Suggestion.text(for: name, among: names, otherwise: "; 'apptlint profiles' lists all profiles"))
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
    func line(_ content: String) {
      text.append(untrusted: content)
      text.append("\n")
    }
    line(entry.canonical)
    line("    of \(entry.package), for \(entry.release.title)")
    for base in bases { line("    based on \(base)") }
    if let unknownBase { line("    based on \(unknownBase), which is unknown") }
    for path in unknownElements { line("    unknown element \(path)") }
    for context in contexts { line("    allowed in \(context)") }
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
    var line = margin + name + (slice.map { ":\($0)" } ?? "")
    if min > 0 || max != nil { line += " \(min)..\(max.map(String.init) ?? "")" }
    let flags = facts.filter { $0.kind == .mustSupport || $0.kind == .modifier }.map { $0.kind.rawValue }
    if !flags.isEmpty { line += " " + flags.joined(separator: " ") }
    text.append(untrusted: line)
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
