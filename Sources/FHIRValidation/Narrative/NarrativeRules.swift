import FHIRSyntax

/// The rules about narrative.
enum NarrativeRules {
  /// Every rule about narrative, by rising code.
  static let all: [StandardRule] = []
}
