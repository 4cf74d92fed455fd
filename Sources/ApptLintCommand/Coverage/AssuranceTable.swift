import ApptLint
import Reporting

/// Assurance coverage as text: each requirement with its rules.
///
///     passed              P-CRT-RES-RET-SLOT-META-PROF (P14)
///       UEC143  passed             passed 12, violated 0, expected violations 1
///               Every Slot claims CareConnect-Slot-1 in meta.profile.
struct AssuranceTable {
  private let coverage: AssuranceCoverage

  init(_ coverage: AssuranceCoverage) {
    self.coverage = coverage
  }

  func write(into output: inout OutputBuffer) {
    for section in coverage.sections { write(section, into: &output) }
    output.append(untrusted: coverage.summary)
    output.append("\n")
  }

  private func write(_ section: AssuranceCoverage.Section, into output: inout OutputBuffer) {
    output.append(lines: [section.heading, section.summary, ""])
    for requirement in section.requirements {
      output.append(lines: ["\(padded(requirement.state.rawValue, 20))\(requirement.title)"])
      for rule in requirement.rules {
        let counts =
          "passed \(rule.passedBy.count), violated \(rule.violatedBy.count), expected violations \(rule.foundIn.count)"
        let result = rule.state == .notChecked ? rule.rule.unchecked ?? "" : counts
        output.append(lines: ["  \(padded(rule.rule.code, 8))\(padded(rule.state.rawValue, 19))\(result)"])
        output.append(lines: ["          \(rule.rule.requirement)"])
      }
    }
    output.append("\n")
  }

  private func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }
}
