import ApptLint
import ApptLintCommand
import CMicroHTTPD

/// Runs the server's command line, and ends the process: status 0 after SIGTERM or SIGINT, 2 if it cannot serve.
package func runServer() -> Never {
  Platform.ignoreClosedPipes()
  let words = Array(CommandLine.arguments.dropFirst())
  func print(_ text: String) { try? Platform.writeBytes(Array(text.utf8), to: Platform.standardOutput) }
  if words.contains("--help") || words.contains("-h") {
    print(ServerSettings.help)
    Platform.exitProcess(0)
  }
  if words == ["--version"] {
    print("apptlint-server \(Linter.version)\n")
    Platform.exitProcess(0)
  }
  do throws(CommandError) {
    let settings = try ServerSettings(words)
    apptlint_raise_file_limit()
    // Before the first thread starts, because threads inherit the signal mask.
    apptlint_block_signals()
    let server = try HTTPServer(settings)
    let port = try server.start()
    let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
    print("listening on http://\(host):\(port)\n")
    _ = apptlint_wait_for_signal()
    server.stop()
  } catch {
    if case .sentence(let sentence) = error {
      try? Platform.writeBytes(Array("apptlint-server: \(sentence)\n".utf8), to: Platform.standardError)
    }
    Platform.exitProcess(2)
  }
  Platform.exitProcess(0)
}
