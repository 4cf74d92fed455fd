/// A regular expression in the form that FHIRPath's `matches` takes (PCRE's, as far as FHIR uses it): no look-around, no back
/// references. A match takes time in proportion to the text, whatever the expression.
///
/// The expression is compiled into instructions that a set of threads walks through, one character at a time:
///
///     a(b|c)*d      0 char a   1 split 2 6   2 split 3 5   3 char b   4 jump 1   5 char c ...
struct RegularExpression: Sendable {
  enum Instruction: Sendable {
    case character(Unicode.Scalar)
    case any
    case set(Int)
    /// Goes on at the first, and if that fails at the second.
    case split(Int, Int)
    case jump(Int)
    /// Remembers the place: the beginning of a group at an even number, its end at an odd one.
    case save(Int)
    case start
    case end
    case wordBoundary(Bool)
    case match
  }

  let instructions: [Instruction]
  let sets: [CharacterSet]
  let groupCount: Int

  /// Throws what is wrong with the expression, its offset in scalars.
  init(_ pattern: String) throws(FHIRPathError) {
    var compiler = RegularExpressionCompiler()
    try compiler.compile(try RegularExpressionParser.tree(of: pattern))
    instructions = compiler.instructions
    sets = compiler.sets
    groupCount = compiler.groupCount
  }

  /// What matches may cost.
  struct Budget {
    private(set) var spent = 0

    fileprivate mutating func spend(_ steps: Int) throws(FHIRPathError) {
      spent += steps
      if spent > 20_000_000 { throw FHIRPathError(.tooCostly, "the match takes too many steps") }
    }
  }

  /// Whether some part of a text matches.
  func isFound(in text: String, _ budget: inout Budget) throws(FHIRPathError) -> Bool {
    try match(Array(text.unicodeScalars), from: 0, anchored: false, &budget) != nil
  }

  /// Whether a text matches as a whole.
  func isWhole(_ text: String, _ budget: inout Budget) throws(FHIRPathError) -> Bool {
    try match(Array(text.unicodeScalars), from: 0, anchored: true, &budget) != nil
  }

  /// The text with every match replaced; `$1` or `${name}` stands for a group, `\$` for a dollar sign.
  func replacing(in text: String, with template: String, _ budget: inout Budget) throws(FHIRPathError) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var index = 0
    while index <= scalars.count, let places = try match(scalars, from: index, anchored: false, &budget) {
      result.append(contentsOf: scalars[index..<places[0]])
      append(template, for: places, in: scalars, to: &result)
      if places[1] == places[0] {
        if places[0] < scalars.count { result.append(scalars[places[0]]) }
        index = places[0] + 1
      } else {
        index = places[1]
      }
    }
    if index < scalars.count { result.append(contentsOf: scalars[index...]) }
    return String(result)
  }

  private func append(
    _ template: String, for places: [Int], in scalars: [Unicode.Scalar], to result: inout String.UnicodeScalarView
  ) {
    var rest = Array(template.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if scalar == "\\", let next = rest.popFirst() {
        result.append(next)
      } else if scalar == "$", let digit = rest.first, let group = Int(String(digit)), group <= groupCount {
        rest.removeFirst()
        if places[2 * group] >= 0, places[2 * group + 1] >= 0 {
          result.append(contentsOf: scalars[places[2 * group]..<places[2 * group + 1]])
        }
      } else {
        result.append(scalar)
      }
    }
  }

  // MARK: Matching

  /// A thread, and the places that it remembers.
  private struct Thread {
    var instruction: Int
    var places: [Int]
  }

  /// The threads at one character, each instruction once, the preferred first.
  private struct Threads {
    var list: [Thread] = []
    /// The instructions that were met, those too that take no character.
    private var met: [Int] = []
    private var isMet: [Bool]

    init(_ count: Int) {
      isMet = Array(repeating: false, count: count)
    }

    mutating func meet(_ instruction: Int) -> Bool {
      if isMet[instruction] { return false }
      isMet[instruction] = true
      met.append(instruction)
      return true
    }

    mutating func clear() {
      for instruction in met { isMet[instruction] = false }
      met.removeAll(keepingCapacity: true)
      list.removeAll(keepingCapacity: true)
    }
  }

  /// The places of the first match and its groups: beginning, end, -1 for none.
  private func match(
    _ text: [Unicode.Scalar], from first: Int, anchored: Bool, _ budget: inout Budget
  ) throws(FHIRPathError) -> [Int]? {
    var current = Threads(instructions.count)
    var next = current
    var found: [Int]?
    for index in first...text.count {
      if found == nil, index == first || !anchored {
        var places = Array(repeating: -1, count: 2 * groupCount + 2)
        places[0] = index
        add(0, places, at: index, text, to: &current)
      }
      if current.list.isEmpty, anchored || found != nil { break }
      try budget.spend(1 + current.list.count)
      for thread in current.list {
        switch instructions[thread.instruction] {
        case .match:
          if anchored && index < text.count { continue }
          found = thread.places
          found?[1] = index
        case .character(let scalar):
          if index < text.count, text[index] == scalar {
            add(thread.instruction + 1, thread.places, at: index + 1, text, to: &next)
          }
          continue
        case .any:
          if index < text.count { add(thread.instruction + 1, thread.places, at: index + 1, text, to: &next) }
          continue
        case .set(let number):
          if index < text.count, sets[number].contains(text[index]) {
            add(thread.instruction + 1, thread.places, at: index + 1, text, to: &next)
          }
          continue
        default: continue
        }
        break
      }
      swap(&current, &next)
      next.clear()
    }
    return found
  }

  /// Adds a thread, and those that it becomes before it takes a character. A stack stands in for recursion.
  private func add(_ instruction: Int, _ places: [Int], at index: Int, _ text: [Unicode.Scalar], to threads: inout Threads) {
    var stack = [Thread(instruction: instruction, places: places)]
    while let thread = stack.popLast() {
      guard threads.meet(thread.instruction) else { continue }
      switch instructions[thread.instruction] {
      case .jump(let target): stack.append(Thread(instruction: target, places: thread.places))
      case .split(let first, let second):
        stack.append(Thread(instruction: second, places: thread.places))
        stack.append(Thread(instruction: first, places: thread.places))
      case .save(let number):
        var places = thread.places
        places[number] = index
        stack.append(Thread(instruction: thread.instruction + 1, places: places))
      case .start: if index == 0 { stack.append(Thread(instruction: thread.instruction + 1, places: thread.places)) }
      case .end: if index == text.count { stack.append(Thread(instruction: thread.instruction + 1, places: thread.places)) }
      case .wordBoundary(let isWanted):
        let before = index > 0 && CharacterSet.word.contains(text[index - 1])
        let after = index < text.count && CharacterSet.word.contains(text[index])
        if (before != after) == isWanted { stack.append(Thread(instruction: thread.instruction + 1, places: thread.places)) }
      case .character, .any, .set, .match: threads.list.append(thread)
      }
    }
  }
}
