import Findings
import Reporting

/// The markup that the HTML pages about coverage share.
enum CoverageMarkup {
  /// Begins a page: everything up to its first section.
  static func begin(_ title: String, summary: String, into output: inout OutputBuffer) {
    output.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    output.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    output.append("<title>\(escaped(title))</title>\n<style>\n\(style)</style>\n</head>\n<body>\n")
    output.append("<h1>\(escaped(title))</h1>\n<p>\(escaped(summary)). Written by apptlint \(Product.version).</p>\n")
  }

  /// The number of fixtures, which expands to their names.
  static func names(_ paths: [String], isCounted: Bool) -> String {
    if paths.isEmpty { return isCounted ? "0" : "-" }
    let items = paths.map { "<li>\(escaped($0))</li>" }.joined()
    return "<details><summary>\(paths.count)</summary><ul>\(items)</ul></details>"
  }

  /// Text escaped for HTML, without control characters.
  static func escaped(_ text: String) -> String {
    var output = OutputBuffer()
    output.append(markup: text)
    return output.text
  }

  private static let style = """
    :root { color-scheme: light dark; --text: #1b1f24; --back: #fff; --faint: #59636e; --line: #d1d9e0; --head: #f3f5f7;
      --good: #116329; --bad: #a40e26; --both: #7a4d00; }
    @media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --back: #0d1117; --faint: #9aa4af; --line: #3d444d;
      --head: #161b22; --good: #5fd07f; --bad: #ff8e8a; --both: #e3b341; } }
    body { margin: 2rem auto; padding: 0 1rem; max-width: 80rem; color: var(--text); background: var(--back);
      font: 1rem/1.45 system-ui, sans-serif; }
    h1 { font-size: 1.6rem; overflow-wrap: anywhere; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
    table { border-collapse: collapse; width: 100%; font-size: .9rem; }
    th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
    th { background: var(--head); white-space: nowrap; }
    ul { margin: .2rem 0; padding-left: 1.1rem; color: var(--faint); overflow-wrap: anywhere; }
    table.hashes td { overflow-wrap: anywhere; }
    .note { color: var(--faint); font-size: .85em; }
    .state { white-space: nowrap; font-weight: 600; }
    .good { color: var(--good); } .bad { color: var(--bad); } .both { color: var(--both); } .none { color: var(--faint); }
    summary { cursor: pointer; }
    @media (max-width: 45rem) { table.rules thead { display: none; } table.rules td { display: block; border: 0; padding: .1rem 0; }
      table.rules tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line); }
      td[data-name] { color: var(--faint); } td[data-name]::before { content: attr(data-name) " "; float: left; margin-right: .4rem; } }
    @media print { :root { --text: #000; --back: #fff; --faint: #444; --line: #999; --head: #eee; --good: #0a5020;
      --bad: #8a0a1e; --both: #5c3a00; } body { margin: 0; max-width: none; font-size: 9pt; }
      thead { display: table-header-group; } tr { break-inside: avoid; } }

    """
}
