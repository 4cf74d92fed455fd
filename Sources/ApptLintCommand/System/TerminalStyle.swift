/// Whether a terminal supports colours and links, according to the environment.
struct TerminalStyle {
  /// The variables that are read.
  static let variables = [
    "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "CI", "FORCE_HYPERLINK", "TERM_PROGRAM", "VTE_VERSION", "KITTY_WINDOW_ID",
    "KONSOLE_VERSION", "WT_SESSION",
  ]
  private static let programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"]
  private static let terminals = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "wezterm"]

  let environment: [String: String]
  let isTerminal: Bool

  /// Whether text is coloured; `choice` is the value of `--color`. See https://no-color.org and
  /// https://bixense.com/clicolors for the variables.
  func usesColor(_ choice: String) -> Bool {
    switch choice {
    case "always": true
    case "never": false
    default:
      if !(environment["NO_COLOR"] ?? "").isEmpty {
        false
      } else if isSet("CLICOLOR_FORCE") {
        true
      } else {
        isTerminal && environment["CLICOLOR"] != "0" && environment["TERM"] != "dumb"
      }
    }
  }

  /// Whether the terminal is known to show links (OSC 8).
  var showsLinks: Bool {
    guard isTerminal, environment["TERM"] != "dumb" else { return false }
    if let forced = environment["FORCE_HYPERLINK"], !forced.isEmpty { return forced != "0" }
    if !(environment["CI"] ?? "").isEmpty { return false }
    if environment["TERM_PROGRAM"].map(Self.programs.contains) ?? false { return true }
    if environment["TERM"].map(Self.terminals.contains) ?? false { return true }
    // The first VTE versions with links crashed on them.
    if let version = environment["VTE_VERSION"].flatMap({ Int($0) }) { return version > 5000 }
    return ["KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION"].contains { !(environment[$0] ?? "").isEmpty }
  }

  private func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty && $0 != "0" } ?? false }
}
