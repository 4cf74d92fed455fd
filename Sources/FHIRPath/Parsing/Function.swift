/// The functions of FHIRPath and FHIR, grouped by their input (FHIRPath N1, Functions; FHIR, FHIRPath: additional functions).
/// Each group is declared in the file that evaluates it.
enum Function: Sendable, Hashable {
  /// Functions whose argument is evaluated for each item rather than once.
  case perItem(PerItemFunction)
  /// Functions on a whole collection.
  case collection(CollectionFunction)
  case fhir(FHIRFunction)
  // The next six groups apply to one item; their result for an empty input is empty.
  case conversion(ConversionFunction)
  case string(StringFunction)
  case stringArgument(StringArgumentFunction)
  case boundary(BoundaryFunction)
  case part(DatePart)
  case number(NumberFunction)
  /// Functions whose argument is the name of a type.
  case type(TypeFunction)
  /// Evaluates only the branch that it takes.
  case iif

  /// The function with the given name; some functions have a different name in STU3.
  init?(named name: String) {
    let name =
      switch name {
      case "descendents": "descendants"
      case "htmlchecks", "htmlChecks2": "htmlChecks"
      case "matchesRegex": "matches"
      default: name
      }
    if let function = PerItemFunction(rawValue: name) {
      self = .perItem(function)
    } else if let function = CollectionFunction(rawValue: name) {
      self = .collection(function)
    } else if let function = FHIRFunction(rawValue: name) {
      self = .fhir(function)
    } else if let function = ConversionFunction(rawValue: name) {
      self = .conversion(function)
    } else if let function = StringFunction(rawValue: name) {
      self = .string(function)
    } else if let function = StringArgumentFunction(rawValue: name) {
      self = .stringArgument(function)
    } else if let function = BoundaryFunction(rawValue: name) {
      self = .boundary(function)
    } else if let function = DatePart(rawValue: name) {
      self = .part(function)
    } else if let function = NumberFunction(rawValue: name) {
      self = .number(function)
    } else if let function = TypeFunction(rawValue: name) {
      self = .type(function)
    } else if name == "iif" {
      self = .iif
    } else {
      return nil
    }
  }

  var argumentCounts: ClosedRange<Int> {
    switch self {
    case .perItem(let function): function.argumentCounts
    case .collection(let function): function.argumentCounts
    case .fhir(let function): function.argumentCounts
    case .conversion(let function): function.argumentCounts
    case .string(let function): function.argumentCounts
    case .boundary(let function): function.argumentCounts
    case .part: 0...0
    case .stringArgument, .type: 1...1
    case .number(let function): function.argumentCounts
    case .iif: 2...3
    }
  }
}

/// Functions whose argument is the name of a type.
enum TypeFunction: String, Sendable {
  case `is`, `as`, ofType
}
