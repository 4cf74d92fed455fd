/// Why the command failed: an operational error, never a finding in a payload.
package enum CommandError: Error, Sendable, Hashable {
  /// One plain sentence for standard error; the exit status is 2.
  case sentence(String)
  /// The reader has closed the output: the command ends silently.
  case outputClosed

  package init(_ sentence: String) {
    self = .sentence(sentence)
  }

  init(_ error: OutputError) {
    switch error {
    case .closed: self = .outputClosed
    case .failed(let sentence): self = .sentence(sentence)
    }
  }
}
