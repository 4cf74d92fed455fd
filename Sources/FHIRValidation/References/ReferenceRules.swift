import FHIRSyntax

/// The rules about references, contained resources and bundles.
enum ReferenceRules {
  /// Every rule about references, contained resources and bundles, by rising code.
  static let all: [StandardRule] = []
}
