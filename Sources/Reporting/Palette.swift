import Findings

/// The colours of terminal text; without colours the codes are empty.
struct Palette {
  let isOn: Bool

  func severity(_ severity: Severity) -> String {
    switch severity {
    case .fatal, .error: code("1;31")
    case .warning: code("1;33")
    case .information: code("1;36")
    }
  }

  /// The frame of a source excerpt.
  var frame: String { code("1;34") }
  var bold: String { code("1") }
  /// Resets colour and weight.
  var plain: String { code("0") }

  private func code(_ code: String) -> String { isOn ? "\u{1B}[\(code)m" : "" }
}
