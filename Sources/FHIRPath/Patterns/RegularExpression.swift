/// A regular expression for FHIRPath's `matches`: the part of PCRE that FHIR uses, without look-around or backreferences. A match
/// takes time linear in the text, regardless of the expression.
///
/// The expression is compiled into instructions, which a set of threads executes one character at a time:
///
///     a(b|c)*d      0 char a   1 split 2 6   2 split 3 5   3 char b   4 jump 1   5 char c ...
struct RegularExpression: Sendable {
  enum Instruction: Sendable {
    case character(Unicode.Scalar)
    case any
    case set(Int)
    /// Continues at the first target or, if that fails, at the second.
    case split(Int, Int)
    case jump(Int)
    /// Records the current position as a capture: even numbers are the starts of groups, odd numbers their ends.
    case save(Int)
    case start
    case end
    /// `\b`, or `\B` if false.
    case wordBoundary(Bool)
    case match
  }

  let instructions: [Instruction]
  let sets: [CharacterSet]
  let groupCount: Int
  /// The numbers of the named groups.
  private let groupNames: [String: Int]

  /// Throws if the expression is invalid or too large; the message of a syntax error has the position in Unicode scalars.
  init(_ pattern: String) throws(FHIRPathError) {
    var compiler = RegularExpressionCompiler()
    let parsed = try RegularExpressionParser.parse(pattern)
    try compiler.compile(parsed.tree)
    groupNames = parsed.groupNames
    instructions = compiler.instructions
    sets = compiler.sets
    groupCount = compiler.groupCount
  }

  /// The number of steps that matches may take, and the number taken so far.
  struct Budget {
    let limit: Int
    private(set) var spent = 0

    init(limit: Int) {
      self.limit = limit
    }

    fileprivate mutating func spend(_ steps: Int) throws(FHIRPathError) {
      spent += steps
      if spent > limit { throw FHIRPathError(.tooCostly, "the match takes too many steps") }
    }
  }

  /// Whether any part of the text matches.
  func isFound(in text: String, _ budget: inout Budget) throws(FHIRPathError) -> Bool {
    try match(Array(text.unicodeScalars), from: 0, anchored: false, captureCount: 0, &budget) != nil
  }

  /// Whether the whole text matches.
  func matchesWhole(_ text: String, _ budget: inout Budget) throws(FHIRPathError) -> Bool {
    try match(Array(text.unicodeScalars), from: 0, anchored: true, captureCount: 0, &budget) != nil
  }

  /// The text with every match replaced. In the template, `$1` is the first group, `${name}` the group with
  /// this name, and `\$` a dollar sign.
  func replacing(in text: String, with template: String, _ budget: inout Budget) throws(FHIRPathError) -> String {
    let scalars = Array(text.unicodeScalars)
    let template = Array(template.unicodeScalars)
    let captureCount = template.contains("$") ? 2 * groupCount + 2 : 2
    var result: [Unicode.Scalar] = []
    var index = 0
    while index <= scalars.count,
      let captures = try match(scalars, from: index, anchored: false, captureCount: captureCount, &budget)
    {
      result.append(contentsOf: scalars[index..<captures[0]])
      try append(template, for: captures, in: scalars, to: &result, &budget)
      if captures[1] == captures[0] {
        if captures[0] < scalars.count { result.append(scalars[captures[0]]) }
        index = captures[0] + 1
      } else {
        index = captures[1]
      }
    }
    if index < scalars.count { result.append(contentsOf: scalars[index...]) }
    return String(String.UnicodeScalarView(result))
  }

  private func append(
    _ template: [Unicode.Scalar], for captures: [Int], in scalars: [Unicode.Scalar],
    to result: inout [Unicode.Scalar], _ budget: inout Budget
  ) throws(FHIRPathError) {
    try budget.spend(template.count)
    var rest = template[...]
    while let scalar = rest.popFirst() {
      if scalar == "\\", let next = rest.popFirst() {
        result.append(next)
      } else if scalar == "$", let group = group(atStartOf: &rest) {
        let (start, end) = (captures[2 * group], captures[2 * group + 1])
        if start >= 0, end >= start {
          try budget.spend(end - start)
          result.append(contentsOf: scalars[start..<end])
        }
      } else {
        result.append(scalar)
      }
    }
  }

  /// Reads the number or name of a group after a dollar sign; nil if the dollar sign is an ordinary character.
  private func group(atStartOf rest: inout ArraySlice<Unicode.Scalar>) -> Int? {
    guard let first = rest.first else { return nil }
    if let number = Int(String(first)) {
      guard number <= groupCount else { return nil }
      rest.removeFirst()
      return number
    }
    // The length is limited so that a template of many dollar signs takes time linear in its length.
    guard first == "{", !groupNames.isEmpty, let end = rest.prefix(100).firstIndex(of: "}") else { return nil }
    guard let number = groupNames[String(String.UnicodeScalarView(rest[(rest.startIndex + 1)..<end]))] else { return nil }
    rest = rest[(end + 1)...]
    return number
  }

  // MARK: Matching

  /// A thread, and its recorded positions.
  private struct Thread {
    var instruction: Int
    var captures: [Int]
  }

  /// The threads at one character, each instruction once, in order of preference.
  private struct Threads {
    var list: [Thread] = []
    /// The visited instructions, including those that consume no character.
    private var visited: [Int] = []
    private var isVisited: [Bool]

    init(_ count: Int) {
      isVisited = Array(repeating: false, count: count)
    }

    /// Marks an instruction as visited; returns false if it already was.
    mutating func visit(_ instruction: Int) -> Bool {
      if isVisited[instruction] { return false }
      isVisited[instruction] = true
      visited.append(instruction)
      return true
    }

    mutating func clear() {
      for instruction in visited { isVisited[instruction] = false }
      visited.removeAll(keepingCapacity: true)
      list.removeAll(keepingCapacity: true)
    }
  }

  /// The start and end of the first match and of the requested groups; -1 for a group without a match. If no captures are
  /// requested, any match is sufficient, and the result is an empty array.
  private func match(
    _ text: [Unicode.Scalar], from first: Int, anchored: Bool, captureCount: Int, _ budget: inout Budget
  ) throws(FHIRPathError) -> [Int]? {
    try budget.spend(instructions.count / 16)
    var current = Threads(instructions.count)
    var next = current
    var found: [Int]?
    for index in first...text.count {
      if found == nil, index == first || !anchored {
        var captures = Array(repeating: -1, count: captureCount)
        if captureCount > 0 { captures[0] = index }
        try add(0, captures, at: index, text, to: &current, &budget)
      }
      if current.list.isEmpty, anchored || found != nil { break }
      for thread in current.list {
        switch instructions[thread.instruction] {
        case .match:
          if anchored && index < text.count { continue }
          if captureCount == 0 { return [] }
          found = thread.captures
          found?[1] = index
        case .character(let scalar):
          if index < text.count, text[index] == scalar {
            try add(thread.instruction + 1, thread.captures, at: index + 1, text, to: &next, &budget)
          }
          continue
        case .any:
          if index < text.count { try add(thread.instruction + 1, thread.captures, at: index + 1, text, to: &next, &budget) }
          continue
        case .set(let number):
          try budget.spend(sets[number].ranges.count / 8)
          if index < text.count, sets[number].contains(text[index]) {
            try add(thread.instruction + 1, thread.captures, at: index + 1, text, to: &next, &budget)
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

  /// Adds a thread, following jumps, splits and assertions up to the instructions that consume a character. Uses a stack instead
  /// of recursion.
  private func add(
    _ instruction: Int, _ captures: [Int], at index: Int, _ text: [Unicode.Scalar], to threads: inout Threads,
    _ budget: inout Budget
  ) throws(FHIRPathError) {
    var stack = [Thread(instruction: instruction, captures: captures)]
    while let thread = stack.popLast() {
      try budget.spend(1)
      guard threads.visit(thread.instruction) else { continue }
      switch instructions[thread.instruction] {
      case .jump(let target): stack.append(Thread(instruction: target, captures: thread.captures))
      case .split(let first, let second):
        stack.append(Thread(instruction: second, captures: thread.captures))
        stack.append(Thread(instruction: first, captures: thread.captures))
      case .save(let number):
        var captures = thread.captures
        if captures.indices.contains(number) {
          try budget.spend(captures.count / 8)
          captures[number] = index
        }
        stack.append(Thread(instruction: thread.instruction + 1, captures: captures))
      case .start: if index == 0 { stack.append(Thread(instruction: thread.instruction + 1, captures: thread.captures)) }
      case .end: if index == text.count { stack.append(Thread(instruction: thread.instruction + 1, captures: thread.captures)) }
      case .wordBoundary(let isWanted):
        let before = index > 0 && CharacterSet.word.contains(text[index - 1])
        let after = index < text.count && CharacterSet.word.contains(text[index])
        if (before != after) == isWanted { stack.append(Thread(instruction: thread.instruction + 1, captures: thread.captures)) }
      case .character, .any, .set, .match: threads.list.append(thread)
      }
    }
  }
}
