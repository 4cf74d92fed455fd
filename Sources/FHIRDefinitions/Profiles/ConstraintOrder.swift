extension BindingStrength {
  /// The stronger the greater.
  var order: Int {
    switch self {
    case .preferred: 0
    case .extensible: 1
    case .required: 2
    }
  }
}

extension SlicingSchema.Rules {
  /// The stricter the greater.
  var order: Int {
    switch self {
    case .open: 0
    case .openAtEnd: 1
    case .closed: 2
    }
  }
}
