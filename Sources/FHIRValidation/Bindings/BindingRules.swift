import FHIRSyntax

/// The rules about bindings and codes.
enum BindingRules {
  /// Every rule about bindings and codes, by rising code.
  static let all: [StandardRule] = []
}
