import Findings

/// The targets of the fuzzer, for raw bytes or for the output of a generator.
package enum FuzzTarget: String, CaseIterable {
  // Bytes as a text.
  case json, xml, fhirpath
  // Bytes as the decisions of a generator.
  case payloads, exchanges, packages, rules, expressions, settings

  /// Runs one input. A violated invariant ends the process.
  package func run(_ bytes: [UInt8]) {
    switch self {
    case .json: Trial.run(bytes, as: .json)
    case .xml: Trial.run(bytes, as: .xml)
    case .fhirpath: ExpressionTrial.run(bytes)
    case .payloads: GeneratedTrials.payload(bytes)
    case .exchanges: GeneratedTrials.exchange(bytes)
    case .packages: GeneratedTrials.package(bytes)
    case .rules: GeneratedTrials.rules(bytes)
    case .expressions: GeneratedTrials.expression(bytes)
    case .settings: CommandTrial.run(bytes)
    }
  }
}
