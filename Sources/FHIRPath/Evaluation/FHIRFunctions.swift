import FHIRSyntax

/// The functions added by FHIR (FHIR, FHIRPath: additional functions).
enum FHIRFunction: String, Sendable {
  case `extension`, hasValue, getValue, resolve, type, memberOf, conformsTo, htmlChecks
  /// Functions that need information not available here.
  case elementDefinition, slice, checkModifiers, subsumes, subsumedBy

  var argumentCounts: ClosedRange<Int> {
    switch self {
    case .hasValue, .getValue, .resolve, .type, .htmlChecks, .elementDefinition: 0...0
    case .extension, .memberOf, .conformsTo, .checkModifiers, .subsumes, .subsumedBy: 1...1
    case .slice: 2...2
    }
  }
}

extension Evaluator {
  mutating func fhir(
    _ function: FHIRFunction, _ items: Collection, _ values: [Collection], at offset: Int
  ) throws(FHIRPathError) -> Collection {
    switch function {
    case .extension:
      guard let url = try string(values[0], at: offset) else { return Collection.none }
      return try extensions(url, of: items, at: offset)
    case .hasValue:
      let items = present(items)
      guard items.count == 1, let item = items.first else { return .one(.boolean(false)) }
      if case .node(let node) = item { return .one(.boolean(document.hasValue(node))) }
      return .one(.boolean(true))
    case .getValue:
      // Unlike other functions, this one accepts several items.
      let items = valued(items)
      guard items.count == 1, let item = items.first else { return Collection.none }
      guard case .node(let node) = item else { return .one(item) }
      return document.hasValue(node) ? Collection(system(.node(node))) : Collection.none
    case .resolve: return try resolve(items, at: offset)
    case .type: return Collection(items.map { .type(typeName(of: $0)) })
    case .memberOf:
      guard let url = try string(values[0], at: offset), let item = try single(items, at: offset) else { return Collection.none }
      return .one(.boolean(try known(isMember(item, of: url), "the value set \(url) is unknown", at: offset)))
    case .conformsTo:
      guard let url = try string(values[0], at: offset), case .node(let node)? = try single(items, at: offset) else {
        return Collection.none
      }
      return .one(.boolean(try known(host?.conforms(node, to: url), "the profile \(url) is unknown", at: offset)))
    case .htmlChecks:
      var isValid = true
      for case .node(let node) in items where isValid {
        isValid = try known(host?.isValidNarrative(node), "narrative cannot be checked", at: offset)
      }
      return .one(.boolean(isValid))
    case .elementDefinition, .slice, .checkModifiers, .subsumes, .subsumedBy:
      throw FHIRPathError(.unknowable, "'\(function.rawValue)' needs information that is not available", at: offset)
    }
  }

  private func isMember(_ item: Item, of url: String) -> Bool? {
    guard let host else { return nil }
    switch item {
    case .node(let node): return host.isMember(node, of: url)
    case .string(let code): return host.isMember(code: code, of: url)
    default: return false
    }
  }

  private func known(_ verdict: Bool?, _ problem: String, at offset: Int) throws(FHIRPathError) -> Bool {
    guard let verdict else { throw FHIRPathError(.unknowable, problem, at: offset) }
    return verdict
  }
}
