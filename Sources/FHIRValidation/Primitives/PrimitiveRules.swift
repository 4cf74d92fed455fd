import FHIRSyntax

/// The rules about the form of primitive values.
enum PrimitiveRules {
  /// Every rule about the form of primitive values, by rising code.
  static let all: [StandardRule] = []
}
