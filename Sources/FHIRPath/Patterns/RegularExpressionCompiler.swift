/// Compiles a parsed regular expression into instructions.
struct RegularExpressionCompiler {
  private(set) var instructions: [RegularExpression.Instruction] = []
  private(set) var sets: [CharacterSet] = []
  private(set) var groupCount = 0

  /// The number of parts added, including those without an instruction.
  private var steps = 0

  private static let maxSteps = 20_000

  mutating func compile(_ tree: RegularExpressionTree) throws(FHIRPathError) {
    try append(tree)
    instructions.append(.match)
  }

  private mutating func append(_ tree: RegularExpressionTree) throws(FHIRPathError) {
    steps += 1
    guard steps < Self.maxSteps else {
      throw FHIRPathError(.tooCostly, "the regular expression is too large")
    }
    switch tree {
    case .character(let scalar): instructions.append(.character(scalar))
    case .any: instructions.append(.any)
    case .set(let set):
      instructions.append(.set(sets.count))
      sets.append(set)
    case .start: instructions.append(.start)
    case .end: instructions.append(.end)
    case .wordBoundary(let isWanted): instructions.append(.wordBoundary(isWanted))
    case .sequence(let list): for part in list { try append(part) }
    case .alternatives(let list): try append(alternatives: list)
    case .group(let inside, let number):
      guard let number else { return try append(inside) }
      groupCount = max(groupCount, number)
      instructions.append(.save(2 * number))
      try append(inside)
      instructions.append(.save(2 * number + 1))
    case .repetition(let inside, let minimum, let maximum, let isLazy):
      guard let maximum else { return try append(inside, atLeast: minimum, isLazy: isLazy) }
      for _ in 0..<minimum { try append(inside) }
      // Skipping one copy skips all later copies, so that few threads are alive at a time.
      var splits: [Int] = []
      for _ in minimum..<maximum {
        splits.append(instructions.count)
        instructions.append(.jump(0))
        try append(inside)
      }
      for split in splits { completeSplit(split, to: instructions.count, isLazy: isLazy) }
    }
  }

  /// Appends a repetition without a maximum: the last copy loops.
  private mutating func append(_ inside: RegularExpressionTree, atLeast minimum: Int, isLazy: Bool) throws(FHIRPathError) {
    let start = instructions.count
    if minimum == 0 {
      instructions.append(.jump(0))
      try append(inside)
      instructions.append(.jump(start))
      return completeSplit(start, to: instructions.count, isLazy: isLazy)
    }
    for _ in 1..<minimum { try append(inside) }
    let last = instructions.count
    try append(inside)
    let next = instructions.count + 1
    instructions.append(isLazy ? .split(next, last) : .split(last, next))
  }

  /// Replaces the placeholder at `split` with a choice between the next instruction and `end`.
  private mutating func completeSplit(_ split: Int, to end: Int, isLazy: Bool) {
    instructions[split] = isLazy ? .split(end, split + 1) : .split(split + 1, end)
  }

  private mutating func append(alternatives list: [RegularExpressionTree]) throws(FHIRPathError) {
    guard let last = list.last else { return }
    var jumps: [Int] = []
    for alternative in list.dropLast() {
      let split = instructions.count
      instructions.append(.jump(0))
      try append(alternative)
      jumps.append(instructions.count)
      instructions.append(.jump(0))
      instructions[split] = .split(split + 1, instructions.count)
    }
    try append(last)
    for jump in jumps { instructions[jump] = .jump(instructions.count) }
  }
}
