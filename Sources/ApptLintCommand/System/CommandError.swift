/// Why the command cannot do its work: an operator error, never a payload finding.
package enum CommandError: Error, Sendable, Hashable {
  /// One plain sentence for standard error; the exit status is 2.
  case sentence(String)
  /// The reader of the output has closed it: the command ends silently.
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
