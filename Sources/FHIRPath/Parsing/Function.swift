/// The functions there are, FHIRPath's own and FHIR's, by what they are about (FHIRPath N1, Functions; FHIR, FHIRPath: additional
/// functions). Each group stands in the file that evaluates it.
enum Function: Sendable, Hashable {
  /// Its argument is evaluated for each item, and not once for all.
  case perItem(PerItemFunction)
  /// About a collection as a whole.
  case collection(CollectionFunction)
  case fhir(FHIRFunction)
  // All others are about one item, and give nothing for none.
  case conversion(ConversionFunction)
  case string(StringFunction)
  case stringArgument(StringArgumentFunction)
  case boundary(BoundaryFunction)
  case part(DatePart)
  case number(NumberFunction)
  /// Its argument is the name of a type.
  case type(TypeFunction)
  /// Looks only at the branch that it takes.
  case iif

  /// The function of a name; some had another one in STU3.
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

  /// How many arguments it takes.
  var counts: ClosedRange<Int> {
    switch self {
    case .perItem(let function): function.counts
    case .collection(let function): function.counts
    case .fhir(let function): function.counts
    case .conversion(let function): function.counts
    case .string(let function): function.counts
    case .boundary(let function): function.counts
    case .part: 0...0
    case .stringArgument, .type: 1...1
    case .number(let function): function.counts
    case .iif: 2...3
    }
  }
}

/// Functions whose argument is the name of a type.
enum TypeFunction: String, Sendable {
  case `is`, `as`, ofType
}
