import FHIRPath
import FHIRSyntax

/// Compiles tests of elements; their operands are stored in arrays shared by all tests of a plan.
struct PlanTestCompiler {
  let shared: SymbolTable
  private(set) var tests: [RulePlan.Test] = []
  private(set) var symbols: [UInt32] = []
  private(set) var texts: [RulePlan.Slice] = []
  private(set) var bytes: [UInt8] = []
  private(set) var groups: [RulePlan.Slice] = []
  private(set) var pieces: [BytePiece] = []
  private(set) var terms: [RulePlan.Term] = []
  private var paths: [[UInt32]: RulePlan.Slice] = [:]

  init(_ shared: SymbolTable) { self.shared = shared }

  /// The key of a text: see `PlanBytes`.
  func key(of text: RulePlan.Slice) -> UInt64 {
    func word(_ start: Int) -> UInt64 {
      (0..<8).reduce(0) { $0 | (start + $1 < Int(text.end) ? UInt64(bytes[start + $1]) << UInt64(8 * $1) : 0) }
    }
    let count = Int(text.end - text.first)
    return PlanBytes.key(word(Int(text.first)), count < 8 ? 0 : word(Int(text.end) - 8), count)
  }

  /// Adds the conditions of a `where(...)`.
  mutating func terms(_ list: [ElementQuery.Term], includesEmpty: Bool) -> RulePlan.Slice {
    var compiled: [RulePlan.Term] = []
    for term in list {
      var flat = RulePlan.Term(condition: .exists, path: path(term.path), text: 0, includesEmpty: includesEmpty)
      switch term.condition {
      case .equals(let text): (flat.condition, flat.text) = (.equals, self.text(text))
      case .differs(let text): (flat.condition, flat.text) = (.differs, self.text(text))
      case .startsWith(let text): (flat.condition, flat.text) = (.startsWith, self.text(text))
      case .exists: flat.condition = .exists
      case .absent: flat.condition = .absent
      }
      compiled.append(flat)
    }
    let first = Int32(terms.count)
    terms += compiled
    return RulePlan.Slice(first: first, end: Int32(terms.count))
  }

  /// Adds a text and returns its position.
  mutating func text(_ text: String) -> Int32 {
    let first = Int32(bytes.count)
    bytes += Array(text.utf8)
    texts.append(RulePlan.Slice(first: first, end: Int32(bytes.count)))
    return Int32(texts.count - 1)
  }

  private mutating func list(_ list: [String]) -> RulePlan.Slice {
    let first = Int32(texts.count)
    for text in list { _ = self.text(text) }
    return RulePlan.Slice(first: first, end: Int32(texts.count))
  }

  /// Adds the names of a path, all of which have symbols.
  mutating func path(_ names: [ElementQuery.Name]) -> RulePlan.Slice { list(names.compactMap(\.symbol)) }

  private mutating func list(_ list: [Symbol]) -> RulePlan.Slice {
    let numbers = list.map(\.rawValue)
    // Equal paths are shared, so that results can be cached by their position.
    if let known = paths[numbers] { return known }
    let first = Int32(symbols.count)
    symbols += numbers
    let path = RulePlan.Slice(first: first, end: Int32(symbols.count))
    paths[numbers] = path
    return path
  }

  private mutating func list(_ list: [RulePlan.Slice]) -> RulePlan.Slice {
    let first = Int32(groups.count)
    groups += list
    return RulePlan.Slice(first: first, end: Int32(groups.count))
  }

  /// The symbols of the given names; nil if any name has none.
  private func symbols(_ names: [String]) -> [Symbol]? {
    let symbols = names.compactMap { shared.symbol($0) }
    return symbols.count == names.count ? symbols : nil
  }

  /// Adds a test and returns its position; nil if a plan cannot express it.
  mutating func lower(_ test: ElementTest) -> Int32? {
    guard let test = operands(of: test) else { return nil }
    tests.append(test)
    return Int32(tests.count - 1)
  }

  private mutating func operands(of test: ElementTest) -> RulePlan.Test? {
    switch test {
    case .oneOf(let values): return RulePlan.Test(kind: .oneOf, texts: list(values))
    case .pattern(let sequences):
      if sequences.isEmpty { return nil }
      let slices = sequences.map { sequence -> RulePlan.Slice in
        let first = Int32(pieces.count)
        var characters: [UInt8] = []
        for piece in sequence {
          if let character = piece.character {
            characters.append(character)
            continue
          }
          add(run: &characters)
          pieces.append(piece)
        }
        add(run: &characters)
        return RulePlan.Slice(first: first, end: Int32(pieces.count))
      }
      return RulePlan.Test(kind: .pattern, groups: list(slices))
    case .instant: return RulePlan.Test(kind: .instant)
    case .dateTime: return RulePlan.Test(kind: .dateTime)
    case .date(let requiresDay): return RulePlan.Test(kind: .date, number: requiresDay ? 1 : 0)
    case .uuid: return RulePlan.Test(kind: .uuid)
    case .mimeType: return RulePlan.Test(kind: .mimeType)
    case .language(let language): return RulePlan.Test(kind: .language, texts: list([language.lowercased()]))
    case .checksum(let prefix): return RulePlan.Test(kind: .checksum, texts: list([prefix]))
    case .varied(let prefix): return RulePlan.Test(kind: .varied, texts: list([prefix]))
    case .spelling(let values, let hosts): return spelling(values, hosts)
    case .trimmed: return RulePlan.Test(kind: .trimmed)
    case .zoned: return RulePlan.Test(kind: .zoned)
    case .offset: return RulePlan.Test(kind: .offset)
    case .utc: return RulePlan.Test(kind: .utc)
    case .fraction(let maximum): return RulePlan.Test(kind: .fraction, number: Int64(maximum))
    case .notFuture: return RulePlan.Test(kind: .notFuture)
    case .notPlaceholder(let hosts):
      // The last letters of the hosts, ignoring case, as bits.
      let ends = hosts.reduce(0) { $0 | UInt64(1) << UInt64(($1.utf8.last ?? 0) & 31) }
      return RulePlan.Test(kind: .notPlaceholder, texts: list(hosts), number: Int64(bitPattern: ends))
    case .has(let combinations): return has(combinations)
    case .resource(let types): return symbols(types).map { RulePlan.Test(kind: .resource, symbols: list($0)) }
    case .reference(let types, let isContained, let isWithin, let url):
      if let url { return RulePlan.Test(kind: .referenceURL, texts: list([url])) }
      guard let symbols = symbols(types) else { return nil }
      return RulePlan.Test(
        kind: .reference, texts: list(types), symbols: list(symbols), number: isContained ? 1 : 0, secondNumber: isWithin ? 1 : 0)
    case .resolves(let isWithin): return RulePlan.Test(kind: .resolves, number: isWithin ? 1 : 0)
    case .hashed: return RulePlan.Test(kind: .hashed)
    case .referenced: return RulePlan.Test(kind: .referenced)
    case .display:
      return symbols(["name", "prefix", "use"] + DisplayOfCheck.persons.sorted()).map {
        RulePlan.Test(kind: .display, symbols: list($0))
      }
    case .sameIdentifier(let system, let url, let inEntries):
      guard let patient = shared.symbol("Patient") else { return nil }
      return RulePlan.Test(
        kind: .sameIdentifier, texts: list([system] + (url.map { [$0] } ?? [])), symbols: list([patient]),
        number: inEntries ? 1 : 0)
    case .order(let later, let orEqual):
      return momentPath(later).map { RulePlan.Test(kind: .order, symbols: $0, number: orEqual ? 1 : 0) }
    case .duration(let end, let minimum, let maximum):
      return momentPath(end).map {
        RulePlan.Test(kind: .duration, symbols: $0, number: minimum ?? .min, secondNumber: maximum ?? .max)
      }
    case .inside(let from, let to):
      return paths(from + to).map { RulePlan.Test(kind: .inside, groups: $0, number: Int64(from.count)) }
    case .simultaneous(let paths): return self.paths(paths).map { RulePlan.Test(kind: .simultaneous, groups: $0) }
    case .combination(let paths, let rows): return combination(paths, rows)
    }
  }

  /// Adds consecutive characters of a pattern as one piece.
  private mutating func add(run characters: inout [UInt8]) {
    if characters.isEmpty { return }
    let first = Int32(bytes.count)
    bytes += characters
    pieces.append(BytePiece(RulePlan.Slice(first: first, end: Int32(bytes.count))))
    characters = []
  }

  private mutating func has(_ combinations: [[ElementQuery]]) -> RulePlan.Test? {
    var slices: [RulePlan.Slice] = []
    for combination in combinations {
      var paths: [RulePlan.Slice] = []
      for query in combination {
        guard let names = plainNames(query.steps) else { return nil }
        paths.append(list(names))
      }
      slices.append(list(paths))
    }
    return RulePlan.Test(kind: .has, groups: list(slices))
  }

  /// The type and the child of a path such as `Slot.end`.
  private mutating func momentPath(_ query: ElementQuery) -> RulePlan.Slice? {
    guard case .type(let name) = query.head, let type = name.symbol, let names = plainNames(query.steps), names.count == 1 else {
      return nil
    }
    return list([type] + names)
  }

  /// Paths such as `Appointment.slot.resolve().start`: the type, then the names, with 0 for `resolve()`.
  private mutating func paths(_ queries: [ElementQuery]) -> RulePlan.Slice? {
    var slices: [RulePlan.Slice] = []
    for query in queries {
      guard case .type(let name) = query.head, let type = name.symbol else { return nil }
      var path = [type]
      for step in query.steps {
        if case .resolve = step {
          path.append(.none)
        } else if let names = plainNames([step]) {
          path += names
        } else {
          return nil
        }
      }
      slices.append(list(path))
    }
    return list(slices)
  }

  /// The texts of the test are the values of the rows in sequence. The symbols of a path are the type, then names and conditions;
  /// `conditionFlag` distinguishes these.
  private mutating func combination(_ queries: [ElementQuery], _ rows: [[String]]) -> RulePlan.Test? {
    guard rows.count <= 64 else { return nil }
    var slices: [RulePlan.Slice] = []
    for query in queries {
      guard case .type(let name) = query.head, let type = name.symbol else { return nil }
      var path = [type]
      for step in query.steps {
        if case .matching(let terms) = step {
          guard
            terms.allSatisfy({ term in
              !term.path.isEmpty && term.path.allSatisfy { $0.symbol.map { $0 != .resourceType } ?? false && !$0.isHeader }
            })
          else { return nil }
          let slice = self.terms(terms, includesEmpty: false)
          for term in slice.first..<slice.end { path.append(Symbol(rawValue: Self.conditionFlag | UInt32(term))) }
        } else if let names = plainNames([step]) {
          path += names
        } else {
          return nil
        }
      }
      slices.append(list(path))
    }
    return RulePlan.Test(
      kind: .combination, texts: list(rows.flatMap { $0 }), groups: list(slices), number: Int64(rows.count))
  }

  /// Set in a symbol of a path that is not a name but the position of a condition in `terms`.
  static let conditionFlag: UInt32 = 1 << 31

  /// The names of the steps, if all of them are children with plain names; nil otherwise.
  private func plainNames(_ steps: [ElementQuery.Step]) -> [Symbol]? {
    var names: [Symbol] = []
    for step in steps {
      guard case .child(let name) = step, !name.isChoice, !name.isHeader, let symbol = name.symbol, symbol != .resourceType else {
        return nil
      }
      names.append(symbol)
    }
    return names
  }

  /// The texts of the test are the URLs without their scheme, then the hosts. No two URLs may differ only in case.
  private mutating func spelling(_ values: [String], _ hosts: [String]) -> RulePlan.Test? {
    let scheme = "https://"
    var folded: Set<String> = []
    for value in values {
      guard value.hasPrefix(scheme), !value.hasSuffix("/"), value.utf8.allSatisfy({ $0 < 0x80 }),
        folded.insert(value.lowercased()).inserted
      else { return nil }
    }
    guard hosts.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A ~= $0) } }) else { return nil }
    let texts = list(values.map { String($0.dropFirst(scheme.utf8.count)) } + hosts.map { $0 + "/" })
    let lengths = values.reduce(0) { $0 | UInt64(1) << UInt64(($1.utf8.count - scheme.utf8.count) & 63) }
    return RulePlan.Test(
      kind: .spelling, texts: texts, number: Int64(values.count), secondNumber: Int64(bitPattern: lengths))
  }
}
