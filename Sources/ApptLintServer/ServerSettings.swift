import ApptLint
package import ApptLintCommand
import FHIRSyntax

/// The command line of the server.
package struct ServerSettings: Sendable {
  package var host = "127.0.0.1"
  package var port = 8080
  /// What payloads are checked against.
  package var checks = Settings()
  package var showsValues = false
  /// Whether each request is logged.
  package var logsRequests = true
  /// The number of threads that answer requests.
  package var threads: Int
  package var maxConnections = 1024
  /// Seconds within which a request must be complete.
  package var requestSeconds = 30
  /// The maximum memory, in bytes, of all requests being received or checked, and of responses being sent.
  package var maxBuffered = 512 << 20

  private static let host = Option("--host", "ADDRESS", "The address to listen on (127.0.0.1)")
  private static let port = Option("--port", "N", "The port (8080); 0 chooses a free one and prints it")
  private static let pack = Option(
    "--pack", "ID",
    "Apply this rule pack (comma-separated or repeated), or your own in a folder, unless a request\n"
      + "names others; none: FHIR only. Default: from the payload's claims", repeats: true)
  private static let threads = Option(
    "--threads", "N",
    "The number of threads that serve connections and check small payloads; the same number of threads\n"
      + "check large ones. Default: the number of processors")
  private static let connections = Option("--max-connections", "N", "The maximum number of open connections (1024)")
  private static let seconds = Option("--request-timeout", "SECONDS", "The time limit for receiving a complete request (30)")
  private static let buffered = Option(
    "--max-memory", "BYTES", "The maximum memory of all requests and responses together (512M)")
  private static let quiet = Option("--no-access-log", nil, "Do not log requests")
  private static let showValues = Option(
    "--show-values", nil, "Include payload values, which can be patient data, in outcomes")
  private static let options = [
    host, port, pack, .ig, .maxSize, .maxFindings, threads, connections, seconds, buffered, quiet, showValues,
  ]

  package init(_ words: [String]) throws(CommandError) {
    let arguments = try Arguments(words, options: Self.options)
    if let operand = arguments.operands.first { throw CommandError("unexpected argument '\(operand)'") }
    checks = try Settings(arguments)
    host = arguments.value(Self.host) ?? host
    port = try arguments.number(Self.port, minimum: 0) ?? port
    if port > 65535 { throw CommandError("invalid value '\(port)' for --port; expected at most 65535") }
    threads = min(try arguments.number(Self.threads) ?? Platform.processorCount, 256)
    maxConnections = min(try arguments.number(Self.connections) ?? maxConnections, 1 << 20)
    requestSeconds = min(try arguments.number(Self.seconds) ?? requestSeconds, 86_400)
    maxBuffered = try arguments.number(Self.buffered, allowsUnits: true) ?? maxBuffered
    logsRequests = !arguments.has(Self.quiet)
    showsValues = arguments.has(Self.showValues)
  }

  /// The text of `--help`.
  package static var help: String {
    let entries =
      options.map { (head: $0.name + ($0.argument.map { " \($0)" } ?? ""), help: $0.help) } + [
        (head: "-h, --help", help: "Print this help"), (head: "--version", help: "Print the version"),
      ]
    let width = entries.map(\.head.count).max() ?? 0
    let lines = entries.map { head, help in
      let parts = help.split(separator: "\n")
      let indent = String(repeating: " ", count: width + 4)
      return "  " + head + String(repeating: " ", count: width - head.count + 2) + parts.joined(separator: "\n" + indent)
    }
    return """
      Serves apptlint over HTTP: the FHIR operation $validate, exchanges, metrics and a web page.

      Usage: apptlint-server [OPTION...]

      \(lines.joined(separator: "\n"))

      The server does not encrypt: put a TLS proxy in front of it if it is reachable from other machines.

      """
  }
}
