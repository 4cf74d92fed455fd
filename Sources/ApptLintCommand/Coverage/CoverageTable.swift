import ApptLint
import Reporting

/// Coverage as text tables, one per pack:
///
///     code    state                passed  violated  requirement
///     BKL001  passed and violated      12         1  A booking has no id: the Provider assigns it.
struct CoverageTable {
  private let coverage: Coverage

  init(_ coverage: Coverage) {
    self.coverage = coverage
  }

  func write(into output: inout OutputBuffer) {
    for pack in coverage.packs { write(pack, into: &output) }
    output.append("JSON, XML and FHIR itself\n\n")
    row(["family", "fixtures", "findings"], into: &output)
    for family in coverage.families {
      row([family.name, String(family.fixtures), String(family.findings)], into: &output)
    }
    output.append("\n")
    output.append(untrusted: coverage.summary)
    output.append("\n")
  }

  private func write(_ pack: Coverage.Pack, into output: inout OutputBuffer) {
    output.append(untrusted: "\(pack.heading)")
    output.append("\n")
    output.append(untrusted: pack.summary)
    output.append("\n\n")
    line("code", "state", "passed", "violated", "requirement", into: &output)
    for requirement in pack.requirements {
      let isChecked = requirement.state != .notChecked
      line(
        requirement.rule.code, requirement.state.rawValue, isChecked ? String(requirement.passedBy.count) : "-",
        isChecked ? String(requirement.violatedBy.count) : "-", requirement.rule.requirement, into: &output)
      if let reason = requirement.rule.unchecked {
        line("", "", "", "", (isChecked ? "partly not checked: " : "") + reason, into: &output)
      }
    }
    output.append("\n")
  }

  private func line(
    _ code: String, _ state: String, _ passed: String, _ violated: String, _ text: String, into output: inout OutputBuffer
  ) {
    let cells = [
      Self.left(code, 6), Self.left(state, 19), Self.right(passed, 6), Self.right(violated, 8), text,
    ]
    output.append(untrusted: cells.joined(separator: "  "))
    output.append("\n")
  }

  private func row(_ cells: [String], into output: inout OutputBuffer) {
    output.append(untrusted: Self.left(cells[0], 6) + cells.dropFirst().map { "  " + Self.right($0, 8) }.joined())
    output.append("\n")
  }

  private static func left(_ text: String, _ width: Int) -> String { text + padding(text, width) }
  private static func right(_ text: String, _ width: Int) -> String { padding(text, width) + text }

  private static func padding(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count))
  }
}

extension Coverage {
  /// The share of exercised requirements among those that are checked automatically.
  var share: CoverageShare {
    let requirements = packs.flatMap(\.requirements).filter { $0.state != .notChecked }
    return CoverageShare(part: requirements.count { $0.state != .notExercised }, whole: requirements.count)
  }

  /// A one-line summary of all packs.
  var summary: String {
    "\(fixtures) fixture\(fixtures == 1 ? " exercises" : "s exercise") \(share.part) of the \(share.whole) "
      + "requirements that are checked automatically"
  }
}

extension Coverage.Pack {
  var heading: String { "\(id): \(title)" + (release.map { " (\($0.title))" } ?? "") }

  /// A one-line summary of the pack.
  var summary: String {
    let counts = Coverage.State.allCases.map { ($0, count($0)) }.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }
    return "\(requirements.count) requirements, \(fixtures) fixture\(fixtures == 1 ? "" : "s"): " + counts.joined(separator: ", ")
  }
}
