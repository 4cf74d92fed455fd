import ApptLint
import Findings
import Reporting

/// Coverage as a self-contained HTML page without scripts or network access, in light and dark, and printable.
struct CoveragePage {
  private let coverage: Coverage

  init(_ coverage: Coverage) {
    self.coverage = coverage
  }

  func write(into output: inout OutputBuffer) {
    CoverageMarkup.begin("Coverage of requirements: " + coverage.title, summary: coverage.summary, into: &output)
    for pack in coverage.packs { write(pack, into: &output) }
    output.append("<h2>JSON, XML and FHIR itself</h2>\n<table>\n<thead><tr><th scope=\"col\">family</th>")
    output.append("<th scope=\"col\">fixtures with findings</th><th scope=\"col\">findings</th></tr></thead>\n<tbody>\n")
    for family in coverage.families {
      output.append(
        "<tr><td>\(CoverageMarkup.escaped(family.name))</td><td>\(family.fixtures)</td><td>\(family.findings)</td></tr>\n")
    }
    output.append("</tbody></table>\n</body>\n</html>\n")
  }

  private func write(_ pack: Coverage.Pack, into output: inout OutputBuffer) {
    output.append("<h2>\(CoverageMarkup.escaped(pack.heading))</h2>\n<p>\(CoverageMarkup.escaped(pack.summary)).</p>\n")
    output.append("<table class=\"rules\">\n<thead><tr>")
    for head in ["code", "keyword", "requirement", "state", "passed by", "violated by"] {
      output.append("<th scope=\"col\">\(head)</th>")
    }
    output.append("</tr></thead>\n<tbody>\n")
    for requirement in pack.requirements {
      let rule = requirement.rule
      let reason = rule.unchecked.map {
        "<br><span class=\"note\">\(rule.checked == .not ? "" : "Partly not checked: ")\(CoverageMarkup.escaped($0))</span>"
      }
      func names(_ paths: [String]) -> String {
        CoverageMarkup.names(paths, isCounted: requirement.state != .notChecked)
      }
      output.append(
        "<tr><td><b>\(CoverageMarkup.escaped(rule.code))</b></td><td>\(CoverageMarkup.escaped(rule.keyword ?? ""))</td>")
      output.append(
        "<td>\(CoverageMarkup.escaped(rule.requirement))<br><span class=\"note\">\(CoverageMarkup.escaped(rule.clause))</span>\(reason ?? "")</td>"
      )
      output.append("<td><span class=\"\(Self.mark(requirement.state))\">\(requirement.state.rawValue)</span></td>")
      output.append("<td data-name=\"passed by\">\(names(requirement.passedBy))</td>")
      output.append("<td data-name=\"violated by\">\(names(requirement.violatedBy))</td></tr>\n")
    }
    output.append("</tbody></table>\n")
  }

  private static func mark(_ state: Coverage.State) -> String {
    switch state {
    case .passed: "state good"
    case .violated: "state bad"
    case .both: "state both"
    case .notExercised, .notChecked: "state none"
    }
  }
}
