/// Why the command cannot do what it was asked: the operator's business, never a payload's.
public enum CommandError: Error, Sendable, Hashable {
  /// One plain sentence for standard error; the exit status is 2.
  case sentence(String)
  /// Whoever reads the output has gone: the command ends without a word.
  case outputClosed

  init(_ sentence: String) {
    self = .sentence(sentence)
  }

  init(_ error: OutputError) {
    switch error {
    case .closed: self = .outputClosed
    case .failed(let sentence): self = .sentence(sentence)
    }
  }
}
