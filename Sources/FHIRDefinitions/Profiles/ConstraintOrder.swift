extension BindingStrength {
  /// A greater value is stronger.
  var order: Int {
    switch self {
    case .example: 0
    case .preferred: 1
    case .extensible: 2
    case .required: 3
    }
  }
}

extension SlicingSchema.Rules {
  /// A greater value is stricter.
  var order: Int {
    switch self {
    case .open: 0
    case .openAtEnd: 1
    case .closed: 2
    }
  }
}
