import ApptLint
import Findings
import Reporting

/// Assurance coverage as a self-contained HTML page, like `CoveragePage`.
struct AssurancePage {
  private let coverage: AssuranceCoverage

  init(_ coverage: AssuranceCoverage) {
    self.coverage = coverage
  }

  func write(into output: inout OutputBuffer) {
    CoverageMarkup.begin("Assurance requirements: " + coverage.coverage.title, summary: coverage.summary, into: &output)
    for section in coverage.sections { write(section, into: &output) }
    writePacks(into: &output)
    writeFixtures(into: &output)
    output.append("</body>\n</html>\n")
  }

  private func write(_ section: AssuranceCoverage.Section, into output: inout OutputBuffer) {
    heading(section.heading, into: &output)
    output.append("<p>\(CoverageMarkup.escaped(section.summary)).</p>\n")
    table(["id", "state", "rule", "requirement", "passed by", "violated by", "expected violation in"], into: &output)
    for requirement in section.requirements {
      let rows = max(1, requirement.rules.count)
      output.append("<tr><td rowspan=\"\(rows)\"><b>\(CoverageMarkup.escaped(requirement.id))</b>")
      if let number = requirement.number { output.append("<br>\(CoverageMarkup.escaped(number))") }
      output.append("</td><td rowspan=\"\(rows)\">\(mark(requirement.state))</td>")
      if requirement.rules.isEmpty { output.append("<td></td><td></td><td></td><td></td><td></td></tr>\n") }
      for (index, rule) in requirement.rules.enumerated() {
        if index > 0 { output.append("<tr>") }
        write(rule, into: &output)
      }
    }
    output.append("</tbody></table>\n")
  }

  private func write(_ rule: AssuranceCoverage.Rule, into output: inout OutputBuffer) {
    let descriptor = rule.rule
    let note = descriptor.unchecked.map {
      "<br><span class=\"note\">\(descriptor.checked == .not ? "" : "Partly not checked: ")\(CoverageMarkup.escaped($0))</span>"
    }
    output.append("<td>\(CoverageMarkup.escaped(descriptor.code))<br>\(mark(rule.state))</td>")
    output.append("<td>\(CoverageMarkup.escaped(descriptor.requirement))<br>")
    let clause = [descriptor.keyword, descriptor.clause].compactMap { $0 }.joined(separator: ", ")
    output.append("<span class=\"note\">\(CoverageMarkup.escaped(clause))</span>\(note ?? "")</td>")
    for (name, paths) in [
      ("passed by", rule.passedBy), ("violated by", rule.violatedBy), ("expected violation in", rule.foundIn),
    ] {
      let isCounted = rule.state != .notChecked
      output.append("<td data-name=\"\(name)\">\(CoverageMarkup.names(paths, isCounted: isCounted))</td>")
    }
    output.append("</tr>\n")
  }

  private func writePacks(into output: inout OutputBuffer) {
    heading("Rule packs", into: &output)
    table(["pack", "title", "SHA-256 of its files"], into: &output)
    for pack in coverage.coverage.packs {
      output.append("<tr><td>\(CoverageMarkup.escaped(pack.id))</td><td>\(CoverageMarkup.escaped(pack.title))</td>")
      output.append("<td>\(pack.digest)</td></tr>\n")
    }
    output.append("</tbody></table>\n")
  }

  private func writeFixtures(into output: inout OutputBuffer) {
    heading("Fixtures", into: &output)
    table(["fixture", "SHA-256"], into: &output)
    for file in coverage.coverage.files {
      output.append("<tr><td>\(CoverageMarkup.escaped(file.path))</td><td>\(file.digest)</td></tr>\n")
    }
    output.append("</tbody></table>\n")
  }

  private func heading(_ text: String, into output: inout OutputBuffer) {
    output.append("<h2>\(CoverageMarkup.escaped(text))</h2>\n")
  }

  private func table(_ heads: [String], into output: inout OutputBuffer) {
    output.append("<table class=\"hashes\">\n<thead><tr>")
    for head in heads { output.append("<th scope=\"col\">\(head)</th>") }
    output.append("</tr></thead>\n<tbody>\n")
  }

  private func mark(_ state: AssuranceCoverage.State) -> String {
    let mark =
      switch state {
      case .passed: "good"
      case .violated: "bad"
      case .partly, .expectedViolation: "both"
      case .notExercised, .notChecked: "none"
      }
    return "<span class=\"state \(mark)\">\(state.rawValue)</span>"
  }
}
