package import Findings

extension SourceText {
  /// This text, in which reports mask text that looks like credentials. If the text is not FHIR, it may be a recording that was
  /// not recognised, so much more is masked.
  package func hidingCredentials(isFHIR: Bool) -> SourceText {
    var text = self
    text.secrets = { bytes in
      isFHIR ? SecretText.ranges(in: bytes, withParameters: false) : SecretText.rangesOfUnknownText(in: bytes)
    }
    return text
  }
}
