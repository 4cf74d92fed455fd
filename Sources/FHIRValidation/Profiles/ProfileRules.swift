import FHIRSyntax

/// The rules about profiles and extensions.
enum ProfileRules {
  /// Every rule about profiles and extensions, by rising code.
  static let all: [StandardRule] = []
}
