package import Findings

extension SourceText {
  /// This text, in which reports mask what looks like credentials. A text that is not FHIR may be a recording that was not
  /// recognised: much more is masked there.
  package func hidingCredentials(isFHIR: Bool) -> SourceText {
    var text = self
    text.secrets = { bytes in
      isFHIR ? SecretText.ranges(in: bytes, withParameters: false) : SecretText.rangesOfUnknownText(in: bytes)
    }
    return text
  }
}
