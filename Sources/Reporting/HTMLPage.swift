import Findings

/// The page of an HTML report, written when all reports are known.
struct HTMLPage {
  let reporter: HTMLReporter
  let tally: Tally

  /// The number of findings, shown or not, counted once for each rule that they violate.
  private var count: Int { tally.rules.values.reduce(0, +) }

  func write(into output: inout OutputBuffer) {
    output.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    output.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    output.append("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
    output.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
    output.append("<title>\(Product.name): \(tally.summary)</title>\n<style>\n\(HTMLStyle.sheet)\n</style>\n</head>\n<body>\n")
    output.append("<a class=\"skip\" href=\"#main\">Skip to the findings</a>\n")
    head(into: &output)
    output.append("<main id=\"main\">\n")
    operationalErrors(into: &output)
    if count > 0 {
      byRule(into: &output)
      byFile(into: &output)
    } else if tally.omitted > 0 {
      byFile(into: &output)
    }
    cleanFiles(into: &output)
    notChecked(into: &output)
    output.append("</main>\n<footer>\n<p>Written by \(Product.name) \(Product.version). ")
    if reporter.style.showsValues {
      output.append("<strong>This page shows payload values, which can be patient data.</strong>")
    } else {
      output.append("Payload values are omitted, since they can be patient data; <code>--show-values</code> shows them.")
    }
    output.append("</p>\n</footer>\n</body>\n</html>\n")
  }

  // MARK: Head

  private func head(into output: inout OutputBuffer) {
    output.append(
      "<header>\n<p class=\"brand\">\(Product.name) report</p>\n<h1>\(title)</h1>\n<p class=\"soft\">\(verdict)</p>\n")
    output.append("<ul class=\"tiles\">\n")
    tile(tally.severities[Severity.fatal.index] + tally.severities[Severity.error.index], "error", "errors", into: &output)
    tile(tally.severities[Severity.warning.index], "warning", "warnings", into: &output)
    tile(tally.severities[Severity.information.index], "information", "info", into: &output)
    output.append("<li><b>\(tally.reports)</b> \(tally.reports == 1 ? "payload" : "payloads")</li>\n")
    output.append("<li\(tally.clean > 0 ? " class=\"good\"" : "")><b>\(tally.clean)</b> clean</li>\n</ul>\n</header>\n")
    output.append("<nav aria-label=\"Sections of this page\">")
    var links: [(String, String)] = []
    if count > 0 { links.append(("by-rule", "By rule")) }
    if count > 0 || tally.omitted > 0 { links.append(("by-file", "By file")) }
    if tally.clean > 0 { links.append(("clean", "Clean")) }
    if !reporter.unchecked.isEmpty { links.append(("not-checked", "Not checked")) }
    for (id, name) in links { output.append("<a href=\"#\(id)\">\(name)</a> ") }
    output.append("</nav>\n")
  }

  private var title: String {
    if tally.unread > 0 || !tally.operationalErrors.isEmpty { return "Not everything could be checked" }
    if count == 0 && tally.omitted == 0 { return "No findings" }
    let errors = tally.severities[Severity.fatal.index] + tally.severities[Severity.error.index]
    return errors > 0 ? Tally.counted(errors, "error") : Tally.counted(count, "finding") + ", no errors"
  }

  private var verdict: String {
    let payloads = Tally.counted(tally.reports, "payload")
    let violated = count == 0 ? "" : ", \(Tally.counted(tally.rules.count, "rule")) violated"
    let status = tally.exitStatus == 0 ? "The check passes." : "The check fails."
    return "\(payloads) checked, \(tally.clean) clean\(violated). \(status)"
  }

  private func tile(_ count: Int, _ kind: String, _ label: String, into output: inout OutputBuffer) {
    let name = count == 1 && label.last == "s" ? String(label.dropLast()) : label
    output.append("<li\(count > 0 ? " class=\"\(kind)\"" : "")><b>\(count)</b> \(name)</li>\n")
  }

  private func operationalErrors(into output: inout OutputBuffer) {
    guard !tally.operationalErrors.isEmpty else { return }
    output.append(
      "<section id=\"not-read\" aria-labelledby=\"h-not-read\">\n<h2 id=\"h-not-read\">Not read</h2>\n<ul>\n"
    )
    for sentence in tally.operationalErrors {
      output.append("<li>")
      output.append(markup: sentence)
      output.append("</li>\n")
    }
    output.append("</ul>\n</section>\n")
  }

  // MARK: Findings

  /// The rules, by severity and then by number of findings.
  private func byRule(into output: inout OutputBuffer) {
    let rules = tally.rules.map { key, count -> (key: String, severity: Severity, count: Int) in
      (key, reporter.severities[SafeText.legal(key)] ?? .error, count)
    }
    let sorted = rules.sorted {
      $0.severity != $1.severity ? $0.severity > $1.severity : ($1.count, $0.key) < ($0.count, $1.key)
    }
    let known = Dictionary(reporter.rules(Set(tally.rules.keys)).map { ($0.key, $0) }) { first, _ in first }
    output.append("<section id=\"by-rule\" aria-labelledby=\"h-rule\">\n<h2 id=\"h-rule\">By rule</h2>\n")
    if count > tally.findings {
      output.append("<p>An error reported by several rules is listed under each of them and counted once in the summary.</p>\n")
    }
    for rule in sorted {
      let parts = rule.key.split(separator: " ", maxSplits: 1).map(String.init)
      output.append(
        "<details class=\"rule\"><summary><span class=\"badge \(rule.severity.cssClass)\">\(rule.severity.label)</span> <code>")
      output.append(markup: parts.first ?? "")
      output.append("</code> <span class=\"name\">")
      output.append(markup: parts.count > 1 ? parts[1] : "")
      output.append("</span> <span class=\"count\">\(rule.count)</span></summary>\n<div>\n")
      if let description = known[rule.key] {
        paragraph(description.requirement, "", into: &output)
        paragraph(description.clause, "clause", into: &output)
      }
      if let locations = reporter.locations[SafeText.legal(rule.key)] {
        output.append("<ul class=\"places\">\n")
        output.append(locations)
        output.append("</ul>\n")
      }
      output.append("</div></details>\n")
    }
    output.append("</section>\n")
  }

  private func byFile(into output: inout OutputBuffer) {
    output.append("<section id=\"by-file\" aria-labelledby=\"h-file\">\n<h2 id=\"h-file\">By file</h2>\n")
    let kinds = [
      ("error", "errors", tally.severities[Severity.fatal.index] + tally.severities[Severity.error.index]),
      ("warning", "warnings", tally.severities[Severity.warning.index]),
      ("information", "info", tally.severities[Severity.information.index]),
    ].filter { $0.2 > 0 }
    // The filter is useless if all findings have the same severity.
    if kinds.count > 1 {
      output.append("<fieldset class=\"filter\"><legend>Show</legend>")
      for (kind, label, _) in kinds {
        output.append("<label><input type=\"checkbox\" id=\"show-\(kind)\" checked> \(label)</label> ")
      }
      output.append("</fieldset>\n")
    }
    if reporter.shown < count {
      output.append("<p>\(reporter.shown) of \(count) findings are shown; machine-readable formats contain all of them.</p>\n")
    }
    output.append(reporter.files)
    output.append("</section>\n")
  }

  private func paragraph(_ text: String, _ kind: String, into output: inout OutputBuffer) {
    output.append(kind.isEmpty ? "<p>" : "<p class=\"\(kind)\">")
    output.append(prose: text)
    output.append("</p>\n")
  }

  // MARK: The rest

  private func cleanFiles(into output: inout OutputBuffer) {
    guard reporter.cleanCount > 0 else { return }
    output.append("<section id=\"clean\" aria-labelledby=\"h-clean\">\n<h2 id=\"h-clean\">Clean</h2>\n")
    let isOpen = reporter.cleanCount <= 20
    output.append("<details class=\"card\"\(isOpen ? " open" : "")><summary>\(Tally.counted(reporter.cleanCount, "payload"))")
    output.append(" without findings</summary>\n<ul class=\"plain\">\n")
    output.append(reporter.clean)
    output.append("</ul>\n")
    let rest = reporter.cleanCount - HTMLReporter.limit
    if rest > 0 { output.append("<p>And \(rest) more.</p>\n") }
    output.append("</details>\n</section>\n")
  }

  private func notChecked(into output: inout OutputBuffer) {
    guard !reporter.unchecked.isEmpty else { return }
    output.append("<section id=\"not-checked\" aria-labelledby=\"h-unchecked\">\n<h2 id=\"h-unchecked\">Not checked</h2>\n")
    output.append("<p>These requirements apply to payloads above but could not be checked.</p>\n")
    output.append("<div class=\"card\"><table>\n<thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">Reason</th>")
    output.append("<th scope=\"col\" class=\"number\">Payloads</th></tr></thead>\n<tbody>\n")
    for (entry, count) in reporter.unchecked.sorted(by: { $0.key < $1.key }) {
      let parts = entry.split(separator: "\t", maxSplits: 1).map(String.init)
      output.append("<tr><td><code>")
      output.append(markup: parts.first ?? "")
      output.append("</code></td><td>")
      output.append(prose: parts.count > 1 ? parts[1] : "")
      output.append("</td><td class=\"number\">\(count)</td></tr>\n")
    }
    output.append("</tbody>\n</table></div>\n</section>\n")
  }
}

extension Severity {
  /// Its index in a tally.
  fileprivate var index: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
}
